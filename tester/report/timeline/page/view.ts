import type { Node } from "../../../trace/event";
import { firstFrom, rowsOf, type Axis, type Rows } from "../rows";
import { ALL, type Turn } from "../turns";
import type { Flight, Run } from "./run";

/** Left of the lanes: the instants. */
export const GUTTER_PX = 84;
/** Over the first row and under the last. */
const EDGE_PX = 40;
/** A lane is never narrower. */
const LANE_MIN_PX = 64;

/** px a row, or px a millisecond. */
const SCALES = { rows: { usual: 30, most: 60 }, time: { usual: 24, most: 200 } } as const;
/** No browser makes a page higher than some 16 million px. */
const HEIGHT_MAX_PX = 8_000_000;

/** What is let through. */
export interface Filter {
  hidden: ReadonlySet<Node>;
  /** A method's name; `""` for all. */
  method: string;
  term: number | undefined;
  /** In lower case; `""` for all. */
  words: string;
  /** Timers too. */
  timers: boolean;
}

const NOISE = new Set(["arm", "disarm", "fire"]);

/** Which part of a run is shown, and where on the canvas. */
export class View {
  filter: Filter = { hidden: new Set(), method: "", term: undefined, words: "", timers: false };
  axis: Axis = "rows";
  /** Whether a message passes the filter: looked up in every picture. */
  private readonly passing = new Map<Flight, boolean>();
  private scale: number = SCALES.rows.usual;
  rows!: Rows;
  lanes: readonly Node[] = [];
  widthPx = 800;
  heightPx = 600;
  scrollPx = 0;
  scrollXPx = 0;

  constructor(private readonly run: Run) {
    this.arrange();
  }

  /** After a change of filter or axis. */
  arrange(): void {
    this.passing.clear();
    this.lanes = this.run.nodes.filter((node) => !this.filter.hidden.has(node));
    this.rows = rowsOf(this.run.turns, (turn) => this.isShown(turn), this.axis);
    this.zoomTo(this.scale);
  }

  setAxis(axis: Axis): void {
    this.axis = axis;
    this.scale = SCALES[axis].usual;
    this.arrange();
  }

  /** px a row; less than one shows the whole run. */
  get rowPx(): number {
    return this.axis === "rows" ? this.scale : (this.scale * this.rows.end) / Math.max(1, this.rows.shown.length);
  }

  get pxPerUnit(): number {
    return this.scale;
  }

  zoom(factor: number): void {
    this.zoomTo(this.scale * factor);
  }

  private zoomTo(scale: number): void {
    const least = Math.max(1e-6, (this.heightPx - 2 * EDGE_PX) / this.rows.end);
    const most = Math.min(SCALES[this.axis].most, HEIGHT_MAX_PX / this.rows.end);
    this.scale = Math.min(Math.max(scale, Math.min(least, SCALES[this.axis].usual)), Math.max(most, least));
  }

  get contentHeightPx(): number {
    return this.rows.end * this.scale + 2 * EDGE_PX;
  }

  get lanePx(): number {
    return Math.max(LANE_MIN_PX, (this.widthPx - GUTTER_PX - 8) / Math.max(1, this.lanes.length));
  }

  get contentWidthPx(): number {
    return GUTTER_PX + this.lanePx * this.lanes.length + 8;
  }

  /** Of the canvas. */
  y(turn: number): number {
    return this.rows.at[turn] * this.scale + EDGE_PX - this.scrollPx;
  }

  /** Of the whole content. */
  contentY(turn: number): number {
    return this.rows.at[turn] * this.scale + EDGE_PX;
  }

  /** Of a lane's line; `undefined` for a hidden one. */
  x(node: Node): number | undefined {
    const lane = this.lanes.indexOf(node);
    return lane < 0 ? undefined : GUTTER_PX + (lane + 0.5) * this.lanePx - this.scrollXPx;
  }

  /** The turns whose rows are in view, all those between included. */
  turnsInView(marginPx = 40): { first: number; last: number } {
    const at = (y: number) => firstFrom(this.rows.at, (y + this.scrollPx - EDGE_PX) / this.scale);
    const { length } = this.run.turns;
    return { first: Math.max(0, at(-marginPx) - 1), last: Math.min(length - 1, at(this.heightPx + marginPx)) };
  }

  /** Positions among the shown turns of the first and the last one in view. */
  shownInView(): { from: number; to: number } {
    const { first, last } = this.turnsInView();
    return { from: firstFrom(this.rows.shown, first), to: firstFrom(this.rows.shown, last + 1) };
  }

  isVisible(flight: Flight): boolean {
    const { hidden } = this.filter;
    if (hidden.has(flight.from) || hidden.has(flight.to)) return false;
    if (this.isOpen) return true;
    let passes = this.passing.get(flight);
    if (passes === undefined) this.passing.set(flight, (passes = this.passes(flight)));
    return passes;
  }

  /** Nothing but lanes is filtered. */
  get isOpen(): boolean {
    const { method, term, words } = this.filter;
    return method === "" && term === undefined && words === "";
  }

  private passes(flight: Flight): boolean {
    const { filter } = this;
    const { method, json, args } = flight;
    if (filter.method !== "" && !method.endsWith(`.${filter.method}`)) return false;
    if (filter.term !== undefined && !hasTerm(json, filter.term) && !hasTerm(args, filter.term)) return false;
    return filter.words === "" || `${this.run.label(flight)} ${json}`.toLowerCase().includes(filter.words);
  }

  private isShown({ node, first, last }: Turn): boolean {
    const { filter, run } = this;
    if (node === ALL) return true;
    if (filter.hidden.has(node)) return false;
    const { isOpen } = this;
    for (let place = first; place <= last; place++) {
      const event = run.events[place];
      if (isOpen ? filter.timers || !NOISE.has(event.kind) : this.matches(place)) return true;
    }
    return false;
  }

  private matches(place: number): boolean {
    const { filter, run } = this;
    const event = run.events[place];
    if (run.flightsOf(place).some((flight) => this.isVisible(flight))) return true;
    if (filter.method !== "") return false;
    if (filter.term !== undefined && !("term" in event && event.term === filter.term)) return false;
    if (filter.words === "") return !NOISE.has(event.kind);
    return JSON.stringify(event).toLowerCase().includes(filter.words);
  }
}

function hasTerm(json: string, term: number): boolean {
  return new RegExp(`"term":${term}\\b`).test(json);
}
