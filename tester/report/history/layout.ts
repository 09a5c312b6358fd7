import type { PageOperation } from "./history-report";

/** Widths in px, at zoom 1. */
export interface Scale {
  /** Between one event and the next. */
  stepPx: number;
  /** The narrowest bar: its label needs room. */
  narrowestPx: number;
}

/** A bar, placed. */
export interface Bar {
  operation: PageOperation;
  leftPx: number;
  widthPx: number;
  /** From 0, over all lanes. */
  row: number;
  /** From the bar's left edge to where the operation takes effect; `undefined` without a place in the order. */
  pointPx?: number;
}

/** A client's rows. More than one where it went on after an operation that never returned. */
export interface Lane {
  client: string;
  row: number;
  rows: number;
}

export interface Layout {
  /** By their left edges. */
  bars: Bar[];
  lanes: Lane[];
  rows: number;
  widthPx: number;
  /** Where the longest order stops; `undefined` where it reaches the end. */
  stopPx?: number;
}

/** S0 before S10, 2 before 10. */
export function byName(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/**
 * Where each event lies. Only the events of the shown operations count, evenly spaced, so that a quiet stretch takes no
 * room; more where a bar would be too narrow to read.
 */
function positions(shown: readonly PageOperation[], { stepPx, narrowestPx }: Scale): Map<number, number> {
  const begunAt = new Map<number, number>();
  for (const { from, to } of shown) if (to !== null) begunAt.set(to, from);
  const events = shown.flatMap(({ from, to }) => (to === null ? [from] : [from, to])).sort((a, b) => a - b);
  const found = new Map<number, number>();
  let at = 0;
  for (const event of events) {
    const from = begunAt.get(event);
    if (from !== undefined) at = Math.max(at, found.get(from)! + narrowestPx - stepPx);
    found.set(event, (at += stepPx));
  }
  return found;
}

/**
 * The instants at which operations take effect, from left to right in their order, each within its bar. An operation goes
 * right after the last invocation that its predecessors needed; those that share such a gap share its width.
 */
function points(bars: readonly Bar[], stepPx: number): void {
  const ordered = bars
    .filter(({ operation }) => operation.place !== null)
    .sort((a, b) => a.operation.place! - b.operation.place!);
  const gaps = new Map<number, Bar[]>();
  let gap = 0;
  for (const bar of ordered) {
    gap = Math.max(gap, bar.leftPx);
    gaps.set(gap, [...(gaps.get(gap) ?? []), bar]);
  }
  for (const [leftPx, sharing] of gaps) {
    sharing.forEach((bar, i) => (bar.pointPx = leftPx - bar.leftPx + (stepPx * (i + 1)) / (sharing.length + 1)));
  }
}

/** Those that a violation is told with come first, so that they are seen together; then by name. */
function clientsOf(bars: readonly Bar[]): string[] {
  const marked = new Set<string>();
  for (const { operation } of bars) if (operation.isSmallest || operation.isStuck) marked.add(operation.client);
  const rank = (client: string) => (marked.has(client) ? 0 : 1);
  const clients = [...new Set(bars.map(({ operation }) => operation.client))];
  return clients.sort((a, b) => rank(a) - rank(b) || byName(a, b));
}

/** Gives each client its rows: a bar goes to the first that is free. */
function rowsOf(bars: readonly Bar[]): Pick<Layout, "lanes" | "rows"> {
  const clients = clientsOf(bars);
  const lanes: Lane[] = [];
  let row = 0;
  for (const client of clients) {
    const endsPx: number[] = [];
    for (const bar of bars.filter(({ operation }) => operation.client === client)) {
      const free = endsPx.findIndex((endPx) => endPx <= bar.leftPx);
      const own = free < 0 ? endsPx.length : free;
      endsPx[own] = bar.leftPx + bar.widthPx;
      bar.row = row + own;
    }
    lanes.push({ client, row, rows: endsPx.length });
    row += endsPx.length;
  }
  return { lanes, rows: row };
}

/** Places the operations of a picture, which are in the order of their invocations. */
export function layOut(shown: readonly PageOperation[], scale: Scale): Layout {
  const at = positions(shown, scale);
  const widthPx = Math.max(0, ...at.values()) + scale.narrowestPx;
  const bars = shown.map((operation): Bar => {
    const leftPx = at.get(operation.from)!;
    const rightPx = operation.to === null ? widthPx : at.get(operation.to)!;
    return { operation, leftPx, widthPx: rightPx - leftPx, row: 0 };
  });
  for (const part of new Set(shown.map((operation) => operation.part))) {
    points(
      bars.filter(({ operation }) => operation.part === part),
      scale.stepPx,
    );
  }
  const stuck = bars.filter(({ operation }) => operation.isStuck);
  const reached = bars.filter(({ pointPx }) => pointPx !== undefined).map((bar) => bar.leftPx + bar.pointPx!);
  const stopPx = stuck.length === 0 ? undefined : Math.max(0, ...reached) + scale.stepPx / 4;
  return { bars, widthPx, stopPx, ...rowsOf(bars) };
}
