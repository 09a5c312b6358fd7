/** The tables of the diagnosis, for a terminal and as docs/diagnosis.md. */
import { shareOf, type DiagnosedRow } from "./diagnosed";
import type { Silence } from "./silence";

/** All that `raftlab mutants --diagnose` measures. */
export interface DiagnosisTable {
  rows: DiagnosedRow[];
  frozen: DiagnosedRow[];
  silence: Silence;
}

function percent(part: number, of: number): string {
  return of === 0 ? "–" : `${((100 * part) / of).toFixed(1)} %`;
}

/** One sentence of a group of rows. */
export function shareText(title: string, rows: readonly DiagnosedRow[]): string {
  const { caught, first, firstTwo, traceless } = shareOf(rows);
  const none = traceless === 0 ? "" : ` ${traceless} of them left no trace, and count as not named.`;
  return `${title}: of ${caught} caught, the planted rule is named first for ${first} (${percent(first, caught)}), and among the first two for ${firstTwo} (${percent(firstTwo, caught)}).${none}`;
}

export function silenceText({ runs, alarms }: Silence): string {
  return `Right programs: ${alarms.length} broken rules found in ${runs} passing runs.`;
}

/** A line a row. */
export function rowText({ name, law, planted, named }: DiagnosedRow): string {
  if (law === undefined) return `${name}: not caught`;
  const verdict = named[0] === planted ? "right" : named[1] === planted ? "second" : "wrong";
  return `${verdict.padEnd(6)}  ${name} (${law}): planted ${planted}, named ${named.slice(0, 2).join(", ") || "none"}`;
}

function tableOf(rows: readonly DiagnosedRow[]): string[] {
  const lines = rows.map(({ name, law, planted, named }) => {
    const verdict =
      law === undefined ? "not caught" : named[0] === planted ? "right" : named[1] === planted ? "second" : "wrong";
    return `| ${name} | ${law ?? ""} | ${planted} | ${named[0] ?? ""} | ${named[1] ?? ""} | ${verdict} |`;
  });
  return ["| mutant | law | planted | named first | second | |", "| --- | --- | --- | --- | --- | --- |", ...lines];
}

/** docs/diagnosis.md. */
export function diagnosisPage({ rows, frozen, silence }: DiagnosisTable, day: string): string {
  return [
    "# What the diagnosis says of wrong programs",
    "",
    `Generated on ${day} by \`make diagnosis\`. For instructors: it names what is in the bank.`,
    "",
    "Each wrong program's first failing run at the grade tier, from seed 1, is diagnosed. The planted rule is what the program's",
    "sin breaks; it was written down before anybody looked at what the diagnosis says. A run that the watchdog had to end has",
    "no trace, and nothing is named: that counts as wrong.",
    "",
    shareText("The bank", rows),
    ...(frozen.length === 0
      ? []
      : ["", shareText("Apart from it, those written down and frozen before the diagnosis was begun", frozen)]),
    "",
    silenceText(silence),
    ...silence.alarms.map(({ name, token, rule, what }) => `- ${name}, ${token}: ${rule}: ${what}`),
    "",
    "## The bank",
    "",
    ...tableOf(rows),
    ...(frozen.length === 0 ? [] : ["", "## Frozen before the diagnosis", "", ...tableOf(frozen)]),
    "",
  ].join("\n");
}
