import type { TraceEvent } from "../../trace/event";
import { methodName } from "./messages";
import type { ServerState } from "./states";

/** What is written beside a node's row, most important first. */
export interface Note {
  text: string;
  /** Where there is little room. */
  short?: string;
  kind: "role" | "apply" | "commit" | "save" | "call" | "trouble" | "print";
}

function brief(text: string, most = 36): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** `5`, `5 to 7`. */
function range(indices: readonly number[]): string {
  const [first, last] = [indices[0], indices[indices.length - 1]];
  return first === last ? `${first}` : `${first} to ${last}`;
}

function noteOf(event: TraceEvent): Note | undefined {
  switch (event.kind) {
    case "boot":
      return event.incarnation === 1 ? { kind: "call", text: "boots" } : { kind: "trouble", text: "▸ restarts" };
    case "crash":
      return {
        kind: "trouble",
        text: event.cut === 0 ? "✕ crash" : `✕ crash: ${event.kept} of ${event.kept + event.cut} effects`,
      };
    case "pause":
      return { kind: "trouble", text: "‖ paused" };
    case "resume":
      return { kind: "trouble", text: "▸ resumed" };
    case "kill":
      return { kind: "trouble", text: "kill()" };
    case "throw":
      return { kind: "trouble", text: `✕ throws ${brief(event.error.text, 60)}` };
    case "overrun":
      return { kind: "trouble", text: `✕ too many ${event.budget}` };
    case "state":
      return event.isLeader
        ? { kind: "role", text: `★ leads t${event.term}`, short: `★ t${event.term}` }
        : { kind: "role", text: `term ${event.term}`, short: `t${event.term}` };
    case "applySnapshot":
      return { kind: "apply", text: `● applies snapshot to ${event.index}`, short: `●▤ ${event.index}` };
    case "snapshot":
      return { kind: "call", text: `snapshot(${event.index})` };
    case "start":
      return { kind: "call", text: `start(${brief(event.command, 24)})` };
    case "started":
      return event.isLeader ? { kind: "call", text: `= index ${event.index}` } : { kind: "call", text: "= not leader" };
    case "invoke": {
      const what = event.value === undefined ? event.key : `${event.key}, ${brief(event.value, 16)}`;
      return { kind: "call", text: `${event.op}(${what})` };
    }
    case "ok":
      return { kind: "call", text: event.value === undefined ? "= ok" : `= ${brief(JSON.stringify(event.value), 24)}` };
    case "noreply":
      return { kind: "call", text: "no reply" };
    case "save":
      return event.snapshotBytes === undefined
        ? { kind: "save", text: "▪ saves", short: "▪" }
        : { kind: "save", text: "▪ saves with snapshot", short: "▪▤" };
    case "log":
      return { kind: "print", text: `| ${brief(event.text, 48)}` };
    default:
      return undefined;
  }
}

/** What a node does in a turn, in words; `before` and `after` where it is a server. */
export function notesOf(events: readonly TraceEvent[], before?: ServerState, after?: ServerState): Note[] {
  const notes: Note[] = [];
  const applies = events.flatMap((event) => (event.kind === "apply" ? [event.index] : []));
  const commit = after?.commitIndex.value;
  const hasCommitted = commit !== undefined && commit > 0 && commit !== before?.commitIndex.value;
  const ends = new Set(events.map(({ kind }) => kind));
  const isNewRole = after?.role.value === "candidate" && before?.role.value !== "candidate";
  const term = after?.term.value ?? "?";
  if (isNewRole) notes.push({ kind: "role", text: `◇ candidate t${term}`, short: `◇ t${term}` });
  for (const event of events) {
    // A candidate's new term stands in its note already.
    if (event.kind === "state" && !event.isLeader && (isNewRole || event.term === 0)) continue;
    if (event.kind === "save" && notes.some(({ kind }) => kind === "save")) continue;
    const note = noteOf(event);
    if (note !== undefined) notes.push(note);
  }
  if (hasCommitted && !ends.has("boot"))
    notes.push({ kind: "commit", text: `○ commits ${commit}`, short: `○ ${commit}` });
  if (applies.length > 0) {
    notes.push({ kind: "apply", text: `● applies ${range(applies)}`, short: `● ${applies[applies.length - 1]}` });
  }
  return notes;
}

/** What one event is called in a list. */
export function shortOf(event: TraceEvent): string {
  return event.kind === "send" ? `sends ${methodName(event.method)}` : (noteOf(event)?.text ?? event.kind);
}
