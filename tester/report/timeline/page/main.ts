/** What runs in the page: unpacks the run, draws it, and follows mouse and keys. */
import { ALL, nodeOf } from "../turns";
import type { Mark } from "../timeline-report";
import { unpacked } from "../packing";
import { Cards } from "./cards";
import { Detail } from "./detail";
import { element, find } from "./element";
import { keysOf } from "./keys";
import { nearest } from "./nearest";
import { Overview } from "./overview";
import { Painter, type Choice } from "./painter";
import { onPaletteChange, palette } from "./palette";
import { Run } from "./run";
import { Story } from "./story";
import { View, type Filter } from "./view";

/** What the page's script holds: deflated, as base64. */
async function read(): Promise<Run> {
  const bytes = Uint8Array.from(atob(find("data").textContent!.trim()), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const run = new Run(unpacked(await new Response(stream).text()));
  find("data").remove();
  return run;
}

/** The page. */
export class Timeline {
  readonly view: View;
  choice: Choice;
  private readonly frame = find("frame");
  private readonly canvas = find<HTMLCanvasElement>("canvas");
  private readonly slider = find<HTMLInputElement>("instant");
  private readonly painter: Painter;
  private readonly overview: Overview;
  private readonly cards: Cards;
  private readonly detail: Detail;
  private readonly story: Story;
  private isDue = false;

  constructor(readonly run: Run) {
    this.view = new View(run);
    this.painter = new Painter(run, this.view, this.canvas.getContext("2d", { alpha: false })!);
    this.overview = new Overview(run, this.view, find<HTMLCanvasElement>("overview"), (part) => this.goTo(part));
    this.cards = new Cards(run, find("servers"));
    this.detail = new Detail(run, find("detail"));
    this.story = new Story(run, find("story"), (mark) => this.goToMark(mark));
    const violation = run.marks.findLast(({ kind }) => kind === "violation");
    this.choice = { place: violation === undefined ? 0 : run.placeOf(violation.n) };
    this.slider.max = String(run.events.length - 1);
    this.controls();
    this.listen();
    this.resize();
    this.choose(this.choice);
  }

  /** Draws once before the browser does. */
  redraw(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.view.scrollPx = this.frame.scrollTop;
      this.view.scrollXPx = this.frame.scrollLeft;
      const colours = palette();
      this.painter.draw(colours, this.choice);
      this.overview.draw(colours, this.choice.place);
      find("heads").style.transform = `translateX(${-this.frame.scrollLeft}px)`;
    });
  }

  /** Chooses an event, brings it into view, and tells all of it. */
  choose(choice: Choice, where: "near" | "centre" = "near"): void {
    this.choice = choice;
    const { run, view, frame } = this;
    const y = view.contentY(run.turnOf[choice.place]);
    const margin = Math.min(90, view.heightPx / 4);
    if (where === "centre" || y < frame.scrollTop + margin || y > frame.scrollTop + view.heightPx - margin) {
      frame.scrollTop = y - view.heightPx * 0.62;
    }
    this.tell();
    this.redraw();
  }

  private tell(): void {
    const { run, choice } = this;
    const event = run.events[choice.place];
    this.slider.value = String(choice.place);
    this.slider.setAttribute("aria-valuetext", this.detail.spoken(choice.place));
    find("said").textContent = this.detail.spoken(choice.place);
    find("now").textContent = `${(event.atUs / 1_000_000).toFixed(4)} s`;
    this.cards.show(run.history.at(choice.place), nodeOf(event));
    this.detail.show(choice);
    this.story.show(event.n);
  }

  goToMark({ n }: Mark): void {
    this.choose({ place: this.run.placeOf(n) }, "centre");
  }

  step(direction: 1 | -1): void {
    const mark = this.story.from(this.run.events[this.choice.place].n, direction);
    if (mark !== undefined) this.goToMark(mark);
  }

  /** The part of the whole, from 0 to 1. */
  private goTo(part: number): void {
    const turn = this.run.turns[this.overview.turnAt(part)];
    this.choose({ place: turn.first }, "centre");
  }

  zoom(factor: number): void {
    this.view.zoom(factor);
    this.extend();
    this.choose(this.choice, "centre");
  }

  setAxis(): void {
    this.view.setAxis(this.view.axis === "rows" ? "time" : "rows");
    find("axis").setAttribute("aria-pressed", String(this.view.axis === "time"));
    this.extend();
    this.choose(this.choice, "centre");
  }

  setFilter(change: Partial<Filter>): void {
    this.view.filter = { ...this.view.filter, ...change };
    this.view.arrange();
    this.overview.forget();
    this.heads();
    this.count();
    this.extend();
    this.choose(this.choice, "centre");
  }

  /** How much a filter lets through: rows that are missing must be seen to be missing. */
  private count(): void {
    const { view, run } = this;
    const own = (turns: Iterable<number>) => Array.from(turns).filter((turn) => run.turns[turn].node !== ALL).length;
    const all = own(run.turns.keys());
    const shown = own(view.rows.shown);
    const isAll = view.isOpen && view.filter.hidden.size === 0;
    find("count").textContent = isAll ? "" : shown === 0 ? "nothing matches" : `${shown} of ${all} rows`;
  }

  toggleLane(node: number): void {
    const hidden = new Set(this.view.filter.hidden);
    if (!hidden.delete(node) && this.view.lanes.length > 1) hidden.add(node);
    this.setFilter({ hidden });
  }

  private controls(): void {
    const method = find<HTMLSelectElement>("method");
    for (const name of this.run.methods()) method.append(new Option(name, name));
    method.addEventListener("change", () => this.setFilter({ method: method.value }));
    const term = find<HTMLInputElement>("term");
    term.addEventListener("input", () => this.setFilter({ term: term.value === "" ? undefined : Number(term.value) }));
    const words = find<HTMLInputElement>("words");
    let timer = 0;
    words.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.setFilter({ words: words.value.trim().toLowerCase() }), 150);
    });
    const timers = find<HTMLInputElement>("timers");
    timers.addEventListener("change", () => this.setFilter({ timers: timers.checked }));
    find("closer").addEventListener("click", () => this.zoom(1.5));
    find("wider").addEventListener("click", () => this.zoom(1 / 1.5));
    find("axis").addEventListener("click", () => this.setAxis());
    find("next").addEventListener("click", () => this.step(1));
    find("previous").addEventListener("click", () => this.step(-1));
    find("ask").addEventListener("click", () => find<HTMLDialogElement>("help").showModal());
    this.heads();
  }

  private heads(): void {
    const { run, view } = this;
    const buttons = run.nodes.map((node) => {
      const made = element("button", "", run.name(node));
      const isShown = !view.filter.hidden.has(node);
      made.setAttribute("aria-pressed", String(isShown));
      made.title = isShown ? `hide ${run.name(node)}` : `show ${run.name(node)}`;
      made.addEventListener("click", () => this.toggleLane(node));
      return made;
    });
    find("lanes").replaceChildren(...buttons);
    find("heads").replaceChildren(
      ...view.lanes.map((node) => {
        const made = element("span", "", run.name(node));
        made.style.left = `${view.x(node)! + view.scrollXPx}px`;
        return made;
      }),
    );
  }

  private listen(): void {
    this.frame.addEventListener("scroll", () => this.redraw(), { passive: true });
    new ResizeObserver(() => this.resize()).observe(this.frame);
    onPaletteChange(() => {
      this.overview.forget();
      this.redraw();
    });
    this.canvas.addEventListener("click", (event) => {
      const found = nearest(this.run, this.view, event.offsetX, event.offsetY);
      if (found !== undefined) this.choose(found);
    });
    this.slider.addEventListener("input", () => this.choose({ place: Number(this.slider.value) }, "centre"));
    find("detail").addEventListener("click", (event) => {
      const item = (event.target as HTMLElement).closest("li");
      if (item?.dataset.place !== undefined) this.choose({ place: Number(item.dataset.place) });
    });
    this.frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    document.addEventListener("keydown", keysOf(this));
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2);
  }

  private resize(): void {
    const { view, frame, canvas } = this;
    const { clientWidth, clientHeight } = frame;
    if (clientWidth === 0) return;
    view.widthPx = clientWidth;
    view.heightPx = clientHeight;
    canvas.style.width = `${clientWidth}px`;
    canvas.style.height = `${clientHeight}px`;
    canvas.width = clientWidth * devicePixelRatio;
    canvas.height = clientHeight * devicePixelRatio;
    view.zoom(1);
    this.overview.forget();
    this.heads();
    this.extend();
    this.choose(this.choice, "centre");
  }

  /** The scrolled content is as large as the picture would be. */
  private extend(): void {
    const space = find("space");
    space.style.height = `${this.view.contentHeightPx}px`;
    space.style.width = `${this.view.contentWidthPx}px`;
    this.overview.forget();
  }
}

void read().then((run) => {
  const timeline = new Timeline(run);
  timeline.redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("first picture")));
  document.body.dataset.ready = "true";
});
