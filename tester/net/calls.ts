import type { Scheduled, Simulator } from "../sim/simulator";
import type { JsonText, LossReason, Node } from "../trace/event";
import type { Record } from "../trace/trace";
import type { Edits } from "../trace/edits";
import type { Message } from "./message";
import { Network, type Receiver } from "./network";
import type { NetworkProfile } from "./profile";

/** A call settles at the latest this long after it was sent (INTERFACE.md, «RPC»). */
export const CALL_DEADLINE_MS = 7_000;

/** Where calls begin and end: the servers and the clerks. */
export interface Nodes {
  /** The node's incarnation that is up now, or `undefined` when it is down. */
  incarnation(node: Node): number | undefined;
  /** Hands a request to the node's handler. `request` identifies it in the {@link Calls.answer}. */
  request(node: Node, request: number, method: string, args: JsonText): void;
  /** Settles a call of the node: with the reply, or with `undefined`. */
  settle(node: Node, call: number, reply: JsonText | undefined): void;
  /** A message was caught by a hold. */
  held(): void | Promise<void>;
}

/** One call, from sending to settling. */
interface Call {
  readonly number: number;
  readonly from: Node;
  readonly incarnation: number;
  readonly to: Node;
  readonly method: string;
  readonly deadlineUs: number;
  deadline: Scheduled | undefined;
  settled: boolean;
}

/** A request that a handler is working on. */
interface Handling {
  readonly call: Call;
  readonly incarnation: number;
}

/** Remote procedure calls over the network: pairs requests with replies, and settles every call exactly once. */
export class Calls implements Receiver {
  readonly network: Network;
  /** Requests sent so far, and bytes of requests and replies. */
  rpcs = 0;
  bytes = 0;
  private readonly calls = new Map<number, Call>();
  private readonly handling = new Map<number, Handling>();
  private lastCall = 0;
  private lastRequest = 0;

  constructor(
    private readonly sim: Simulator,
    private readonly record: Record,
    private readonly nodes: Nodes,
    seed: number,
    profile: NetworkProfile,
    unreachableMaxUs: number,
    edits: Edits,
  ) {
    this.network = new Network(sim, record, this, seed, profile, unreachableMaxUs, edits);
  }

  /** Sends a call; its number is what {@link Nodes.settle} will say. */
  send(from: Node, incarnation: number, to: Node, method: string, args: JsonText): number {
    const number = ++this.lastCall;
    const deadlineUs = this.sim.nowUs + CALL_DEADLINE_MS * 1_000;
    const call: Call = { number, from, incarnation, to, method, deadlineUs, deadline: undefined, settled: false };
    call.deadline = this.sim.at(deadlineUs, () => this.expire(call));
    this.calls.set(number, call);
    this.rpcs++;
    this.bytes += Buffer.byteLength(args);
    this.record({ kind: "send", server: from, to, call: number, method, args });
    this.network.send("request", from, to, number, method, args);
    return number;
  }

  /** The handler's answer to a request. */
  answer(request: number, reply: JsonText): void {
    const handling = this.handling.get(request);
    if (handling === undefined) return;
    this.handling.delete(request);
    const { from, to, number, method } = handling.call;
    this.bytes += Buffer.byteLength(reply);
    this.record({ kind: "answer", server: to, to: from, call: number, reply });
    this.network.send("reply", to, from, number, method, reply);
  }

  /** Who sent the request, and which method it calls. */
  requestOf(request: number): { from: Node; method: string } | undefined {
    const call = this.handling.get(request)?.call;
    return call && { from: call.from, method: call.method };
  }

  /** The node is down: what it was working on will not be answered, and its callers learn of it as of a dead server. */
  forget(node: Node): void {
    for (const [request, { call }] of this.handling) {
      if (call.to !== node) continue;
      this.handling.delete(request);
      this.settleLater(call, this.network.unreachableUs(call.to, call.from));
    }
  }

  arrive(message: Message): void {
    if (message.part === "request") this.arriveRequest(message);
    else this.arriveReply(message);
  }

  lose(message: Message, why: LossReason): void {
    const { part, from, to, copy } = message;
    this.record({ kind: "lose", call: message.call, part, from, to, why });
    const call = this.calls.get(message.call);
    if (call === undefined || copy > 0) return;
    // What the dice lost is known at the drawn instant; what met a dead or cut-off server, only after a longer draw.
    this.settleLater(call, why === "lost" ? 0 : Math.max(0, message.unreachableAtUs - this.sim.nowUs));
  }

  held(): void | Promise<void> {
    return this.nodes.held();
  }

  private arriveRequest(message: Message): void {
    const incarnation = this.nodes.incarnation(message.to);
    if (incarnation === undefined) return this.lose(message, "down");
    const { from, to, method, text, copy } = message;
    // A duplicate may come after its call was settled and forgotten: the receiver can't know, and handles it.
    const call = this.calls.get(message.call) ?? {
      number: message.call,
      from,
      incarnation: -1,
      to,
      method,
      deadlineUs: 0,
      deadline: undefined,
      settled: true,
    };
    const request = ++this.lastRequest;
    this.handling.set(request, { call, incarnation });
    this.record({ kind: "deliver", server: to, from, call: call.number, copy });
    this.nodes.request(to, request, method, text);
  }

  private arriveReply(message: Message): void {
    const call = this.calls.get(message.call);
    if (call === undefined || call.settled) return this.lose(message, "late");
    if (this.nodes.incarnation(call.from) !== call.incarnation) return this.lose(message, "down");
    this.record({ kind: "return", server: call.from, from: call.to, call: call.number });
    this.settle(call, message.text);
  }

  private settleLater(call: Call, delayUs: number): void {
    this.sim.at(Math.min(this.sim.nowUs + delayUs, Math.max(call.deadlineUs, this.sim.nowUs)), () => this.expire(call));
  }

  /** Settles the call without a reply, unless it has been settled. */
  private expire(call: Call): void {
    if (call.settled) return;
    if (this.nodes.incarnation(call.from) === call.incarnation) {
      this.record({ kind: "noreply", server: call.from, to: call.to, call: call.number });
      this.settle(call, undefined);
    } else {
      this.close(call);
    }
  }

  private settle(call: Call, reply: JsonText | undefined): void {
    this.close(call);
    this.nodes.settle(call.from, call.number, reply);
  }

  private close(call: Call): void {
    call.settled = true;
    if (call.deadline !== undefined) this.sim.cancel(call.deadline);
    this.calls.delete(call.number);
  }
}
