import type { Node } from "./event";
import { Ranges } from "./ranges";

/** The form of edits, for people. */
export const EDITS_FORM =
  "parts joined by commas: f3 leaves out the third fault, c3 the third command, w3 the third wait, and f3-9 the third " +
  "to the ninth; w3.120 ends the third wait after 120 ms; s3 runs it with three servers, k2 without node 2, which never " +
  "boots (clerks are numbered after the servers); of message 17 from S0 to S1, m0-1.17 pardons it, l0-1.17 loses it, " +
  "h0-1.17 holds it up and d0-1.17 delivers it twice; m0-1.3-17 pardons several and m all of the run; x0.12 crashes " +
  "S0 before the twelfth thing that it sends, saves, answers or applies, e0.5 lets the fifth timer that it sets expire " +
  "at once; p7.3.60 delivers by the priorities of draw 7, three deep in 60 messages";

/** A message's fate may be edited in these ways; the letters of {@link EDITS_FORM}. */
const MESSAGE_EDITS = { m: "pardoned", l: "lost", h: "heldUp", d: "doubled" } as const;
type MessageEdit = (typeof MESSAGE_EDITS)[keyof typeof MESSAGE_EDITS];

/** What of a scenario's story may be left out; the letters of {@link EDITS_FORM}. */
const STORY_EDITS = { f: "fault", c: "command", w: "wait" } as const;
export type StoryPart = (typeof STORY_EDITS)[keyof typeof STORY_EDITS];
const LETTER_OF = { fault: "f", command: "c", wait: "w" } as const;

/** A wait of at least this length is worth halving, ms. */
const HALVABLE_MS = 20;

/** A random schedule by priorities: which one, how many links fall back in it, and among how many messages. */
export interface PriorityEdit {
  draw: number;
  depth: number;
  within: number;
}

/**
 * Changes of a run's schedule: what a shrunk run does without, and what a searched one does otherwise. A fault, a command
 * and a wait are named by their number in the run, a message by its link and its number on that link, a crash and a
 * timer by their number at their server; all the rest of the schedule stays as it was (DESIGN.md, «Randomness»).
 */
export class Edits {
  private readonly left = { fault: new Ranges(), command: new Ranges(), wait: new Ranges() };
  private readonly counts = { fault: 0, command: 0, wait: 0 };
  /** Waits that end early: after how long, ms. */
  private readonly short = new Map<number, number>();
  private readonly taken = new Set<StoryPart>();
  private readonly messages = new Map<string, MessageEdit>();
  private readonly pardons = new Map<string, Ranges>();
  /** How often, by place: a crash that has come is taken out. */
  private readonly crashes = new Map<string, number>();
  private readonly early = new Set<string>();
  private pardonsAll = false;
  /** Delivery by priorities, in place of the network's own delays. */
  priorities: PriorityEdit | undefined;
  /** The cluster's size, in place of the scenario's. */
  servers: number | undefined;
  private readonly absent = new Ranges();
  /** What the run has come to so far and could do without, as edits, in order. */
  readonly dispensable: string[] = [];
  /** The waits that it has come to so far and could do with half of, as edits, in order. */
  readonly halvable: string[] = [];

  /** @throws Error when `text` is not of the form {@link EDITS_FORM}; `""` changes nothing */
  constructor(text: string) {
    for (const part of text === "" ? [] : text.split(",")) this.add(part);
  }

  private add(part: string): void {
    const letter = part[0];
    const name = part.slice(1);
    if (/^[fcw]\d+(-\d+)?$/.test(part)) this.left[STORY_EDITS[letter as keyof typeof STORY_EDITS]].add(name);
    else if (/^s[1-7]$/.test(part)) this.servers = Number(name);
    else if (/^k\d+(-\d+)?$/.test(part)) this.absent.add(name);
    else if (/^w\d+\.\d+$/.test(part)) this.short.set(...(name.split(".").map(Number) as [number, number]));
    else if (part === "m") this.pardonsAll = true;
    else if (/^m\d+-\d+\.\d+-\d+$/.test(part)) this.pardonSeveral(...(name.split(".") as [string, string]));
    else if (/^x\d+\.\d+$/.test(part)) this.crashes.set(name, (this.crashes.get(name) ?? 0) + 1);
    else if (/^e\d+\.\d+$/.test(part)) this.early.add(name);
    else if (/^p\d+\.[1-9]\d*\.[1-9]\d*$/.test(part)) {
      const [draw, depth, within] = name.split(".").map(Number);
      this.priorities = { draw, depth, within };
    } else if (/^[mlhd]\d+-\d+\.\d+$/.test(part)) {
      this.messages.set(name, MESSAGE_EDITS[letter as keyof typeof MESSAGE_EDITS]);
    } else throw new Error(`"${part}" is no edit; edits are ${EDITS_FORM}`);
  }

  private pardonSeveral(link: string, numbers: string): void {
    const ranges = this.pardons.get(link) ?? new Ranges();
    ranges.add(numbers);
    this.pardons.set(link, ranges);
  }

  /** The number of the next fault, command or wait of the run, from 1; `undefined` where it, or who does it, is left out. */
  next(part: StoryPart, by?: Node): number | undefined {
    const number = ++this.counts[part];
    if (this.left[part].has(number) || (by !== undefined && this.isAbsent(by))) {
      this.taken.add(part);
      return undefined;
    }
    this.dispensable.push(`${LETTER_OF[part]}${number}`);
    return number;
  }

  /** How much of the next wait of the run is left, of `ms`. */
  nextWaitMs(ms: number): number {
    const number = this.next("wait");
    if (number === undefined) return 0;
    const left = Math.min(ms, this.short.get(number) ?? ms);
    if (left < ms) this.taken.add("wait");
    if (left >= HALVABLE_MS) this.halvable.push(`w${number}.${Math.floor(left / 2)}`);
    return left;
  }

  /** Whether something of that kind has been left out so far, or cut short. */
  hasTaken(...parts: readonly StoryPart[]): boolean {
    return parts.some((part) => this.taken.has(part));
  }

  /** Whether a node never boots. */
  isAbsent(node: Node): boolean {
    return this.absent.has(node);
  }

  /** A clerk is made; whether it boots. */
  bootsClerk(clerk: Node): boolean {
    if (this.isAbsent(clerk)) return false;
    this.dispensable.push(`k${clerk}`);
    return true;
  }

  /** Whether the cluster, or who asks it, isn't what the scenario was written for. */
  get changesNodes(): boolean {
    return this.servers !== undefined || !this.absent.isEmpty;
  }

  /** Whether the story is told otherwise than it was written: its own sense can't be relied on then. */
  get bendsStory(): boolean {
    return this.changesNodes || this.short.size > 0 || Object.values(this.left).some((ranges) => !ranges.isEmpty);
  }

  /** A message met with something: it is lost, late or doubled, and could be pardoned. */
  suffered(from: Node, to: Node, number: number): void {
    this.dispensable.push(`m${from}-${to}.${number}`);
  }

  /**
   * What is edited of a message, numbered from 0 on its link. A pardoned one meets with nothing: it isn't lost, doubled
   * or late.
   */
  messageEdit(from: Node, to: Node, number: number): MessageEdit | undefined {
    const link = `${from}-${to}`;
    const own = this.messages.size === 0 ? undefined : this.messages.get(`${link}.${number}`);
    const isPardoned = this.pardonsAll || (this.pardons.size > 0 && this.pardons.get(link)?.has(number) === true);
    return own ?? (isPardoned ? "pardoned" : undefined);
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
