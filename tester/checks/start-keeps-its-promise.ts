import { canonical } from "../trace/canonical";
import { nameOf, type EventOf, type Node, type TraceEvent } from "../trace/event";
import { brief } from "../trace/brief";
import type { Finding, Law } from "./law";

/** What a server does in an event, after which more of the same event may come. */
const EFFECTS: ReadonlySet<TraceEvent["kind"]> = new Set([
  "send",
  "answer",
  "arm",
  "disarm",
  "save",
  "apply",
  "applySnapshot",
  "started",
  "log",
]);

/** What the fold knows of one server. */
interface Known {
  term: number;
  isLeader: boolean;
  /** Last index that start gave in `term`; 0 for none. */
  lastIndex: number;
  /** Commands promised in `term`, by index. */
  promised: Map<number, string>;
}

/**
 * `start` says leader only when getState does; in one term a leader's indices follow one another; and a leader that is
 * still leader when it applies that index applies the command that it took there (Leader Append-Only, Raft §5.3).
 */
export const startKeepsItsPromise: Law = {
  name: "start-keeps-its-promise",
  title: "start keeps its promise",
  source: "Raft §5.3",
  often: "start answers from a state that has changed since, or the log is not what start counted.",
  fold: ({ servers }) => {
    const known = new Map<Node, Known>();
    const lastCommand = new Map<Node, string>();
    // What a server does in one event shows before the state that it ends in: a leader that steps down and then applies
    // another's entry is right. So a breach counts once the server's event is over and it still leads.
    let pending: Finding | undefined;
    return (event) => {
      if (pending !== undefined) {
        const isItsOwn = "server" in event && event.server === pending.servers[0];
        const stepsDown = isItsOwn && event.kind === "state";
        // A crash within the event cut off the state that it would have ended in: nobody knows whether it led on.
        const isCutOff = isItsOwn && event.kind === "crash" && event.cut > 0;
        const goesOn = isItsOwn && EFFECTS.has(event.kind);
        if (stepsDown || isCutOff) pending = undefined;
        else if (!goesOn) return pending;
      }
      switch (event.kind) {
        case "boot":
          known.set(event.server, { term: 0, isLeader: false, lastIndex: 0, promised: new Map() });
          return undefined;
        case "start":
          lastCommand.set(event.server, canonical(event.command));
          return undefined;
        case "started":
          return onStarted(known.get(event.server)!, event, lastCommand.get(event.server)!, servers);
        case "state":
          return onState(known.get(event.server)!, event);
        case "apply":
          pending ??= onApply(known.get(event.server)!, event, servers);
          return undefined;
        default:
          return undefined;
      }
    };
  },
};

function onStarted(known: Known, event: EventOf<"started">, command: string, servers: number): Finding | undefined {
  if (!event.isLeader) return undefined;
  const { server, index, term } = event;
  const name = nameOf(server, servers);
  if (!known.isLeader || known.term !== term) {
    return {
      servers: [server],
      what: `${name} answers start as leader of term ${term}, but getState says otherwise.`,
      expected: known.isLeader ? `term ${known.term}` : `isLeader: false (${name} follows in term ${known.term})`,
      got: `isLeader: true, index ${index}, term ${term}`,
    };
  }
  const expected = known.lastIndex + 1;
  if (known.lastIndex > 0 && index !== expected) {
    return {
      servers: [server],
      what: `${name} gives index ${index} to a command right after index ${known.lastIndex} in the same term ${term}.`,
      expected: `index ${expected}`,
      got: `index ${index}`,
    };
  }
  known.lastIndex = index;
  known.promised.set(index, command);
  return undefined;
}

function onState(known: Known, event: EventOf<"state">): undefined {
  if (event.term !== known.term || !event.isLeader) {
    known.lastIndex = 0;
    known.promised.clear();
  }
  known.term = event.term;
  known.isLeader = event.isLeader;
  return undefined;
}

function onApply(known: Known, event: EventOf<"apply">, servers: number): Finding | undefined {
  const { server, index } = event;
  const promised = known.promised.get(index);
  const got = canonical(event.command);
  if (promised === undefined || promised === got) return undefined;
  const name = nameOf(server, servers);
  return {
    servers: [server],
    what: `${name}, leader of term ${known.term}, applied another command at index ${index} than the one it took there.`,
    expected: brief(promised),
    got: brief(got),
  };
}
