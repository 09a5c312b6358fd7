import type { Node } from "../../tester/trace/event";
import type { Message } from "./messages";
import type { Svg, Point } from "./svg";

/** Between two instants that matter lie so many pixels a millisecond, but no fewer and no more than these. */
const PIXELS_A_MS = 30;
const GAP_MIN = 26;
const GAP_MAX = 56;
/** What is longer is cut short, and the picture says so. */
const BREAK_US = 15_000;
const BREAK_GAP = 58;

/** A lane: where a node's time runs down. */
export interface Lane {
  node: Node;
  x: number;
  name: string;
  what?: string;
}

/** How a message is drawn. */
interface Manner {
  isFaint?: boolean;
  /** Where along the arrow its label stands, from 0 at the left. */
  where?: number;
  /** The label stands below the arrow. */
  below?: boolean;
  /** Where a message that is lost ends. */
  lostX?: number;
}

const PLACES = {
  right: { dx: 11, dy: 4, style: "" },
  left: { dx: -11, dy: 4, style: "end" },
  "left above": { dx: -11, dy: -8, style: "end" },
  "left below": { dx: -11, dy: 17, style: "end" },
};
type Place = keyof typeof PLACES;

/** A diagram of lanes, time downwards, messages between them. */
export class SpaceTime {
  private readonly ys = new Map<number, number>();
  private readonly breaks: { y: number; us: number }[] = [];
  readonly bottom: number;

  /** `instants` are those that matter: each gets a height of its own. */
  constructor(
    private readonly svg: Svg,
    private readonly lanes: readonly Lane[],
    private readonly top: number,
    instants: readonly number[],
    /** No two instants are nearer, pixels. */
    private readonly gapMin = GAP_MIN,
  ) {
    const sorted = [...new Set(instants)].sort((a, b) => a - b);
    let y = top + 14;
    for (const [i, us] of sorted.entries()) {
      if (i > 0) y += this.gap(sorted[i - 1], us, y);
      this.ys.set(us, y);
    }
    this.bottom = y + 16;
  }

  private gap(fromUs: number, us: number, y: number): number {
    const passed = us - fromUs;
    if (passed <= BREAK_US) return Math.min(GAP_MAX, Math.max(this.gapMin, (passed / 1_000) * PIXELS_A_MS));
    this.breaks.push({ y: y + BREAK_GAP / 2, us: passed });
    return BREAK_GAP;
  }

  /** Lanes and their names; time runs down. */
  drawLanes(): void {
    for (const { x, name, what } of this.lanes) {
      this.svg.line({ x, y: this.top }, { x, y: this.bottom }, "lane");
      this.svg.text({ x, y: this.top - (what === undefined ? 10 : 25) }, name, "mid big");
      if (what !== undefined) this.svg.text({ x, y: this.top - 9 }, what, "mid small soft");
    }
    const [left, right] = [this.lanes[0].x - 14, this.lanes.at(-1)!.x + 14];
    for (const { y, us } of this.breaks) {
      this.svg.rect({ x: left, y: y - 6 }, right - left, 12, "paper");
      this.svg.line({ x: left, y: y - 6 }, { x: right, y: y - 6 }, "cut");
      this.svg.line({ x: left, y: y + 6 }, { x: right, y: y + 6 }, "cut");
      this.svg.text({ x: left - 8, y: y + 4 }, `${Math.round(us / 1_000)} ms`, "end small soft");
    }
  }

  /** While a node leads, its lane is thick. */
  leads(node: Node, fromUs: number, toUs: number | undefined): void {
    const end = toUs === undefined ? this.bottom : this.y(toUs);
    this.svg.rect({ x: this.x(node) - 4, y: this.y(fromUs) }, 8, end - this.y(fromUs), "leader");
  }

  x(node: Node): number {
    return this.lanes.find((lane) => lane.node === node)!.x;
  }

  y(us: number): number {
    const y = this.ys.get(us);
    if (y === undefined) throw new Error(`no height for ${us} µs`);
    return y;
  }

  at(node: Node, us: number): Point {
    return { x: this.x(node), y: this.y(us) };
  }

  message(
    { from, to, sentUs, endUs, part, isLost }: Message,
    label: string,
    { isFaint = false, where = 0.5, below = false, lostX = NaN }: Manner = {},
  ): void {
    const style = isFaint ? "faint" : part === "request" ? "ink" : "reply";
    const [a, b] = [this.at(from, sentUs), this.at(to, endUs)];
    if (isLost) {
      b.y = a.y + ((b.y - a.y) * (lostX - a.x)) / (b.x - a.x);
      b.x = lostX;
    }
    this.svg.arrow(a, b, style, isLost ? "cross" : "tip");
    if (label !== "") this.svg.textAlong(a, b, label, "small", where, below ? 15 : -5);
  }

  /** What a node does at an instant: a dot on its lane, and words beside it that keep clear of arrows. */
  mark(node: Node, us: number, words: string, place: Place = "right"): void {
    const { x, y } = this.at(node, us);
    const { dx, dy, style } = PLACES[place];
    this.svg.dot({ x, y }, "mark");
    this.svg.text({ x: x + dx, y: y + dy }, words, `halo small ${style}`);
  }

  /** Instants at the left edge, counted from `zeroUs`. */
  clock(instants: readonly number[], zeroUs: number, x: number): void {
    for (const us of instants) {
      const ms = (us - zeroUs) / 1_000;
      this.svg.text({ x, y: this.y(us) + 4 }, `${ms === 0 ? "0" : ms.toFixed(ms < 20 ? 1 : 0)} ms`, "end small soft");
    }
  }
}
