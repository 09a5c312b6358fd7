import { layOut, type Bar, type Layout } from "../layout";
import type { PageOperation } from "../history-report";
import { clientName } from "../words";

/** As in page.css: a row's height, and the space over the first one. */
const ROW_PX = 44;
const TOP_PX = 24;
/** What is drawn beyond what is in view, so that scrolling shows no edge. */
const MARGIN_PX = 600;

const STEP_PX = 22;
const NARROWEST_PX = 150;

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** The lanes and bars. Only bars in view are in the document, however long the history is. */
export class Chart {
  private layout!: Layout;
  private drawn = new Map<Bar, HTMLElement>();
  private chosen: Bar | undefined;
  private stepPx = STEP_PX;
  private shown: readonly PageOperation[] = [];
  private hasOnePart = true;

  constructor(
    private readonly frame: HTMLElement,
    private readonly canvas: HTMLElement,
    private readonly onChoose: (operation: PageOperation) => void,
  ) {
    frame.addEventListener("scroll", () => this.draw(), { passive: true });
    window.addEventListener("resize", () => this.draw());
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  show(shown: readonly PageOperation[]): void {
    this.shown = shown;
    this.hasOnePart = shown.every(({ part }) => part === shown[0].part);
    this.chosen = undefined;
    this.arrange();
  }

  zoom(factor: number): void {
    const middle = (this.frame.scrollLeft + this.frame.clientWidth / 2) / this.layout.widthPx;
    this.stepPx = Math.min(120, Math.max(8, this.stepPx * factor));
    const operation = this.chosen?.operation;
    this.arrange();
    this.chosen = this.layout.bars.find((bar) => bar.operation === operation);
    this.frame.scrollLeft = middle * this.layout.widthPx - this.frame.clientWidth / 2;
    this.draw();
  }

  /** Chooses a bar and brings it into view. */
  choose(operation: PageOperation | undefined, focus: boolean): void {
    const bar = this.layout.bars.find((each) => each.operation === operation);
    if (bar !== undefined) this.go(bar, focus);
  }

  private arrange(): void {
    const narrowestPx = NARROWEST_PX * Math.min(1, this.stepPx / STEP_PX);
    this.layout = layOut(this.shown, { stepPx: this.stepPx, narrowestPx });
    this.drawn.clear();
    this.canvas.replaceChildren(element("span", "corner", "time →"));
    this.canvas.style.width = `${this.layout.widthPx + 24}px`;
    this.canvas.style.height = `${this.layout.rows * ROW_PX + TOP_PX + 8}px`;
    for (const lane of this.layout.lanes) {
      const made = element("div", "lane");
      made.append(element("span", "", clientName(lane.client)));
      made.style.top = `${lane.row * ROW_PX + TOP_PX}px`;
      made.style.height = `${lane.rows * ROW_PX}px`;
      this.canvas.append(made);
    }
    if (this.layout.stopPx !== undefined) this.drawStop(this.layout.stopPx);
    this.draw();
  }

  private drawStop(stopPx: number): void {
    const stop = element("div", "");
    stop.id = "stop";
    stop.style.left = `${stopPx}px`;
    stop.style.height = `${this.layout.rows * ROW_PX + TOP_PX}px`;
    stop.append(element("span", "", "✕ the longest order stops here"));
    this.canvas.append(stop);
  }

  /** Puts bars in view into the document, and takes others out. */
  private draw(): void {
    const { scrollLeft, clientWidth, scrollTop, clientHeight } = this.frame;
    const isNear = ({ leftPx, widthPx, row }: Bar) =>
      leftPx < scrollLeft + clientWidth + MARGIN_PX &&
      leftPx + widthPx > scrollLeft - MARGIN_PX &&
      row * ROW_PX < scrollTop + clientHeight + MARGIN_PX &&
      (row + 1) * ROW_PX > scrollTop - MARGIN_PX;
    for (const bar of this.layout.bars) {
      const made = this.drawn.get(bar);
      const isWanted = isNear(bar) || bar === this.chosen;
      if (isWanted && made === undefined) this.drawn.set(bar, this.canvas.appendChild(this.make(bar)));
      if (!isWanted && made !== undefined) {
        made.remove();
        this.drawn.delete(bar);
      }
    }
    // One bar is in the order of Tab; the arrow keys go on from there.
    const entry = this.chosen ?? this.layout.bars[0];
    for (const [bar, made] of this.drawn) made.tabIndex = bar === entry ? 0 : -1;
  }

  private make(bar: Bar): HTMLElement {
    const { operation } = bar;
    const classes = ["bar"];
    if (operation.to === null) classes.push("open");
    if (operation.isSmallest) classes.push("smallest");
    if (operation.isStuck) classes.push("stuck");
    if (bar === this.chosen) classes.push("chosen");
    const made = element("button", classes.join(" "));
    made.style.left = `${bar.leftPx}px`;
    made.style.top = `${bar.row * ROW_PX + TOP_PX + 4}px`;
    made.style.width = `${bar.widthPx}px`;
    made.title = operation.text;
    const words = this.hasOnePart ? operation.label : operation.text;
    made.append(element("span", "label", operation.isSmallest ? `◆ ${words}` : words));
    if (bar.pointPx !== undefined) {
      const point = element("span", "point", String(operation.place));
      point.style.left = `${bar.pointPx}px`;
      made.append(point);
    }
    if (operation.isStuck) made.append(element("span", "cross", "✕ can’t come next"));
    made.addEventListener("click", () => this.go(bar, true));
    made.addEventListener("mouseenter", () => this.onChoose(operation));
    made.addEventListener("mouseleave", () => this.chosen && this.onChoose(this.chosen.operation));
    made.addEventListener("focus", () => bar !== this.chosen && this.go(bar, false));
    return made;
  }

  private go(bar: Bar, focus: boolean): void {
    this.drawn.get(this.chosen!)?.classList.remove("chosen");
    this.chosen = bar;
    this.reveal(bar);
    this.draw();
    const made = this.drawn.get(bar)!;
    made.classList.add("chosen");
    if (focus) made.focus({ preventScroll: true });
    this.onChoose(bar.operation);
  }

  private reveal({ leftPx, widthPx, row, pointPx }: Bar): void {
    const { frame } = this;
    // Of a bar wider than the view, the instant at which it takes effect is what matters.
    const at = widthPx > frame.clientWidth / 2 ? leftPx + (pointPx ?? 0) : leftPx + widthPx / 2;
    if (leftPx < frame.scrollLeft || leftPx + widthPx > frame.scrollLeft + frame.clientWidth - 120) {
      frame.scrollLeft = at - frame.clientWidth / 2;
    }
    const topPx = row * ROW_PX;
    if (topPx < frame.scrollTop || topPx + 2 * ROW_PX > frame.scrollTop + frame.clientHeight) {
      frame.scrollTop = topPx - frame.clientHeight / 2;
    }
  }

  private key(event: KeyboardEvent): void {
    const next = this.chosen === undefined ? undefined : this.neighbour(this.chosen, event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.go(next, true);
  }

  /** The bar to which a key leads. */
  private neighbour(from: Bar, key: string): Bar | undefined {
    const { bars } = this.layout;
    const place = from.operation.place;
    const placed = (wanted: number) =>
      bars.find(({ operation }) => operation.part === from.operation.part && operation.place === wanted);
    const inRow = (row: number) => bars.filter((bar) => bar.row === row);
    const nearest = (candidates: Bar[]) =>
      candidates.reduce<Bar | undefined>(
        (best, bar) => (best && Math.abs(best.leftPx - from.leftPx) <= Math.abs(bar.leftPx - from.leftPx) ? best : bar),
        undefined,
      );
    switch (key) {
      case "ArrowLeft":
        return inRow(from.row).findLast((bar) => bar.leftPx < from.leftPx);
      case "ArrowRight":
        return inRow(from.row).find((bar) => bar.leftPx > from.leftPx);
      case "ArrowUp":
        return nearest(inRow(from.row - 1));
      case "ArrowDown":
        return nearest(inRow(from.row + 1));
      case "Home":
        return bars[0];
      case "End":
        return bars.at(-1);
      case "n":
        return placed(place === null ? 1 : place + 1);
      case "p":
        return place === null ? undefined : placed(place - 1);
    }
    return undefined;
  }
}
