import type { HistoryReport, PageOperation } from "./history-report";

/** `1 client`, `2 clients`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `405 operations of 10 clients on 10 keys; 3 never returned`. */
export function countsOf({ data, model }: HistoryReport): string {
  const clients = new Set(data.operations.map(({ client }) => client)).size;
  const open = data.operations.filter(({ to }) => to === null).length;
  const parts = model === "register" ? count(data.parts.length, "register") : count(data.parts.length, "key");
  const all = `${count(data.operations.length, "operation")} of ${count(clients, "client")} on ${parts}`;
  return open === 0 ? all : `${all}; ${open} never returned`;
}

/** Between which events: `12–18`; `12–` for what never returned. */
export function spanOf({ from, to }: PageOperation): string {
  return `${from}–${to ?? ""}`;
}

/** A long text by its beginning and its end. `most` is at least 3. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
}

/** The smallest set that the report is about: of the part that is shown first. */
export function smallestOf({ data }: HistoryReport): PageOperation[] {
  return data.operations.filter(({ isSmallest, part }) => isSmallest && part === data.first);
}

/** What could come next where the longest order of that part stops. */
export function stuckOf({ data }: HistoryReport): PageOperation[] {
  return data.operations.filter(({ isStuck, part }) => isStuck && part === data.first);
}

/** A client in a sentence: a number alone would say nothing. */
export function clientName(client: string): string {
  return /^\d/.test(client) ? `client ${client}` : client;
}
