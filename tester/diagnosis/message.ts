import type { JsonText, Node } from "../trace/event";

/** An entry as a message or a saved state shows it; its command is JSON text, `undefined` where none is carried. */
export interface SeenEntry {
  term: number;
  command?: JsonText;
}

/** A request whose fields are those of Figure 2, whatever its method is called. */
export type RaftRequest =
  | { kind: "vote"; term: number; candidate: Node; lastLogIndex: number; lastLogTerm: number }
  | {
      kind: "append";
      term: number;
      prevLogIndex: number;
      prevLogTerm: number;
      entries: SeenEntry[];
      leaderCommit: number;
    }
  | { kind: "install"; term: number; lastIncludedIndex: number; lastIncludedTerm: number; texts: string[] };

type Fields = Record<string, unknown>;

/** Reads a call's arguments; `undefined` where they aren't Figure 2's. */
export function requestOf(args: JsonText): RaftRequest | undefined {
  const fields = objectOf(args);
  if (fields === undefined || !isCount(fields.term)) return undefined;
  const { term, candidateId, lastLogIndex, lastLogTerm, prevLogIndex, prevLogTerm, leaderCommit } = fields;
  const { lastIncludedIndex, lastIncludedTerm } = fields;
  if (isCount(candidateId) && isNumber(lastLogIndex) && isNumber(lastLogTerm)) {
    return { kind: "vote", term, candidate: candidateId, lastLogIndex, lastLogTerm };
  }
  if (isNumber(prevLogIndex) && isNumber(prevLogTerm) && Array.isArray(fields.entries) && isNumber(leaderCommit)) {
    const entries = entriesOf(fields.entries);
    return entries && { kind: "append", term, prevLogIndex, prevLogTerm, entries, leaderCommit };
  }
  if (isNumber(lastIncludedIndex) && isNumber(lastIncludedTerm)) {
    const texts = Object.values(fields).filter((value) => typeof value === "string");
    return { kind: "install", term, lastIncludedIndex, lastIncludedTerm, texts };
  }
  return undefined;
}

/** A reply's term and yes or no, where it has them. */
export interface RaftReply {
  term?: number;
  yes?: boolean;
}

export function replyOf(reply: JsonText): RaftReply {
  const fields = objectOf(reply);
  if (fields === undefined) return {};
  const { term, voteGranted, success } = fields;
  const yes = typeof voteGranted === "boolean" ? voteGranted : typeof success === "boolean" ? success : undefined;
  return { term: isCount(term) ? term : undefined, yes };
}

/** Reads `{term, command}[]`; `undefined` where some entry has no term. */
export function entriesOf(list: readonly unknown[]): SeenEntry[] | undefined {
  const entries: SeenEntry[] = [];
  for (const each of list) {
    if (typeof each !== "object" || each === null || !isCount((each as Fields).term)) return undefined;
    const { term, command } = each as { term: number; command?: unknown };
    entries.push({ term, command: command === undefined ? undefined : JSON.stringify(command) });
  }
  return entries;
}

export function objectOf(json: JsonText): Fields | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value);
}

function isCount(value: unknown): value is number {
  return isNumber(value) && value >= 0;
}
