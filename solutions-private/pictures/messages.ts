import type { Node, TraceEvent } from "../../tester/trace/event";

/** One message of a run: a request, or the reply to one. */
export interface Message {
  part: "request" | "reply";
  method: string;
  from: Node;
  to: Node;
  sentUs: number;
  /** When it arrived, or was lost. */
  endUs: number;
  isLost: boolean;
  /** The request's arguments and, for a reply, what it says. */
  args: Fields;
  reply?: Fields;
}

/** What the reference's messages carry, as far as a picture shows it. */
export interface Fields {
  term?: number;
  entries?: { term: number; command: unknown }[];
  leaderCommit?: number;
  voteGranted?: boolean;
  success?: boolean;
  status?: string;
}

/** All messages of a run that came to an end, in the order in which they were sent. */
export function messagesOf(events: readonly TraceEvent[]): Message[] {
  const requests = new Map<number, Message>();
  const replies = new Map<number, Message>();
  for (const event of events) {
    if (event.kind === "send") {
      const { call, server: from, to, atUs: sentUs, method } = event;
      const args = JSON.parse(event.args) as Fields;
      requests.set(call, { part: "request", method, from, to, sentUs, endUs: NaN, isLost: false, args });
    } else if (event.kind === "answer") {
      const { call, server: from, to, atUs: sentUs } = event;
      const { method, args } = requests.get(call)!;
      const reply = JSON.parse(event.reply) as Fields;
      replies.set(call, { part: "reply", method, from, to, sentUs, endUs: NaN, isLost: false, args, reply });
    } else if (event.kind === "deliver") Object.assign(requests.get(event.call)!, { endUs: event.atUs });
    else if (event.kind === "return") Object.assign(replies.get(event.call)!, { endUs: event.atUs });
    else if (event.kind === "lose") {
      const message = (event.part === "request" ? requests : replies).get(event.call);
      if (message !== undefined) Object.assign(message, { endUs: event.atUs, isLost: true });
    }
  }
  const all = [...requests.values(), ...replies.values()].filter(({ endUs }) => !Number.isNaN(endUs));
  return all.sort((a, b) => a.sentUs - b.sentUs);
}
