import type { Broken, Diagnosis } from "../diagnosis/diagnosis";
import { RULES } from "../diagnosis/rule";
import type { RunOutcome } from "../run/outcome";
import type { Smaller, Violation } from "../run/result";
import { nameOf, secondsOf } from "../trace/event";
import { replayCommand } from "./command";
import type { Paint } from "./paint";

/** What the text of a failure depends on, apart from the run. */
export interface FailureOptions {
  paint: Paint;
  /** The submission's folder, as it was given. */
  impl: string;
  /** What its trace shows to be its origin, where there is a trace. */
  diagnosis?: Diagnosis;
  /** File that shows the whole run, where there is one. */
  timeline?: string;
  /** A smaller run that fails in the same way, where there is one. */
  smaller?: Smaller;
}

/** Most lines that are shown of what the servers printed: the last ones. The timeline has them all. */
const LOGS_MAX = 20;
/** Longest line that is shown whole. */
const LINE_MAX = 160;

function cut(line: string): string {
  return line.length <= LINE_MAX ? line : `${line.slice(0, LINE_MAX - 1)}…`;
}

function indented(lines: readonly string[], paint: Paint): string[] {
  return lines.map((line) => `    ${paint.speaker(cut(line))}`);
}

/** `S0`, `S0 and S2`, `S0, S1 and S2`. */
function together(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function place({ atUs, servers }: Violation, all: number): string {
  // A run that was killed counts no servers, and no clerks speak of it.
  const who = [...new Set(servers)].map((id) => nameOf(id, all === 0 ? id + 1 : all));
  return `at ${secondsOf(atUs)}${who.length === 0 ? "" : `, ${together(who)}`}`;
}

function fact({ what, expected, got, frames, evidence = [] }: Violation): string[] {
  const lines = [`  ${what}`, ...frames.map((frame) => `      ${frame}`)];
  if (expected !== "") lines.push(`    expected  ${expected}`);
  if (got !== "") lines.push(`    got       ${got}`);
  if (evidence.length > 0) lines.push("", ...evidence.map((line) => `    ${cut(line)}`));
  return lines;
}

/** Own errors speak for themselves: the student's frames say more than a rule could. */
const OWN_ERRORS: ReadonlySet<string> = new Set(["submission", "budget", "runaway"]);

/** What the diagnosis takes for the origin: the rule that was broken first, if one was. */
function originOf(violation: Violation, diagnosis: Diagnosis | undefined): Broken | undefined {
  const first = diagnosis?.broken[0];
  return first === undefined || (OWN_ERRORS.has(violation.law) && first.isHint === true) ? undefined : first;
}

/** By what failures can be put together: the words of the rule that was broken first, or else the law's title. */
export function causeOf(violation: Violation, diagnosis: Diagnosis | undefined): string {
  const origin = originOf(violation, diagnosis);
  return origin === undefined ? violation.title : RULES[origin.rule].words;
}

/** The rule that was broken first, and how that shows. */
function originSection(violation: Violation, diagnosis: Diagnosis | undefined): string[] {
  const first = originOf(violation, diagnosis);
  if (first === undefined) return [];
  const { words, source } = RULES[first.rule];
  const title = `  Broken first${first.isHint === true ? ", by all that shows" : ""}: ${words}${source === "" ? "" : ` (${source})`}`;
  return ["", title, `    ${secondsOf(first.atUs)}  ${first.what}.`];
}

/** What led to it; of a run without a diagnosis what came before it. */
function storySection(
  { story, violation, stats }: RunOutcome,
  diagnosis: Diagnosis | undefined,
  paint: Paint,
): string[] {
  const isOwnError = violation !== undefined && OWN_ERRORS.has(violation.law);
  const lines =
    diagnosis === undefined || (isOwnError && diagnosis.broken[0]?.isHint !== undefined) || diagnosis.story.length < 2
      ? story
      : diagnosis.story.map(({ atUs, text }) => `${secondsOf(atUs)}  ${text}`);
  const told =
    lines.length === 0
      ? []
      : ["", lines === story ? "  Before it:" : "  How it came to it:", ...indented(lines, paint)];
  const waiting = diagnosis?.waiting ?? [];
  if (waiting.length === 0) return told;
  const waits = waiting.map(({ server, sinceUs, text }) => {
    return `${nameOf(server, stats.servers)}  since ${secondsOf(sinceUs)}  ${text}`;
  });
  return [...told, "", "  At the end:", ...indented(waits, paint)];
}

/** What can't be seen for the submission's own shapes, where that may have hidden the origin. */
function hiddenSection(diagnosis: Diagnosis | undefined): string[] {
  if (diagnosis === undefined || diagnosis.hidden.length === 0 || diagnosis.broken[0]?.isHint === undefined) {
    if (diagnosis === undefined || diagnosis.broken.length > 0 || diagnosis.hidden.length === 0) return [];
  }
  return ["", "  Not seen:", ...diagnosis.hidden.map((line) => `    ${line}`)];
}

/** What the servers printed, the last `max` lines of it. */
export function logSection(logs: readonly string[], paint: Paint, max = LOGS_MAX): string[] {
  if (logs.length === 0) return [];
  const shown = logs.slice(-max);
  const extent = shown.length < logs.length ? `, the last ${shown.length} of ${logs.length} lines` : "";
  return ["", `  What the servers printed${extent}:`, ...indented(shown, paint)];
}

function wayOn({ token }: RunOutcome, { impl, timeline, smaller }: FailureOptions): string[] {
  const lines = ["", `  Replay:    ${replayCommand(token, impl)}`];
  if (smaller !== undefined) lines.push(`  Smaller:   ${replayCommand(smaller.token, impl)}  (${smaller.size})`);
  if (timeline !== undefined) lines.push(`  Timeline:  ${timeline}`);
  return lines;
}

/**
 * A failed run, for people: law → when and who → what, expected and got → the rule broken first → the few events
 * that led to it → what was printed → one likely cause, and what to read again → replay → timeline. A blank line before it, none after it, no new line at the end.
 */
export function failureText(outcome: RunOutcome, options: FailureOptions): string {
  const { paint } = options;
  const { violation } = outcome;
  if (violation === undefined) return wayOn(outcome, options).join("\n");
  const source = violation.source === "" ? "" : ` (${violation.source})`;
  const { diagnosis } = options;
  const often = violation.often === "" ? [] : ["", `  Often: ${violation.often}`];
  const origin = originSection(violation, diagnosis);
  const readAgain = origin.length === 0 ? "" : (diagnosis?.readAgain ?? "");
  const reading = readAgain === "" ? [] : [...(often.length === 0 ? [""] : []), `  Read again: ${readAgain}`];
  return [
    "",
    `  ${paint.strong(`${violation.title}${source}`)}`,
    `    ${place(violation, outcome.stats.servers)}`,
    "",
    ...fact(violation),
    ...origin,
    ...storySection(outcome, diagnosis, paint),
    ...(OWN_ERRORS.has(violation.law) ? [] : hiddenSection(diagnosis)),
    ...logSection(outcome.logs, paint),
    ...often,
    ...reading,
    ...wayOn(outcome, options),
  ].join("\n");
}
