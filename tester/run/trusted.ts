/**
 * What a child says, looked at before it is believed.
 *
 * A child runs a submission. Should that get out of its realm, the child is its own, and says what it likes. It can't be
 * kept from forging its own outcomes; but it can answer for no other run than the one that was asked for, and nothing it
 * sends has another shape than an answer has. Only what is known here is copied.
 */
import type { Violation } from "../checks/violation";
import type { Inspected } from "../trace/inspected";
import type { Choices } from "./choices";
import type { Extent } from "./extent";
import type { FromChild, RunReply, RunRequest, Sighting } from "./message";
import type { RunOutcome, RunStats, Verdict } from "./outcome";
import { tokenOf } from "./token";

/** A message that no child of ours would send; the text says what is wrong with it. */
export class Distrusted extends Error {}

/** Far above what is worth reading: characters of a text, and texts of a list. What is beyond is cut. */
const TEXT_MAX = 100_000;
const LIST_MAX = 1_000;

const VERDICTS: readonly Verdict[] = ["pass", "fail", "unknown", "not-started"];

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Distrusted(`${what} is no object`);
  return value as Fields;
}

function text(fields: Fields, name: string, max = TEXT_MAX): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value !== "string") throw new Distrusted(`${name} is no text`);
  return value.length > max ? `${value.slice(0, max)}…` : value;
}

function count(fields: Fields, name: string): number {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Distrusted(`${name} is no count`);
  return value as number;
}

function amount(fields: Fields, name: string): number {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) throw new Distrusted(`${name} is no amount`);
  return value;
}

function list<T>(fields: Fields, name: string, max: number, item: (value: unknown) => T): T[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!Array.isArray(value)) throw new Distrusted(`${name} is no list`);
  return value.slice(0, max).map(item);
}

function texts(fields: Fields, name: string): string[] {
  return list(fields, name, LIST_MAX, (value) => text({ value }, "value"));
}

function optional<T>(fields: Fields, name: string, read: () => T): T | undefined {
  return Object.hasOwn(fields, name) && fields[name] !== undefined ? read() : undefined;
}

function violationFrom(value: unknown): Violation {
  const fields = fieldsOf(value, "violation");
  const todo = optional(fields, "todo", () => fieldsOf(fields.todo, "todo"));
  const evidence = optional(fields, "evidence", () => texts(fields, "evidence"));
  return {
    ...{ law: text(fields, "law", 200), title: text(fields, "title", 200), source: text(fields, "source", 200) },
    ...{ n: count(fields, "n"), atUs: count(fields, "atUs") },
    servers: list(fields, "servers", 100, (server) => count({ server }, "server")),
    ...{ what: text(fields, "what"), expected: text(fields, "expected"), got: text(fields, "got") },
    ...(evidence && { evidence }),
    ...{ often: text(fields, "often"), frames: texts(fields, "frames") },
    ...(todo && { todo: { lab: text(todo, "lab"), what: text(todo, "what") } }),
  };
}

const STATS = ["virtualUs", "servers", "rpcs", "bytes", "commits", "events"] as const;

function statsFrom(value: unknown): RunStats {
  const fields = fieldsOf(value, "stats");
  return Object.fromEntries(STATS.map((name) => [name, count(fields, name)])) as unknown as RunStats;
}

function outcomeFrom(value: unknown, request: RunRequest): RunOutcome {
  const fields = fieldsOf(value, "outcome");
  const { lab, scenario, seed, edits } = request;
  const token = tokenOf(request);
  if (fields.token !== token) throw new Distrusted(`the answer is to another run than ${token}`);
  const verdict = VERDICTS.find((each) => each === fields.verdict);
  if (verdict === undefined) throw new Distrusted("the verdict is none");
  const violation = optional(fields, "violation", () => violationFrom(fields.violation));
  const reason = optional(fields, "reason", () => text(fields, "reason"));
  const isBroken = verdict === "fail" || verdict === "not-started";
  if (isBroken !== (violation !== undefined)) throw new Distrusted("verdict and violation contradict each other");
  const traceHash = text(fields, "traceHash");
  if (!/^[0-9a-f]{64}$/.test(traceHash)) throw new Distrusted("traceHash is no hash");
  return {
    ...{ token, lab, scenario, seed, edits, verdict },
    ...(violation && { violation }),
    ...(reason !== undefined && { reason }),
    ...{ story: texts(fields, "story"), logs: texts(fields, "logs"), stats: statsFrom(fields.stats), traceHash },
    cpuMs: amount(fields, "cpuMs"),
  };
}

