import type { EventOf, JsonText, LossReason, Node, Part, TraceEvent } from "../../trace/event";

/** One message, from its sender to where it ended. */
export interface Message {
  call: number;
  part: Part;
  /** 0, or the number of the duplicate. */
  copy: number;
  from: Node;
  to: Node;
  /** Of the call that it belongs to: `Raft.requestVote`. */
  method: string;
  /** What it carries, and of a reply the request's. */
  json: JsonText;
  args: JsonText;
  /** Numbers of the events that begin and end it; `end` is `undefined` for one that was on its way at the last event. */
  sent: number;
  end?: number;
  /** Why it didn't arrive; `undefined` for one that did. */
  lost?: LossReason;
  /** The event at which a hold caught it. */
  held?: number;
}

/** A call under way: its request, and replies that have not ended. */
interface Call {
  request: Message;
  /** The request, or all of its copies so far, have ended. */
  hasEnded: boolean;
  replies: Message[];
}

/** Finds the messages of a run, in the order in which they were sent. A run whose beginning is left out has some less. */
export function messagesOf(events: readonly TraceEvent[]): Message[] {
  const found: Message[] = [];
  const calls = new Map<number, Call>();

  const request = (call: Call, copy: number | undefined): Message => {
    if (!call.hasEnded) {
      call.hasEnded = true;
      call.request.copy = copy ?? 0;
      return call.request;
    }
    const { held: _, end: __, lost: ___, ...same } = call.request;
    // Of a duplicate that was lost the trace doesn't say which one it was.
    const repeated = { ...same, copy: copy ?? 1 };
    found.push(repeated);
    return repeated;
  };
  const ending = (part: Part, number: number, copy?: number): Message | undefined => {
    const call = calls.get(number);
    return part === "reply" ? call?.replies.shift() : call && request(call, copy);
  };
  const send = ({ n, server, to, call, method, args }: EventOf<"send">): void => {
    const sent: Message = { call, part: "request", copy: 0, from: server, to, method, json: args, args, sent: n };
    found.push(sent);
    calls.set(call, { request: sent, hasEnded: false, replies: [] });
  };
  const answer = ({ n, server, to, call, reply }: EventOf<"answer">): void => {
    const asked = calls.get(call);
    if (asked === undefined) return;
    const { method, args } = asked.request;
    const sent: Message = { call, part: "reply", copy: 0, from: server, to, method, json: reply, args, sent: n };
    found.push(sent);
    asked.replies.push(sent);
  };

  for (const event of events) {
    switch (event.kind) {
      case "send":
        send(event);
        break;
      case "answer":
        answer(event);
        break;
      case "deliver": {
        const message = ending("request", event.call, event.copy);
        if (message !== undefined) message.end = event.n;
        break;
      }
      case "return": {
        const message = ending("reply", event.call);
        if (message !== undefined) message.end = event.n;
        break;
      }
      case "lose": {
        const message = ending(event.part, event.call);
        if (message !== undefined) Object.assign(message, { end: event.n, lost: event.why });
        break;
      }
      case "held": {
        const call = calls.get(event.call);
        const message = event.part === "reply" ? call?.replies[0] : call?.request;
        if (message !== undefined) message.held ??= event.n;
      }
    }
  }
  return found.sort((a, b) => a.sent - b.sent);
}

/** JSON as an object whose fields may be looked for. */
export function fieldsOf(json: JsonText): { [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? (value as { [name: string]: unknown }) : {};
  } catch {
    return {};
  }
}

/** `requestVote` of `Raft.requestVote`. */
export function methodName(method: string): string {
  return method.slice(method.indexOf(".") + 1);
}

function term(fields: { [name: string]: unknown }): string {
  return typeof fields.term === "number" ? ` t${fields.term}` : "";
}

function brief(json: JsonText, most = 30): string {
  return json.length <= most ? json : `${json.slice(0, most - 1)}…`;
}

/** A message in a few characters: `RequestVote t3`, `granted t3`; by its method where it has other fields than Figure 2's. */
export function labelOf({ method, part, json }: Message): string {
  const name = methodName(method);
  const fields = fieldsOf(json);
  if (part === "reply") {
    if (typeof fields.voteGranted === "boolean") return (fields.voteGranted ? "granted" : "refused") + term(fields);
    if (typeof fields.success === "boolean") return (fields.success ? "success" : "refused") + term(fields);
    if (method.startsWith("Raft.")) return `reply${term(fields)}`;
    return `→ ${brief(json)}`;
  }
  if (Array.isArray(fields.entries) && typeof fields.term === "number") {
    return fields.entries.length === 0
      ? `heartbeat${term(fields)}`
      : `${name}${term(fields)} +${fields.entries.length}`;
  }
  return method.startsWith("Raft.") ? name + term(fields) : `${name} ${brief(json)}`;
}
