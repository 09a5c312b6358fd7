import type { Choice } from "./painter";
import type { Palette } from "./palette";
import type { Flight, Run } from "./run";
import { GUTTER_PX, type View } from "./view";

/** So many messages are drawn in one picture; of more, every so many-th. */
const MOST = 2_500;
/** Rows lower than this have arrows without words and heads. */
const WORDS_PX = 15;

/** An arrow on the canvas. */
export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Messages as arrows from lane to lane. Requests are solid, replies dashed; a lost one ends in a cross. */
export class Arrows {
  constructor(
    private readonly run: Run,
    private readonly view: View,
    private readonly pen: CanvasRenderingContext2D,
  ) {}

  draw(colours: Palette, { call: chosen }: Choice): void {
    const { pen, view } = this;
    const { first, last } = view.turnsInView();
    const visible = this.run
      .flightsIn(first, last)
      .filter((flight) => flight.from !== flight.to && view.isVisible(flight));
    const step = Math.ceil(visible.length / MOST);
    const isReadable = view.rowPx >= WORDS_PX;
    pen.globalAlpha = isReadable ? 1 : Math.max(0.12, Math.min(0.7, view.rowPx / WORDS_PX));
    for (let i = 0; i < visible.length; i += step) {
      const flight = visible[i];
      const isChosen = chosen?.sent === flight.sent && chosen.part === flight.part && chosen.call === flight.call;
      this.arrow(flight, isChosen, isReadable, colours);
    }
    pen.globalAlpha = 1;
  }

  /** Where a message is drawn; `undefined` for one out of view. */
  lineOf(flight: Flight): Line | undefined {
    const { view } = this;
    const [x1, x2] = [view.x(flight.from), view.x(flight.to)];
    if (x1 === undefined || x2 === undefined) return undefined;
    const [y1, y2] = [view.y(flight.fromTurn), view.y(flight.toTurn)];
    if (Math.max(y1, y2) < 0 || Math.min(y1, y2) > view.heightPx) return undefined;
    // What is lost on its way doesn't reach the lane.
    const part = flight.lost === "lost" || flight.lost === "cut" || flight.end === undefined ? 0.8 : 1;
    const side = Math.sign(x2 - x1) * 10;
    return { x1: x1 + side, y1, x2: x1 + (x2 - x1) * part - (part === 1 ? side : 0), y2 };
  }

  private arrow(flight: Flight, isChosen: boolean, isReadable: boolean, colours: Palette): void {
    const { pen } = this;
    const at = this.lineOf(flight);
    if (at === undefined) return;
    pen.strokeStyle = pen.fillStyle = isChosen ? colours.focus : flight.lost === undefined ? colours.ink : colours.bad;
    pen.lineWidth = isChosen ? 2.5 : flight.part === "request" ? 1.2 : 1;
    pen.setLineDash(flight.part === "reply" ? [5, 3] : []);
    pen.beginPath();
    pen.moveTo(at.x1, at.y1);
    pen.lineTo(at.x2, at.y2);
    pen.stroke();
    pen.setLineDash([]);
    if (!isReadable) return;
    if (flight.lost !== undefined) this.cross(at);
    else if (flight.end !== undefined) this.head(at);
    // Of those on their way at the end there may be many, and all end in the same row.
    if (flight.end !== undefined || isChosen) this.label(flight, at, colours);
  }

  private head({ x1, y1, x2, y2 }: Line): void {
    const { pen } = this;
    const angle = Math.atan2(y2 - y1, x2 - x1);
    pen.save();
    pen.translate(x2, y2);
    pen.rotate(angle);
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.lineTo(-9, -4);
    pen.lineTo(-9, 4);
    pen.fill();
    pen.restore();
  }

  private cross({ x2, y2 }: Line): void {
    const { pen } = this;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(x2 - 5, y2 - 5);
    pen.lineTo(x2 + 5, y2 + 5);
    pen.moveTo(x2 - 5, y2 + 5);
    pen.lineTo(x2 + 5, y2 - 5);
    pen.stroke();
  }

  /** Near the receiver: there each message has a row of its own. */
  private label(flight: Flight, { x1, y1, x2, y2 }: Line, colours: Palette): void {
    const { pen } = this;
    const { lost, copy } = flight;
    const label = this.run.label(flight);
    const text = (lost === undefined ? label : `${label} ${lost}`) + (copy === 0 ? "" : " (copy)");
    const room = Math.abs(x2 - x1) - 22;
    if (room < 24) return;
    pen.font = "11px system-ui, sans-serif";
    const shown = fitting(pen, text, room);
    const wide = pen.measureText(shown).width;
    const isRightward = x2 > x1;
    const middle = x2 + (isRightward ? -1 : 1) * (14 + wide / 2);
    const slope = (y2 - y1) / (x2 - x1);
    // Over the line, and in the upper half of the receiver's row: the lower half is for what the receiver does.
    const y = Math.max(y2 + slope * (middle - x2) - 7, y2 - 12);
    pen.globalAlpha = 0.85;
    pen.fillStyle = colours.paper;
    pen.fillRect(Math.max(GUTTER_PX, middle - wide / 2 - 2), y - 6, wide + 4, 11);
    pen.globalAlpha = 1;
    pen.fillStyle = lost === undefined ? colours.ink : colours.bad;
    pen.fillText(shown, middle - wide / 2, y);
  }
}

/** A text cut to what fits into so many px. */
export function fitting(pen: CanvasRenderingContext2D, text: string, widthPx: number): string {
  if (pen.measureText(text).width <= widthPx) return text;
  let length = Math.max(1, Math.floor((widthPx / pen.measureText(text).width) * text.length));
  while (length > 1 && pen.measureText(`${text.slice(0, length)}…`).width > widthPx) length--;
  return `${text.slice(0, length)}…`;
}
