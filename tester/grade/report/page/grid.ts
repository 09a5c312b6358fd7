/** How large the cells of the heat map are, and what is beside them. Lengths in CSS px. */
export interface Grid {
  /** Of a cell. */
  widthPx: number;
  heightPx: number;
  /** Where the cells begin: room for names at the left, and over the columns. */
  leftPx: number;
  topPx: number;
  rows: number;
  columns: number;
}

/** `whole`: everybody in one view, if that leaves something to see. `names`: large enough for signs and names. */
export type Size = "whole" | "names";

const CELL_PX = 18;
const SMALLEST = { widthPx: 3, heightPx: 2 };
/** Names are legible in rows of this height, and over columns of this width. */
export const LEGIBLE_PX = 11;

/** Fits the grid into a view. */
export function gridFor(size: Size, view: { widthPx: number; heightPx: number }, rows: number, columns: number): Grid {
  const namesPx = Math.min(200, Math.round(view.widthPx * 0.35));
  if (size === "names") return { widthPx: CELL_PX, heightPx: CELL_PX, leftPx: namesPx, topPx: 190, rows, columns };
  const fit = (roomPx: number, count: number, least: number) => Math.min(CELL_PX, Math.max(least, roomPx / count));
  const isTall = (view.heightPx - 24) / rows >= LEGIBLE_PX;
  const leftPx = isTall ? namesPx : 8;
  const widthPx = fit(view.widthPx - leftPx - 1, columns, SMALLEST.widthPx);
  const topPx = widthPx >= LEGIBLE_PX ? 190 : 24;
  return { widthPx, heightPx: fit(view.heightPx - topPx - 1, rows, SMALLEST.heightPx), leftPx, topPx, rows, columns };
}

/** The cell at a point of the grid; `undefined` beside it. */
export function cellAt(grid: Grid, xPx: number, yPx: number): { row: number; column: number } | undefined {
  const column = Math.floor((xPx - grid.leftPx) / grid.widthPx);
  const row = Math.floor((yPx - grid.topPx) / grid.heightPx);
  return row < 0 || column < 0 || row >= grid.rows || column >= grid.columns ? undefined : { row, column };
}
