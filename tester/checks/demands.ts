import type { EventOf } from "../trace/event";
import { nameOf } from "../trace/event";
import type { Law } from "./law";

/** The words of what scenarios demand. A demand is met or not by the cluster; the trace says so, and this reads it. */
interface DemandWords {
  title: string;
  source: string;
  what: string;
  often: string;
}

/** Every demand by the name under which the trace records it. */
export const DEMANDS: { [demand: string]: DemandWords } = {
  leader: {
    title: "A healthy majority elects a leader in time",
    source: "Raft §5.2",
    what: "A majority is up and connected, and has no leader.",
    often: "an election timer that is reset by what mustn't reset it, or a candidate that never tries again.",
  },
  "same-term": {
    title: "A leader's term reaches everybody",
    source: "Raft §5.1, §5.2",
    what: "A leader was elected, and healthy servers are in another term.",
    often: "heartbeats that don't go to every server, or a term that isn't adopted from them.",
  },
  calm: {
    title: "No needless election",
    source: "Raft §5.2",
    what: "The leader changed although nothing was wrong.",
    often: "a heartbeat that doesn't reset the election timer, or heartbeats that stop or come too late.",
  },
  "no-leader-without-majority": {
    title: "No leader without a majority",
    source: "Raft §5.2",
    what: "A server became leader although it can't reach a majority.",
    often: "votes compared with the wrong number, or with the servers that answered instead of all.",
  },
  "no-commit-without-majority": {
    title: "Nothing is committed without a majority",
    source: "Raft §5.3",
    what: "An entry was applied that no majority can have stored.",
    often: "replicas compared with the wrong number, or an entry applied before it is committed.",
  },
  agreement: {
    title: "A healthy majority agrees in time",
    source: "Raft §5.3",
    what: "A majority is up and connected, and a command isn't applied where it should be.",
    often: "nextIndex or matchIndex that moves wrongly after a refusal, or a commit index that followers never learn.",
  },
  traffic: {
    title: "As many messages as Raft needs",
    source: "Raft §5.2, §5.3",
    what: "The servers exchange more, or fewer, messages than they need.",
    often: "a retry without a pause, entries sent again that were acknowledged, or heartbeats at the wrong pace.",
  },
  "index-of-start": {
    title: "start answers with the index at which the command will stand",
    source: "Raft §5.3",
    what: "A command was given an index where it can't stand.",
    often: "indices that begin at 0, or a log that keeps entries which it should have lost.",
  },
  "killed-is-silent": {
    title: "A killed server is silent",
    source: "",
    what: "A server went on after kill().",
    often: "a timer or a loop that kill() doesn't end.",
  },
};

/** The demands of scenarios: what the trace says was not met. */
export const demands: Law = {
  name: "demand",
  title: "",
  source: "",
  often: "",
  fold: () => (event) => {
    if (event.kind !== "unmet") return undefined;
    const { demand, servers, expected, got } = event;
    return { law: demand, ...DEMANDS[demand], servers, expected, got };
  },
};

/** An error of the submission's own ends the run: a throw, a rejection, a misuse of the interface, an unwritten stub. */
export const submissionErrors: Law = {
  name: "submission",
  title: "The submission's code runs without an error",
  source: "",
  often: "",
  fold: ({ servers }) => {
    const sends = new Map<number, EventOf<"send">>();
    const current = new Map<number, number>();
    return (event) => {
      if (event.kind === "send") sends.set(event.call, event);
      if (event.kind === "deliver") current.set(event.server, event.call);
      if (event.kind !== "throw") return undefined;
      const { text, frames, how, todo } = event.error;
      const caller = sends.get(current.get(event.server) ?? -1);
      const name = nameOf(event.server, servers);
      const speaker = text.startsWith("called ") && caller ? nameOf(caller.server, servers) : name;
      const verb = how === "throw" ? "threw " : how === "rejection" ? "has a rejection that nobody handles: " : "";
      const colon = verb === "" && speaker === name ? ": " : " ";
      const what = todo === undefined ? `${speaker}${colon}${verb}${text}` : text.replace(/^Todo: /, "");
      const often = oftenOf(text, how);
      return { servers: [event.server], what, expected: "", got: "", often, frames: shortened(frames), todo };
    };
  },
};

/** What is often behind an error of these words. */
function oftenOf(text: string, how: string): string {
  if (text.startsWith("TypeError: Cannot read properties of undefined")) {
    return "the reply of a call is undefined when none came: ask for it before you use it.";
  }
  if (text.startsWith("RangeError: Maximum call stack")) return "a function that calls itself without an end.";
  if (how === "rejection") return "an async function that is neither awaited nor caught.";
  return "";
}

/** The frames, with a row of equal ones told once. */
function shortened(frames: readonly string[]): string[] {
  const isRepeated = (i: number): boolean => frames[i] === frames[i + 1];
  return frames.flatMap((frame, i) => {
    if (i > 0 && frames[i - 1] === frame) return [];
    return [isRepeated(i) ? `${frame}, again and again` : frame];
  });
}

/** A deterministic budget ran out: a runaway, at the same event on every machine. */
export const budgets: Law = {
  name: "budget",
  title: "A server keeps within its budget",
  source: "",
  often: "",
  fold:
    ({ servers }) =>
    (event) => {
      if (event.kind !== "overrun") return undefined;
      const { server, limit, unit, hint } = event;
      return {
        servers: [server],
        what: `${nameOf(server, servers)} ran away: more than ${limit.toLocaleString("en-US")} ${unit}.`,
        expected: `at most ${limit.toLocaleString("en-US")}`,
        got: "more",
        often: `${hint}.`,
      };
    },
};
