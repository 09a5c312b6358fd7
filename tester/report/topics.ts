import type { TraceEvent } from "../trace/event";

/** What the lines of a log are about, and what a person reads of it. In the order in which they are listed. */
export const TOPICS = {
  vote: "requests for votes, and the replies",
  log: "AppendEntries, and the replies",
  rpc: "other calls between servers",
  term: "terms and leaders",
  timer: "timers set, cleared and fired",
  persist: "what is saved",
  apply: "entries and snapshots handed up",
  client: "commands and operations, and their answers",
  loss: "messages lost, held up, and calls without a reply",
  fault: "what the tester does: crashes, restarts, partitions",
  print: "what the servers print",
  error: "errors, budgets that ran out, demands that weren't met",
} as const;

export type Topic = keyof typeof TOPICS;

/** All of them, in order. */
export const TOPIC_NAMES = Object.keys(TOPICS) as Topic[];

const TOPIC_OF_METHOD: Readonly<Record<string, Topic>> = { requestVote: "vote", appendEntries: "log" };

/** Raft's own calls by their names in Figure 2; those of a clerk are its operations. */
function topicOfCall(method: string, isClerks: boolean): Topic {
  return isClerks ? "client" : (TOPIC_OF_METHOD[method] ?? "rpc");
}

/**
 * What an event is about; `undefined` for a run's first and last, which belong to all.
 *
 * @param method the short name of the call that the event belongs to, if it does to one
 * @param isClerks whether a clerk made that call
 */
export function topicOf({ kind }: TraceEvent, method: string, isClerks: boolean): Topic | undefined {
  switch (kind) {
    case "run":
    case "end":
      return undefined;
    case "send":
    case "deliver":
    case "answer":
    case "return":
      return topicOfCall(method, isClerks);
    case "lose":
    case "held":
    case "noreply":
      return "loss";
    case "state":
      return "term";
    case "arm":
    case "disarm":
    case "fire":
      return "timer";
    case "save":
      return "persist";
    case "apply":
    case "applySnapshot":
    case "snapshot":
      return "apply";
    case "start":
    case "started":
    case "invoke":
    case "ok":
      return "client";
    case "log":
      return "print";
    case "throw":
    case "overrun":
    case "unmet":
      return "error";
    default:
      return "fault";
  }
}
