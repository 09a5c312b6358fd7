import type { Node } from "../../../trace/event";
import { QUIET_US } from "../rows";
import { lastUpTo, type ServerState } from "../states";
import { Arrows } from "./arrows";
import { colourOfTerm, type Palette } from "./palette";
import { Remarks } from "./remarks";
import type { Operation, Run } from "./run";
import { GUTTER_PX, type View } from "./view";

export const FONT = "12px system-ui, sans-serif";
/** Half of a lane's width, by role: the band of a leader is the widest. */
const BAND_PX = { follower: 3, candidate: 6, leader: 9 } as const;
/** Rows lower than this have no words. */
export const READABLE_PX = 13;

/** What is chosen: the event at a place, and a message of it. */
export interface Choice {
  place: number;
  call?: { call: number; part: "request" | "reply"; sent: number };
}

/** Draws what is in view, and nothing else: the work of a picture doesn't grow with the run. */
export class Painter {
  private readonly arrows: Arrows;
  private readonly remarks: Remarks;
  private hatch: CanvasPattern | null = null;
  private hatchOf: Palette | undefined;

  constructor(
    private readonly run: Run,
    private readonly view: View,
    private readonly pen: CanvasRenderingContext2D,
  ) {
    this.arrows = new Arrows(run, view, pen);
    this.remarks = new Remarks(run, view, pen);
  }

  draw(colours: Palette, choice: Choice): void {
    const { pen, view } = this;
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    pen.fillStyle = colours.paper;
    pen.fillRect(0, 0, view.widthPx, view.heightPx);
    pen.font = FONT;
    pen.textBaseline = "middle";
    this.cursor(colours, choice);
    for (const node of view.lanes) this.lane(node, colours);
    this.arrows.draw(colours, choice);
    for (const operation of this.run.operations) this.operation(operation, colours);
    this.remarks.draw(colours);
    this.instants(colours);
    this.remarks.marks(colours);
  }

  /** The row of the chosen event. */
  private cursor(colours: Palette, { place }: Choice): void {
    const { pen, view, run } = this;
    const y = view.y(run.turnOf[place]);
    const half = Math.max(2, Math.min(12, view.rowPx / 2));
    pen.fillStyle = colours.shade;
    pen.fillRect(0, y - half, view.widthPx, 2 * half);
    pen.fillStyle = colours.focus;
    pen.fillRect(0, y - half, 4, 2 * half);
  }

  private lane(node: Node, colours: Palette): void {
    const { pen, view, run } = this;
    const x = view.x(node)!;
    pen.strokeStyle = colours.line;
    pen.lineWidth = 1;
    if (node >= run.servers) {
      pen.beginPath();
      pen.moveTo(x, 0);
      pen.lineTo(x, view.heightPx);
      pen.stroke();
      return;
    }
    const { first, last } = view.turnsInView();
    const spans = run.history.spans[node];
    let i = lastUpTo(spans, run.turns[first].first);
    let y = Math.max(-20, view.y(first));
    for (; i < spans.length && spans[i].from <= run.turns[last].last; i++) {
      const next = spans[i + 1];
      const until = next === undefined ? view.y(run.turns.length - 1) + 8 : view.y(run.turnOf[next.from]);
      // Below a pixel there is nothing to see.
      if (until - y < 0.5 && next !== undefined) continue;
      this.band(x, y, Math.min(until, view.heightPx + 20), spans[i].state, colours);
      y = until;
    }
  }

  /** One stretch of a server's life. */
  private band(x: number, from: number, to: number, state: ServerState, colours: Palette): void {
    const { pen, view } = this;
    const half = view.lanePx / 2 - 3;
    if (state.isPaused || state.isCut) {
      pen.fillStyle = colours.shade;
      pen.fillRect(x - half, from, 2 * half, to - from);
    }
    if (state.isPaused) this.dotted(x, half, from, to, colours);
    if (state.isCut && !state.isPaused) this.edges(x, half, from, to, colours);
    if (!state.isUp) {
      pen.fillStyle = this.hatching(colours);
      if (state.term.value !== undefined) pen.fillRect(x - half, from, 2 * half, to - from);
      return;
    }
    const role = state.role.value ?? "follower";
    const wide = BAND_PX[role];
    pen.fillStyle = pen.strokeStyle = colourOfTerm(colours, state.term.value);
    if (role === "leader") pen.fillRect(x - wide, from, 2 * wide, to - from);
    else if (role === "follower") pen.fillRect(x - wide / 2, from, wide, to - from);
    else this.striped(x, wide, from, to);
  }

