import { hashOf } from "../sim/random";
import type { Simulator } from "../sim/simulator";
import type { JsonText, LossReason, Node, Part } from "../trace/event";
import type { Record } from "../trace/trace";
import type { Edits } from "../trace/edits";
import { fateOf, type Fate } from "./fate";
import { Links } from "./links";
import { matches, type Message, type Selector } from "./message";
import { Priorities } from "./priorities";
import { reliable, type NetworkProfile } from "./profile";

/** What the network tells its owner. */
export interface Receiver {
  /** A message has arrived over an open link. */
  arrive(message: Message): void;
  /** A message will never arrive. */
  lose(message: Message, why: LossReason): void;
  /** A message was caught by a hold: who waits for that may go on. */
  held(): void | Promise<void>;
}

/** Messages caught on their way until they are released. */
export interface Hold {
  readonly selector: Selector;
  readonly caught: Message[];
}

/** Messages seen at sending, kept to be delivered again. */
export interface Capture {
  readonly selector: Selector;
  readonly seen: Message[];
}

/** How late a message is that an edit holds up, or its second copy: several heartbeats, and often an election. */
const EDITED_DELAY_US = 400_000;

/** Pause between two messages of a burst, µs: they arrive in order, and none takes no time at all. */
const BURST_GAP_US = 1;

/**
 * Carries messages between nodes. Each has a fate drawn from (seed, link, number on that link); links are judged at the
 * instant of delivery, requests and replies apart (INTERFACE.md, «RPC»).
 */
export class Network {
  readonly links = new Links();
  private readonly sent = new Map<string, number>();
  private news = 0;
  private readonly priorities: Priorities | undefined;
  private readonly copies = new Map<number, number>();
  private holds: Hold[] = [];
  private captures: Capture[] = [];

  constructor(
    private readonly sim: Simulator,
    private readonly record: Record,
    private readonly receiver: Receiver,
    private readonly seed: number,
    public profile: NetworkProfile,
    /** Longest time after which the caller of an unreachable server learns of it, µs. */
    private readonly unreachableMaxUs: number,
    private readonly edits: Edits,
  ) {
    this.priorities = edits.priorities && new Priorities(edits.priorities);
  }

  /** Sends a message; whatever becomes of it, the receiver hears. */
  send(part: Part, from: Node, to: Node, call: number, method: string, text: JsonText): void {
    const fate = this.draw(from, to);
    const sentAtUs = this.sim.nowUs;
    const unreachableAtUs = sentAtUs + fate.unreachableUs;
    const message: Message = { part, from, to, call, method, text, copy: 0, sentAtUs, unreachableAtUs };
    for (const capture of this.captures) if (matches(capture.selector, message)) capture.seen.push(message);
    this.sim.after(fate.delayUs, () => (fate.lost ? this.receiver.lose(message, "lost") : this.deliver(message)));
    if (fate.copyDelayUs !== undefined && part === "request") {
      this.sim.after(fate.copyDelayUs, () => this.deliver(this.copyOf(message)));
    }
  }

  /** Delivers a request once more, as a network may that duplicates and delays. */
  repeat(request: Message): void {
    this.sim.after(this.profile.minUs, () => this.deliver(this.copyOf(request)));
  }

  /** From now on, messages that match are caught at the instant at which they would arrive. */
  hold(selector: Selector): Hold {
    const hold = { selector, caught: [] };
    this.holds.push(hold);
    return hold;
  }

  /** Whether anything is held back at present. */
  get isHolding(): boolean {
    return this.holds.length > 0;
  }

  /** Ends a hold; what it caught arrives in a burst, in `order` (that of arrival unless another is given). */
  release(hold: Hold, order: (caught: Message[]) => Message[] = (caught) => caught): void {
    this.holds = this.holds.filter((other) => other !== hold);
    let delayUs = this.profile.minUs;
    for (const message of order(hold.caught)) {
      this.sim.after(delayUs, () => this.deliver(message));
      delayUs += BURST_GAP_US;
    }
    hold.caught.length = 0;
  }

  /** From now on, messages that match are remembered when they are sent. */
  capture(selector: Selector): Capture {
    const capture = { selector, seen: [] };
    this.captures.push(capture);
    return capture;
  }

  /** Ends a capture; what it has seen stays with it. */
  endCapture(capture: Capture): void {
    this.captures = this.captures.filter((other) => other !== capture);
  }

  /** How long the caller of a server that went down in the middle of a call takes to learn of it: a fresh draw, µs. */
  unreachableUs(from: Node, to: Node): number {
    // Numbered apart: a message keeps its number on its link, whoever crashes.
    const number = this.news++;
    return (hashOf(this.seed, "unreachable", from, to, number) >>> 0) % (this.unreachableMaxUs + 1);
  }

  private draw(from: Node, to: Node): Fate {
    const link = `${from}>${to}`;
    const number = this.sent.get(link) ?? 0;
    this.sent.set(link, number + 1);
    const edit = from === to ? "pardoned" : this.edits.messageEdit(from, to, number);
    const profile = edit === undefined ? this.profile : reliable;
    const fate = fateOf(profile, this.unreachableMaxUs, this.seed, from, to, number);
    if (fate.lost || fate.delayUs > reliable.maxUs || fate.copyDelayUs !== undefined)
      this.edits.suffered(from, to, number);
    if (this.priorities !== undefined && from !== to) return { ...fate, delayUs: this.priorities.delayUs(from, to) };
    if (edit === "lost") return { ...fate, lost: true };
    if (edit === "heldUp") return { ...fate, delayUs: fate.delayUs + EDITED_DELAY_US };
    return edit === "doubled" ? { ...fate, copyDelayUs: fate.delayUs + EDITED_DELAY_US } : fate;
  }

  private copyOf(message: Message): Message {
    const copy = (this.copies.get(message.call) ?? 0) + 1;
    this.copies.set(message.call, copy);
    return { ...message, copy };
  }

  private deliver(message: Message): void | Promise<void> {
    const { holds } = this;
    // The loopback is no part of the network: nothing is lost, cut or held on it.
    const hold = message.from === message.to ? undefined : holds.find(({ selector }) => matches(selector, message));
    if (hold !== undefined) {
      hold.caught.push(message);
      const { call, part, from, to } = message;
      this.record({ kind: "held", call, part, from, to });
      return this.receiver.held();
    }
    if (this.links.isOpen(message.from, message.to)) this.receiver.arrive(message);
    else this.receiver.lose(message, "cut");
  }
}
