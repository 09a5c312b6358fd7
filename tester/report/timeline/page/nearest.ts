import { firstFrom } from "../rows";
import type { Line } from "./arrows";
import type { Choice } from "./painter";
import type { Flight, Run } from "./run";
import type { View } from "./view";

/** A click reaches so far. */
const REACH_PX = 9;

function distance(x: number, y: number, { x1, y1, x2, y2 }: Line): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - (x1 + along * dx), y - (y1 + along * dy));
}

/** What is meant by a point of the canvas: a node's row, else a message, else the row. */
export function nearest(run: Run, view: View, x: number, y: number): Choice | undefined {
  const row = rowAt(run, view, x, y);
  if (row !== undefined && row.distancePx <= REACH_PX) return { place: row.place };
  const { first, last } = view.turnsInView();
  let best: { flight: Flight; distancePx: number } | undefined;
  for (const flight of run.flightsIn(first, last)) {
    const [x1, x2] = [view.x(flight.from), view.x(flight.to)];
    if (x1 === undefined || x2 === undefined || x1 === x2 || !view.isVisible(flight)) continue;
    const line = { x1, x2, y1: view.y(flight.fromTurn), y2: view.y(flight.toTurn) };
    // A message's words stand above it.
    const distancePx = Math.min(distance(x, y, line), distance(x, y + 7, line));
    if (best === undefined || distancePx < best.distancePx) best = { flight, distancePx };
  }
  if (best !== undefined && best.distancePx <= REACH_PX) {
    const { call, part, sent, end } = best.flight;
    return { place: run.placeOf(end ?? sent), call: { call, part, sent } };
  }
  return row === undefined ? undefined : { place: row.place };
}

function rowAt(run: Run, view: View, x: number, y: number): { place: number; distancePx: number } | undefined {
  const { shown } = view.rows;
  let best: { place: number; distancePx: number; score: number } | undefined;
  const { from, to } = view.shownInView();
  for (let i = from; i < to; i++) {
    const turn = shown[i];
    const dy = Math.abs(view.y(turn) - y);
    if (dy > Math.max(REACH_PX, view.rowPx)) continue;
    const lane = view.x(run.turns[turn].node);
    const dx = lane === undefined ? 20 : Math.abs(lane - x);
    const score = dy * 4 + dx;
    if (best === undefined || score < best.score) {
      best = { place: run.turns[turn].first, distancePx: Math.hypot(dx, dy), score };
    }
  }
  return best ?? after(run, view, y);
}

/** In a picture without a row there: what comes next. */
function after(run: Run, view: View, y: number): { place: number; distancePx: number } | undefined {
  const unit = (y - view.y(0)) / view.pxPerUnit + view.rows.at[0];
  const turn = Math.min(run.turns.length - 1, firstFrom(view.rows.at, unit));
  return { place: run.turns[turn].first, distancePx: Infinity };
}
