import type { JsonText, Node, Part } from "../trace/event";

/** One message on its way: a request, or the reply to one. */
export interface Message {
  readonly part: Part;
  readonly from: Node;
  readonly to: Node;
  /** The call's number, unique in the run. */
  readonly call: number;
  /** The called method, for the reply too. */
  readonly method: string;
  readonly text: JsonText;
  /** 0 for the message itself, from 1 on for the duplicates of a request. */
  readonly copy: number;
  readonly sentAtUs: number;
  /** When its caller learns that the receiver can't be reached: an instant drawn at sending, µs. */
  readonly unreachableAtUs: number;
}

/** Which messages a hold or a capture means; what isn't said matches all. */
export interface Selector {
  from?: Node | readonly Node[];
  to?: Node | readonly Node[];
  part?: Part;
  /** `"Raft.appendEntries"`. For steering only: no verdict may depend on a submission's names. */
  method?: string;
  /** Any further condition on the message. */
  where?: (message: Message) => boolean;
}

/** Whether a selector means a message. */
export function matches(selector: Selector, message: Message): boolean {
  return (
    covers(selector.from, message.from) &&
    covers(selector.to, message.to) &&
    (selector.part === undefined || selector.part === message.part) &&
    (selector.method === undefined || selector.method === message.method) &&
    (selector.where === undefined || selector.where(message))
  );
}

function covers(wanted: Node | readonly Node[] | undefined, node: Node): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === "number" ? wanted === node : wanted.includes(node);
}

/** A selector in words, for the trace: `Raft.appendEntries requests from S0 to S1, S2`. */
export function wordsOf(selector: Selector, name: (node: Node) => string): string {
  const list = (nodes: Node | readonly Node[]): string => [nodes].flat().map(name).join(", ");
  const plural = selector.part === undefined ? "messages" : selector.part === "request" ? "requests" : "replies";
  const what = selector.method === undefined ? plural : `${selector.method} ${plural}`;
  const from = selector.from === undefined ? "" : ` from ${list(selector.from)}`;
  const to = selector.to === undefined ? "" : ` to ${list(selector.to)}`;
  return what + from + to;
}
