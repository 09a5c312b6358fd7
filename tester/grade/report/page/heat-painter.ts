import type { ClassData } from "../class-data";
import { MARKS, type Mark } from "../mark";
import { visibleName } from "../visible-name";
import { LEGIBLE_PX, type Grid } from "./grid";

/** What is to be drawn. */
export interface Picture {
  grid: Grid;
  /** The part that is in view, and how far it is scrolled. */
  view: { widthPx: number; heightPx: number; xPx: number; yPx: number };
  /** Numbers of submissions and tests, in the order shown. */
  rows: readonly number[];
  columns: readonly number[];
  chosen: { row: number; column: number } | undefined;
  isByLab: boolean;
}

/** Colours of a mark, as the legend's swatches have them, so that they follow the page's. */
interface Colours {
  paper: string;
  ink: string;
}

/** Fills the canvas with what is in view, and nothing else. */
export class HeatPainter {
  private readonly context: CanvasRenderingContext2D;
  private colours = new Map<string, Colours>();
  private page!: Colours & { line: string; focus: string };

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly legend: HTMLElement,
    private readonly data: ClassData,
  ) {
    this.context = canvas.getContext("2d", { alpha: false })!;
  }

  draw(picture: Picture): void {
    this.readColours();
    this.fit(picture.view);
    this.cells(picture);
    this.columnNames(picture);
    this.rowNames(picture);
    this.corner(picture);
  }

  private readColours(): void {
    for (const swatch of this.legend.querySelectorAll<HTMLElement>(".swatch")) {
      const { backgroundColor, color } = getComputedStyle(swatch);
      this.colours.set(swatch.dataset.mark!, { paper: backgroundColor, ink: color });
    }
    const style = getComputedStyle(this.canvas);
    this.page = {
      paper: style.backgroundColor,
      ink: style.color,
      line: style.borderTopColor,
      focus: style.outlineColor,
    };
  }

  private fit({ widthPx, heightPx }: Picture["view"]): void {
    const { canvas, context } = this;
    const scale = devicePixelRatio;
    const [width, height] = [Math.round(widthPx * scale), Math.round(heightPx * scale)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    canvas.style.width = `${widthPx}px`;
    canvas.style.height = `${heightPx}px`;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.fillStyle = this.page.paper;
    context.fillRect(0, 0, widthPx, heightPx);
  }

  private cells({ grid, view, rows, columns, chosen }: Picture): void {
    const { context } = this;
    const { widthPx, heightPx, leftPx, topPx } = grid;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = "12px ui-monospace, monospace";
    const isSigned = Math.min(widthPx, heightPx) >= LEGIBLE_PX;
    for (const row of inView(rows.length, heightPx, view.yPx, view.heightPx - topPx)) {
      const yPx = topPx + row * heightPx - view.yPx;
      for (const column of inView(columns.length, widthPx, view.xPx, view.widthPx - leftPx)) {
        const mark = this.data.submissions[rows[row]].marks[columns[column]] as Mark;
        this.cell(mark, { xPx: leftPx + column * widthPx - view.xPx, yPx, widthPx, heightPx }, isSigned);
      }
    }
    if (chosen === undefined) return;
    const [xPx, yPx] = [leftPx + chosen.column * widthPx - view.xPx, topPx + chosen.row * heightPx - view.yPx];
    context.strokeStyle = this.page.focus;
    context.lineWidth = 1;
    context.strokeRect(leftPx, yPx, view.widthPx, heightPx);
    context.strokeRect(xPx, topPx, widthPx, view.heightPx);
    context.lineWidth = 3;
    context.strokeRect(xPx - 1, yPx - 1, widthPx + 2, heightPx + 2);
  }

  private cell(
    mark: Mark,
    box: { xPx: number; yPx: number; widthPx: number; heightPx: number },
    isSigned: boolean,
  ): void {
    const { context } = this;
    const { paper, ink } = this.colours.get(mark)!;
    const { xPx, yPx, widthPx, heightPx } = box;
    // Whole pixels, so that no seams show; lines between cells where there is room for them.
    const [left, top] = [Math.round(xPx), Math.round(yPx)];
    const [gapX, gapY] = [widthPx > 4 ? 1 : 0, heightPx > 4 ? 1 : 0];
    context.fillStyle = paper;
    context.fillRect(left, top, Math.round(xPx + widthPx) - left - gapX, Math.round(yPx + heightPx) - top - gapY);
    if (!isSigned || mark === "p") return;
    context.fillStyle = ink;
    context.fillText(MARKS[mark].sign, xPx + widthPx / 2 - 0.5, yPx + heightPx / 2);
  }

  private rowNames({ grid, view, rows, chosen }: Picture): void {
    const { context } = this;
    const { heightPx, leftPx, topPx } = grid;
    context.fillStyle = this.page.paper;
    context.fillRect(0, topPx, leftPx, view.heightPx);
    if (heightPx < LEGIBLE_PX) return;
    context.textAlign = "right";
    context.direction = "ltr";
    context.fillStyle = this.page.ink;
    for (const row of inView(rows.length, heightPx, view.yPx, view.heightPx - topPx)) {
      const { name, points } = this.data.submissions[rows[row]];
      const yPx = topPx + (row + 0.5) * heightPx - view.yPx;
      context.font = `${chosen?.row === row ? "bold " : ""}12px system-ui, sans-serif`;
      const number = points === null ? "?" : String(points);
      context.fillText(number, leftPx - 6, yPx);
      context.fillText(this.cut(visibleName(name), leftPx - 52), leftPx - 42, yPx);
    }
  }

  private columnNames({ grid, view, columns, chosen, isByLab }: Picture): void {
    const { context } = this;
    const { widthPx, leftPx, topPx } = grid;
    context.fillStyle = this.page.paper;
    context.fillRect(0, 0, view.widthPx, topPx);
    context.fillStyle = this.page.ink;
    const isNamed = widthPx >= LEGIBLE_PX;
    let last = "";
    for (const column of inView(columns.length, widthPx, view.xPx, view.widthPx - leftPx)) {
      const { lab, scenario } = this.data.tests[columns[column]];
      const xPx = leftPx + column * widthPx - view.xPx;
      if (isNamed) {
        this.upright(
          isByLab ? scenario : `${lab}/${scenario}`,
          xPx + widthPx / 2,
          topPx - 5,
          topPx - 28,
          chosen?.column === column,
        );
      }
      if (isByLab && lab !== last) this.labName(lab, Math.max(xPx, leftPx));
      last = lab;
    }
    if (!isByLab && !isNamed) this.labName("most failed first →", leftPx);
  }

  private labName(text: string, xPx: number): void {
    const { context } = this;
    context.font = "bold 13px system-ui, sans-serif";
    context.textAlign = "left";
    context.fillText(text, xPx, 12);
  }

  private upright(text: string, xPx: number, yPx: number, roomPx: number, isChosen: boolean): void {
    const { context } = this;
    context.save();
    context.translate(xPx, yPx);
    context.rotate(-Math.PI / 2);
    context.textAlign = "left";
    context.font = `${isChosen ? "bold " : ""}12px system-ui, sans-serif`;
    context.fillText(this.cut(text, roomPx), 0, 0);
    context.restore();
  }

  private corner({ grid }: Picture): void {
    const { context } = this;
    context.fillStyle = this.page.paper;
    context.fillRect(0, 0, grid.leftPx, grid.topPx);
  }

  /** A text in so much room, isolated so that its direction turns nothing around it. */
  private cut(text: string, roomPx: number): string {
    const isolated = (part: string) => `\u2068${part}\u2069`;
    if (this.context.measureText(text).width <= roomPx) return isolated(text);
    const letters = [...text];
    let [low, high] = [0, letters.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const fits = this.context.measureText(`${letters.slice(0, middle).join("")}…`).width <= roomPx;
      if (fits) low = middle;
      else high = middle - 1;
    }
    return isolated(`${letters.slice(0, low).join("")}…`);
  }
}

/** Numbers of the cells of `count` that are in view, of which so much is scrolled away. */
function inView(count: number, sizePx: number, scrolledPx: number, viewPx: number): number[] {
  const first = Math.max(0, Math.floor(scrolledPx / sizePx));
  const end = Math.min(count, Math.ceil((scrolledPx + viewPx) / sizePx));
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
}
