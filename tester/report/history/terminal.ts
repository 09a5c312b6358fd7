import type { Paint } from "../paint";
import type { HistoryReport, PageOperation } from "./history-report";
import { countsOf, shorten, smallestOf, spanOf, stuckOf } from "./words";

/** More of a text than this would hide the others. */
const MOST_OF_A_TEXT = 100;
/** So would more operations. */
const MOST_OPERATIONS = 12;

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i])).join("  ")}`.trimEnd());
}

function rowsOf(operations: readonly PageOperation[], clock: "line" | "event"): string[] {
  const shown = operations.slice(0, MOST_OPERATIONS);
  const rows = shown.map((each) => [each.client, spanOf(each), shorten(each.text, MOST_OF_A_TEXT)]);
  const lines = table([["client", `${clock}s`, "what it asked for → what it saw"], ...rows]);
  const more = operations.length - shown.length;
  return more === 0 ? lines : [...lines, `  … and ${more} more: the picture shows them all`];
}

function violationOf(report: HistoryReport, paint: Paint): string[] {
  const { data, stop } = report;
  const smallest = smallestOf(report);
  const stuck = stuckOf(report);
  const lines: string[] = [];
  if (smallest.length > 0) {
    lines.push("", paint.strong("The smallest set found that has no order:"), ...rowsOf(smallest, data.clock));
  }
  if (stop !== undefined) lines.push("", paint.strong(stop), ...(stuck.length > 0 ? rowsOf(stuck, data.clock) : []));
  return lines;
}

/** The verdict for a terminal. `picture` says where the picture is, or how to get one. */
export function historyText(report: HistoryReport, picture: string, paint: Paint): string {
  const { file, model, verdict, headline, sentences } = report;
  const say = { linearizable: paint.good, not: paint.bad, unknown: paint.doubt }[verdict];
  const lines = [
    `${file}: a ${model} history, ${countsOf(report)}.`,
    "",
    say(headline),
    ...sentences.map((s) => `  ${s}`),
  ];
  if (verdict === "not") lines.push(...violationOf(report, paint));
  return [...lines, "", `Picture:  ${picture}`, ""].join("\n");
}
