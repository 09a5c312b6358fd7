import type { ClassData } from "../class-data";
import { columnsBy, rowsBy, type ColumnOrder, type RowOrder } from "../heat-order";
import { MARKS, type Mark } from "../mark";
import { cellAt, gridFor, type Grid, type Size } from "./grid";
import { HeatPainter } from "./heat-painter";
import { linkTo } from "./names";

const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;

/** Steps of the keys, in rows and columns; pages of rows. */
const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-20, 0],
  PageDown: [20, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** What the heat map shows, and of which cell it tells. */
export class HeatMap {
  private readonly frame = find("heat-frame");
  private readonly painter: HeatPainter;
  private rows: number[] = [];
  private columns: number[] = [];
  private grid!: Grid;
  private chosen = { row: 0, column: 0 };
  private isDue = false;

  constructor(private readonly data: ClassData) {
    this.painter = new HeatPainter(find<HTMLCanvasElement>("heat-canvas"), find("heat-legend"), data);
    for (const id of ["heat-rows", "heat-columns", "heat-size"])
      find(id).addEventListener("change", () => this.arrange());
    this.frame.addEventListener("scroll", () => this.drawSoon(), { passive: true });
    this.frame.addEventListener("pointermove", (event) => this.point(event, "hover"));
    this.frame.addEventListener("click", (event) => this.point(event, "choose"));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("focus", () => this.choose(this.chosen));
    this.frame.addEventListener("blur", () => this.drawSoon());
    new ResizeObserver(() => this.arrange()).observe(this.frame);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.arrange());
  }

  private arrange(): void {
    const { data, frame } = this;
    const value = (id: string) => find<HTMLSelectElement>(id).value;
    this.rows = rowsBy(value("heat-rows") as RowOrder, data);
    this.columns = columnsBy(value("heat-columns") as ColumnOrder, data);
    const view = { widthPx: frame.clientWidth, heightPx: frame.clientHeight };
    this.grid = gridFor(value("heat-size") as Size, view, this.rows.length, this.columns.length);
    const { leftPx, topPx, widthPx, heightPx } = this.grid;
    const extent = find("heat-extent");
    extent.style.width = `${Math.ceil(leftPx + this.columns.length * widthPx)}px`;
    extent.style.height = `${Math.ceil(topPx + this.rows.length * heightPx)}px`;
    this.drawSoon();
  }

  /** Once a frame at most, however often it is asked for. */
  private drawSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      const { frame, grid, rows, columns } = this;
      const view = {
        widthPx: frame.clientWidth,
        heightPx: frame.clientHeight,
        xPx: frame.scrollLeft,
        yPx: frame.scrollTop,
      };
      const chosen = document.activeElement === frame ? this.chosen : undefined;
      this.painter.draw({
        grid,
        view,
        rows,
        columns,
        chosen,
        isByLab: find<HTMLSelectElement>("heat-columns").value === "lab",
      });
    });
  }

  private point(event: MouseEvent, how: "hover" | "choose"): void {
    const { left, top } = this.frame.getBoundingClientRect();
    const [x, y] = [event.clientX - left - this.frame.clientLeft, event.clientY - top - this.frame.clientTop];
    // Names stay where they are while the cells scroll under them.
    if (x < this.grid.leftPx || y < this.grid.topPx) return;
    const cell = cellAt(this.grid, x + this.frame.scrollLeft, y + this.frame.scrollTop);
    if (cell === undefined) return;
    if (how === "choose") this.choose(cell);
    else this.tell(cell);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Enter") location.href = this.submissionAt(this.chosen.row).page;
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, at));
    const { row, column } = this.chosen;
    this.choose({
      row: within(row + step[0], this.rows.length),
      column: within(column + step[1], this.columns.length),
    });
  }

  private choose(cell: { row: number; column: number }): void {
    this.chosen = cell;
    const { frame, grid } = this;
    const xPx = grid.leftPx + cell.column * grid.widthPx;
    const yPx = grid.topPx + cell.row * grid.heightPx;
    frame.scrollLeft = nearest(frame.scrollLeft, xPx + grid.widthPx - frame.clientWidth, xPx - grid.leftPx);
    frame.scrollTop = nearest(frame.scrollTop, yPx + grid.heightPx - frame.clientHeight, yPx - grid.topPx);
    this.tell(cell);
    this.drawSoon();
  }

  private submissionAt(row: number): ClassData["submissions"][number] {
    return this.data.submissions[this.rows[row]];
  }

  private tell({ row, column }: { row: number; column: number }): void {
    const submission = this.submissionAt(row);
    const number = this.columns[column];
    const { lab, scenario, title, ran, passed } = this.data.tests[number];
    const { sign, word } = MARKS[submission.marks[number] as Mark];
    const failure = submission.failures.find(([test]) => test === number);
    const why = failure === undefined ? "" : `: ${this.data.causes[failure[1]]} (${lab}/${scenario}/${failure[2]})`;
    const points = submission.points === null ? "no grade yet" : `${submission.points} points`;
    const of = ran === 0 ? "" : ` ${passed} of ${ran} pass it.`;
    const strong = document.createElement("b");
    strong.textContent = `${sign} ${word}`;
    find("heat-cell").replaceChildren(
      linkTo(submission),
      ` (${points}), ${lab}/${scenario} “${title}”: `,
      strong,
      `${why}.${of}`,
    );
  }
}

/** What of [low, high] is nearest to where one is. */
function nearest(at: number, low: number, high: number): number {
  return Math.min(Math.max(at, low), Math.max(low, high));
}