  /** A candidate's band: open, with rungs. */
  private striped(x: number, wide: number, from: number, to: number): void {
    const { pen } = this;
    pen.lineWidth = 1.5;
    pen.strokeRect(x - wide, from, 2 * wide, to - from);
    pen.beginPath();
    const start = Math.max(0, from);
    for (let y = start - ((start - from) % 5); y < Math.min(to, this.view.heightPx); y += 5) {
      pen.moveTo(x - wide, y);
      pen.lineTo(x + wide, y);
    }
    pen.stroke();
  }

  private dotted(x: number, half: number, from: number, to: number, colours: Palette): void {
    const { pen } = this;
    pen.strokeStyle = colours.faint;
    pen.lineWidth = 1;
    pen.setLineDash([1, 4]);
    for (const side of [-half, -half / 2, half / 2, half]) line(pen, x + side, from, x + side, to);
    pen.setLineDash([]);
  }

  private edges(x: number, half: number, from: number, to: number, colours: Palette): void {
    const { pen } = this;
    pen.strokeStyle = colours.faint;
    pen.lineWidth = 1.5;
    pen.setLineDash([6, 4]);
    for (const side of [-half, half]) line(pen, x + side, from, x + side, to);
    pen.setLineDash([]);
  }

  /** Diagonals: a server that is down. */
  private hatching(colours: Palette): CanvasPattern | string {
    if (this.hatchOf !== colours) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = 8;
      const pen = tile.getContext("2d")!;
      pen.strokeStyle = colours.faint;
      pen.globalAlpha = 0.5;
      for (const shift of [-8, 0, 8]) line(pen, shift, 8, shift + 8, 0);
      this.hatch = this.pen.createPattern(tile, "repeat");
      this.hatchOf = colours;
    }
    return this.hatch ?? colours.shade;
  }

  /** A clerk's operation is a box along its lane. */
  private operation({ node, fromTurn, toTurn, isOpen, label }: Operation, colours: Palette): void {
    const { pen, view } = this;
    const x = view.x(node);
    const [from, to] = [view.y(fromTurn), view.y(toTurn)];
    if (x === undefined || to < -20 || from > view.heightPx + 20) return;
    const top = Math.max(from, -10);
    const high = Math.max(2, Math.min(to, view.heightPx + 10) - top);
    pen.fillStyle = colours.panel;
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 1.5;
    if (isOpen) pen.setLineDash([4, 3]);
    pen.fillRect(x - 6, top, 12, high);
    pen.strokeRect(x - 6, top, 12, high);
    pen.setLineDash([]);
    if (view.rowPx < READABLE_PX || high < 60) return;
    pen.save();
    pen.beginPath();
    pen.rect(x - 6, top, 12, high);
    pen.clip();
    // Along the bar, where it is seen.
    pen.translate(x, Math.max(top, 0) + 6);
    pen.rotate(Math.PI / 2);
    pen.fillStyle = colours.ink;
    pen.font = "10px system-ui, sans-serif";
    pen.fillText(label, 0, 0);
    pen.restore();
  }

  /** The column of instants, and how long quiet stretches are. */
  private instants(colours: Palette): void {
    const { pen, view, run } = this;
    pen.fillStyle = colours.paper;
    pen.fillRect(4, 0, GUTTER_PX - 10, view.heightPx);
    pen.textAlign = "right";
    let lastY = -100;
    let lastUs = -1;
    const { from, to } = view.shownInView();
    const step = Math.max(1, Math.floor((to - from) / 2_000));
    for (let i = from; i < to; i += step) {
      const turn = view.rows.shown[i];
      const { atUs } = run.turns[turn];
      const y = view.y(turn);
      const before = i === 0 ? undefined : run.turns[view.rows.shown[i - 1]].atUs;
      if (view.axis === "rows" && view.rowPx >= READABLE_PX && before !== undefined && atUs - before > QUIET_US) {
        this.quiet(y - view.rowPx * 0.95, atUs - before, colours);
      }
      if (atUs === lastUs || y - lastY < 16) continue;
      pen.fillStyle = colours.faint;
      pen.fillText((atUs / 1_000_000).toFixed(4), GUTTER_PX - 14, y);
      [lastY, lastUs] = [y, atUs];
    }
    pen.textAlign = "left";
  }

  private quiet(y: number, us: number, colours: Palette): void {
    const { pen, view } = this;
    pen.strokeStyle = colours.line;
    pen.lineWidth = 1;
    pen.setLineDash([2, 5]);
    line(pen, GUTTER_PX - 8, y, view.widthPx, y);
    pen.setLineDash([]);
    pen.fillStyle = colours.faint;
    pen.font = "italic 11px system-ui, sans-serif";
    pen.fillText(
      us < 1_000_000 ? `${Math.round(us / 1_000)} ms ⋮` : `${(us / 1_000_000).toFixed(2)} s ⋮`,
      GUTTER_PX - 14,
      y,
    );
    pen.font = FONT;
  }
}

export function line(pen: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}