function choicesFrom(value: unknown): Choices {
  const fields = fieldsOf(value, "choices");
  const choices = list(fields, "choices", Infinity, (each) => {
    const choice = fieldsOf(each, "choice");
    return { n: count(choice, "n"), edit: text(choice, "edit", 200) };
  });
  return { choices, shape: text(fields, "shape", 200) };
}

function extentFrom(value: unknown): Extent {
  const fields = fieldsOf(value, "extent");
  const counts = {
    servers: count(fields, "servers"),
    faults: count(fields, "faults"),
    commands: count(fields, "commands"),
  };
  const edits = (name: string): string[] => list(fields, name, Infinity, (edit) => text({ edit }, "edit", 200));
  const could = { dispensable: edits("dispensable"), halvable: edits("halvable") };
  return { ...counts, delivered: count(fields, "delivered"), lengthUs: count(fields, "lengthUs"), ...could };
}

function statesFrom(fields: Fields): Inspected[] {
  return list(fields, "states", Infinity, (each) => {
    const state = fieldsOf(each, "state");
    return { n: count(state, "n"), server: count(state, "server"), fields: text(state, "fields", Infinity) };
  });
}

function replyFrom(value: unknown, request: RunRequest): RunReply {
  const fields = fieldsOf(value, "reply");
  const outcome = outcomeFrom(fields.outcome, request);
  const trace = optional(fields, "trace", () => text(fields, "trace", Infinity));
  const choices = optional(fields, "choices", () => choicesFrom(fields.choices));
  if (trace !== undefined && request.trace === "never") throw new Distrusted("a trace that nobody asked for");
  if (choices !== undefined && request.choices === undefined) throw new Distrusted("choices that nobody asked for");
  const extent = optional(fields, "extent", () => extentFrom(fields.extent));
  const states = optional(fields, "states", () => statesFrom(fields));
  if (extent !== undefined && request.extent === undefined) throw new Distrusted("an extent that nobody asked for");
  if (states !== undefined && request.inspects === undefined) throw new Distrusted("states that nobody asked for");
  return {
    outcome,
    ...(trace !== undefined && { trace }),
    ...(choices && { choices }),
    ...(extent && { extent }),
    ...(states && { states }),
  };
}

/**
 * A child's answer to `request`.
 * @throws Distrusted
 */
export function messageFrom(line: string, request: RunRequest): FromChild {
  const fields = fieldsOf(parsed(line), "message");
  switch (fields.kind) {
    case "reply":
      return { kind: "reply", reply: replyFrom(fields.reply, request), residentMb: amount(fields, "residentMb") };
    case "unloadable":
    case "fault":
      return { kind: fields.kind, text: text(fields, "text") };
    default:
      throw new Distrusted("a message of an unknown kind");
  }
}

/** What a watched child says of itself; `undefined` for nonsense. */
export function sightingFrom(line: string): Sighting | undefined {
  try {
    const fields = fieldsOf(parsed(line), "sighting");
    const frames = optional(fields, "frames", () => texts(fields, "frames"));
    const server = fields.server === -1 ? -1 : count(fields, "server");
    const goesOn = fields.goesOn === true;
    return { server, atUs: count(fields, "atUs"), ...(frames && { frames }), ...(goesOn && { goesOn }) };
  } catch (error) {
    if (error instanceof Distrusted) return undefined;
    throw error;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Distrusted("a message that is no JSON");
  }
}
