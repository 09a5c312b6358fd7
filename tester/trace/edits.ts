import type { Node } from "./event";

/** The form of edits, for people. */
export const EDITS_FORM =
  "parts joined by commas: f3 leaves out the third fault; of message 17 from S0 to S1, m0-1.17 pardons it, l0-1.17 " +
  "loses it, h0-1.17 holds it up and d0-1.17 delivers it twice; x0.12 crashes S0 before the twelfth thing that it " +
  "sends, saves, answers or applies, e0.5 lets the fifth timer that it sets expire at once; p7.3.60 delivers by the " +
  "priorities of draw 7, three deep in 60 messages";

/** A message's fate may be edited in these ways; the letters of {@link EDITS_FORM}. */
const MESSAGE_EDITS = { m: "pardoned", l: "lost", h: "heldUp", d: "doubled" } as const;
type MessageEdit = (typeof MESSAGE_EDITS)[keyof typeof MESSAGE_EDITS];

/** A random schedule by priorities: which one, how many links fall back in it, and among how many messages. */
export interface PriorityEdit {
  draw: number;
  depth: number;
  within: number;
}

/**
 * Changes of a run's schedule: what a shrunk run does without, and what a searched one does otherwise. A fault is named
 * by its number in the run, a message by its link and its number on that link, a crash and a timer by their number at
 * their server; all the rest of the schedule stays as it was (DESIGN.md, «Randomness»).
 */
export class Edits {
  private readonly omitted = new Set<number>();
  private readonly messages = new Map<string, MessageEdit>();
  /** How often, by place: a crash that has come is taken out. */
  private readonly crashes = new Map<string, number>();
  private readonly early = new Set<string>();
  /** Delivery by priorities, in place of the network's own delays. */
  priorities: PriorityEdit | undefined;

  /** @throws Error when `text` is not of the form {@link EDITS_FORM}; `""` changes nothing */
  constructor(text: string) {
    for (const part of text === "" ? [] : text.split(",")) this.add(part);
  }

  private add(part: string): void {
    const letter = part[0];
    const name = part.slice(1);
    if (/^f\d+$/.test(part)) this.omitted.add(Number(name));
    else if (/^x\d+\.\d+$/.test(part)) this.crashes.set(name, (this.crashes.get(name) ?? 0) + 1);
    else if (/^e\d+\.\d+$/.test(part)) this.early.add(name);
    else if (/^p\d+\.[1-9]\d*\.[1-9]\d*$/.test(part)) {
      const [draw, depth, within] = name.split(".").map(Number);
      this.priorities = { draw, depth, within };
    } else if (/^[mlhd]\d+-\d+\.\d+$/.test(part)) {
      this.messages.set(name, MESSAGE_EDITS[letter as keyof typeof MESSAGE_EDITS]);
    } else throw new Error(`"${part}" is no edit; edits are ${EDITS_FORM}`);
  }

  /** Whether the fault of that number, from 1, is left out. */
  omits(fault: number): boolean {
    return this.omitted.has(fault);
  }

  /**
   * What is edited of a message, numbered from 0 on its link. A pardoned one meets with nothing: it isn't lost, doubled
   * or late.
   */
  messageEdit(from: Node, to: Node, number: number): MessageEdit | undefined {
    return this.messages.size === 0 ? undefined : this.messages.get(`${from}-${to}.${number}`);
  }

  get hasCrashes(): boolean {
    return this.crashes.size > 0;
  }

  /**
   * Whether a server crashes before the effect of that number, from 1: of what it sends, saves, answers or applies. The
   * effect doesn't happen, so its number is free again: said twice, the server crashes twice before it.
   */
  takeCrash(server: Node, effect: number): boolean {
    const place = `${server}.${effect}`;
    const times = this.crashes.get(place) ?? 0;
    if (times > 0) this.crashes.set(place, times - 1);
    return times > 0;
  }

  /** Whether the timer of that number, from 1 among those that a server has set in the run, expires at once. */
  isEarly(server: Node, timer: number): boolean {
    return this.early.size > 0 && this.early.has(`${server}.${timer}`);
  }
}
