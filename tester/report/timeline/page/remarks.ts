import { notesOf, type Note } from "../notes";
import { firstFrom } from "../rows";
import type { Mark } from "../timeline-report";
import { ALL } from "../turns";
import { fitting } from "./arrows";
import { FONT, line, READABLE_PX } from "./painter";
import { colourOfTerm, type Palette } from "./palette";
import type { Run } from "./run";
import { GUTTER_PX, type View } from "./view";

/** Signs of marks: they differ in shape. */
export const SIGNS = { violation: "✕", rule: "▲", story: "◆", "turning point": "◦" } as const;

const WEIGHTS: Readonly<Record<Mark["kind"], number>> = { "turning point": 0, story: 1, rule: 2, violation: 3 };

/** Dots on the lanes, the words beside them, the tester's banners, and the marks. */
export class Remarks {
  /** The marks' turns, in order. */
  private readonly markTurns: Int32Array;

  constructor(
    private readonly run: Run,
    private readonly view: View,
    private readonly pen: CanvasRenderingContext2D,
  ) {
    this.markTurns = Int32Array.from(run.marks.map(({ n }) => run.turnOf[run.placeOf(n)]));
  }

  draw(colours: Palette): void {
    const { view, run } = this;
    const { from, to } = view.shownInView();
    const step = Math.max(1, Math.ceil((to - from) / 1_500));
    const isReadable = view.rowPx >= READABLE_PX;
    let bannerY = -100;
    for (let i = from; i < to; i += step) {
      const turn = view.rows.shown[i];
      const { node } = run.turns[turn];
      if (node === ALL) {
        if (view.y(turn) - bannerY < 12) continue;
        bannerY = view.y(turn);
        this.banner(turn, colours);
      } else if (isReadable) this.turn(turn, colours);
    }
  }

  /** A row over all lanes: what the tester says and does. */
  private banner(turn: number, colours: Palette): void {
    const { pen, view, run } = this;
    const event = run.events[run.turns[turn].first];
    const y = view.y(turn);
    const text =
      event.kind === "fault" || event.kind === "step"
        ? event.text
        : event.kind === "unmet"
          ? `not met: ${event.demand}`
          : event.kind === "run"
            ? `${event.lab}/${event.scenario}, seed ${event.seed}`
            : event.kind;
    pen.strokeStyle = event.kind === "unmet" ? colours.bad : colours.faint;
    pen.lineWidth = event.kind === "fault" ? 2 : 1;
    line(pen, GUTTER_PX - 8, y, view.widthPx, y);
    pen.font = event.kind === "fault" ? "bold 12px system-ui, sans-serif" : "italic 12px system-ui, sans-serif";
    const shown = fitting(pen, text, view.widthPx - GUTTER_PX - 40);
    pen.fillStyle = colours.paper;
    pen.fillRect(GUTTER_PX + 4, y - 8, pen.measureText(shown).width + 12, 16);
    pen.fillStyle = event.kind === "unmet" ? colours.bad : colours.ink;
    pen.fillText(shown, GUTTER_PX + 10, y);
    pen.font = FONT;
  }

  private turn(turn: number, colours: Palette): void {
    const { pen, view, run } = this;
    const { node, first, last } = run.turns[turn];
    const x = view.x(node);
    if (x === undefined) return;
    const y = view.y(turn);
    const isServer = node < run.servers;
    const events = run.events.slice(first, last + 1);
    if (events[0].kind === "lose" || events[0].kind === "held") return;
    const before = isServer ? run.history.at(first - 1)[node] : undefined;
    const after = isServer ? run.history.at(last)[node] : undefined;
    pen.fillStyle = colours.paper;
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.arc(x, y, 3.5, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
    const notes = notesOf(events, before, after);
    if (notes.length > 0) this.notes(notes, x, y + 3, colourOfTerm(colours, after?.term.value), colours);
  }

  /** Beside the lane, on the right; a new role on a ground of its term's colour. */
  private notes(notes: readonly Note[], x: number, y: number, ofTerm: string, colours: Palette): void {
    const { pen, view } = this;
    let left = x + 14;
    const right = Math.min(view.widthPx - 4, x + Math.max(view.lanePx - 16, 60));
    for (const { text, short, kind } of notes) {
      if (right - left < 16) return;
      pen.font =
        kind === "role" || kind === "trouble" ? "bold 11px system-ui, sans-serif" : "11px system-ui, sans-serif";
      const whole = fitting(pen, text, right - left - 6);
      const shown = whole === text || short === undefined ? whole : fitting(pen, short, right - left - 6);
      if (shown.length < 5 && shown !== text && shown !== short) return;
      const wide = pen.measureText(shown).width;
      pen.fillStyle = kind === "role" ? ofTerm : colours.paper;
      pen.fillRect(left - 3, y - 8, wide + 6, 16);
      pen.fillStyle = kind === "role" ? colours.onTerm : kind === "trouble" ? colours.bad : colours.ink;
      if (kind === "save" || kind === "print") pen.fillStyle = colours.faint;
      pen.fillText(shown, left, y);
      left += wide + 10;
    }
    pen.font = FONT;
  }

  /** Signs in the margin, and the violation over all lanes. Of several marks of one row the weightiest is drawn. */
  marks(colours: Palette): void {
    const { view, run, markTurns } = this;
    const { first, last } = view.turnsInView();
    let lastY = -100;
    for (let i = firstFrom(markTurns, first); i < markTurns.length && markTurns[i] <= last;) {
      const turn = markTurns[i];
      let heaviest = run.marks[i];
      for (; markTurns[i] === turn; i++)
        if (WEIGHTS[run.marks[i].kind] > WEIGHTS[heaviest.kind]) heaviest = run.marks[i];
      const y = view.y(turn);
      const isCrowded = y - lastY < 4 && WEIGHTS[heaviest.kind] <= WEIGHTS.story;
      if (heaviest.kind === "turning point" || isCrowded) continue;
      lastY = y;
      this.mark(heaviest, y, colours);
    }
  }

  private mark({ kind, text }: Mark, y: number, colours: Palette): void {
    const { pen, view } = this;
    pen.fillStyle = pen.strokeStyle = kind === "violation" ? colours.bad : colours.story;
    pen.font = "13px system-ui, sans-serif";
    pen.fillText(SIGNS[kind], 6, y);
    if (kind === "violation") {
      // Below the row itself, so that what happened in it can be read.
      const under = y + Math.max(10, Math.min(16, view.rowPx / 2 + 3));
      pen.lineWidth = 2;
      line(pen, 0, under, view.widthPx, under);
      line(pen, 0, under + 4, view.widthPx, under + 4);
      pen.font = "bold 13px system-ui, sans-serif";
      pen.fillText(fitting(pen, `✕ ${text}`, view.widthPx - GUTTER_PX - 10), GUTTER_PX, under + 18);
    }
    pen.font = FONT;
  }
}
