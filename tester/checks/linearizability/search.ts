import { scramble } from "./hash";
import type { Part } from "./part";
import { WRONG } from "./transitions";
import { Visited } from "./visited";

/** What a search may spend, the same on every machine. */
export interface Budget {
  /** Operations tried, each in a state. */
  steps: number;
  /** For what it remembers: pairs that it has been at, and states. */
  memoryBytes: number;
}

/** `none`: no order explains the operations. */
export type Found = "order" | "none" | "out of steps" | "out of memory";

/** How many observers, the first to return, are looked at for a dead end. */
const LOOK_AHEAD = 16;

/**
 * A depth-first search for an order that explains the operations of a part, after Wing & Gong (1993) with the memory of
 * Lowe (2017): at each point any operation may come next that was invoked before the first return among those left.
 *
 * Four things keep it short. An observer whose answer is right comes next at once, and nothing else is tried there: in
 * any order of the rest it can be put first, and as it changes nothing wherever it stands, the rest stays right. (A write
 * of what is there already is no observer: elsewhere it changes the state, and the order may need it there.) Operations
 * that never returned are tried last, and not where they change nothing: the rest is right without them. Where an
 * observer's answer can't come about any more, the search turns back at once. And what matters to nobody any more is done
 * with before an operation that forgets it. The first and the last two rest on the model's insight.
 */
export class Search {
  /** Operations tried so far. */
  steps = 0;
  /** Of `order`, what is set. */
  private length = 0;
  private readonly order: Int32Array;
  private longest = new Int32Array(0);

  private readonly count: number;
  /** Doubly linked: invocations and returns of what is left, in order, around the head at 2 × count. */
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  /** Doubly linked: the observers that are left, in order of return, around the head at count. */
  private readonly nextObserver: Int32Array;
  private readonly previousObserver: Int32Array;
  private readonly isObserver: Uint8Array;
  /** Bit set of what is done; what isn't searched counts as done. */
  private readonly done: Int32Array;
  private setHash = 0;
  /** Operations that returned and aren't done. */
  private left = 0;
  /** The one of them that returns first. */
  private barrier = -1;
  /** What may come next at each depth, one depth after the other, and the state after it. */
  private candidates = new Int32Array(256);
  private after = new Int32Array(256);
  private top = 0;
  private readonly visited = new Visited();

  /** Searches all operations of the part, or those for which `isIn` is 1. */
  constructor(
    private readonly part: Part<unknown, unknown, string | number>,
    isIn?: Uint8Array,
  ) {
    const count = part.operations.length;
    this.count = count;
    this.order = new Int32Array(count);
    this.next = new Int32Array(2 * count + 1);
    this.previous = new Int32Array(2 * count + 1);
    this.nextObserver = new Int32Array(count + 1);
    this.previousObserver = new Int32Array(count + 1);
    this.isObserver = new Uint8Array(count);
    this.done = new Int32Array((count + 31) >> 5);
    this.linkAll(isIn);
  }

  run(budget: Budget): Found {
    const cursor = new Int32Array(this.count + 1);
    const end = new Int32Array(this.count + 1);
    const lengthAt = new Int32Array(this.count + 1);
    const { transitions } = this.part;
    let depth = 0;
    this.settle(0);
    if (this.left === 0) return "order";
    end[0] = this.top;
    lengthAt[0] = this.length;
    for (;;) {
      if (cursor[depth] === end[depth]) {
        this.noteLongest();
        if (--depth < 0) return "none";
        this.undoTo(lengthAt[depth]);
        continue;
      }
      if (this.steps > budget.steps) return "out of steps";
      if (this.visited.bytes + transitions.bytes > budget.memoryBytes) return "out of memory";
      const tried = cursor[depth]++;
      const state = this.after[tried];
      this.sweep(depth === 0 ? 0 : end[depth - 1], end[depth], tried);
      this.take(this.candidates[tried]);
      this.top = end[depth];
      this.settle(state);
      if (this.left === 0) return "order";
      if (this.isDeadEnd(state) || !this.isNew(state)) {
        this.noteLongest();
        this.undoTo(lengthAt[depth]);
        continue;
      }
      depth++;
      cursor[depth] = end[depth - 1];
      end[depth] = this.top;
      lengthAt[depth] = this.length;
    }
  }

  /** The order found; after a search for nothing, the longest that was right as far as it went. */
  found(): number[] {
    return Array.from(this.left === 0 ? this.order.subarray(0, this.length) : this.longest);
  }

  private linkAll(isIn: Uint8Array | undefined): void {
    const { part, count } = this;
    let last = 2 * count;
    for (const event of part.events) {
      if (isIn !== undefined && isIn[event % count] === 0) continue;
      this.next[last] = event;
      this.previous[event] = last;
      last = event;
      if (event < count) this.left++;
    }
    this.next[last] = 2 * count;
    this.previous[2 * count] = last;
    let lastObserver = count;
    for (const observer of part.observers) {
      if (isIn !== undefined && isIn[observer] === 0) continue;
      this.isObserver[observer] = 1;
      this.nextObserver[lastObserver] = observer;
      this.previousObserver[observer] = lastObserver;
      lastObserver = observer;
    }
    this.nextObserver[lastObserver] = count;
    this.previousObserver[count] = lastObserver;
    if (isIn === undefined) return;
    for (let i = 0; i < count; i++) if (isIn[i] === 0) this.done[i >> 5] |= 1 << (i & 31);
  }

  /**
   * Before an operation that forgets, takes what else may come next and matters to no answer left. In any order that goes
   * on from here without, such an operation may be taken out and put here, before the state is forgotten.
   */
  private sweep(from: number, to: number, tried: number): void {
    const { part, candidates } = this;
    if (!part.forgets(candidates[tried])) return;
    for (let i = from; i < to; i++) {
      if (i === tried || !part.isIdle(candidates[i], this.done)) continue;
      this.take(candidates[i]);
    }
  }

  /** Takes at once the observers that may come next; then gathers what else may come next. */
  private settle(state: number): void {
    const { count, next } = this;
    const { transitions, openBefore, returned } = this.part;
    let event = next[2 * count];
    while (event < count) {
      this.steps++;
      const after = transitions.next(state, event);
      if (after === state && this.isObserver[event] === 1) {
        // Its links are kept when it is taken, and its return is unlinked first: this goes on after it.
        this.take(event);
      } else if (after !== WRONG) this.gather(event, after);
      event = next[event];
    }
    if (this.left === 0) return;
    this.barrier = event - count;
    const end = returned + openBefore[this.barrier];
    for (let open = returned; open < end; open++) {
      if ((this.done[open >> 5] & (1 << (open & 31))) !== 0) continue;
      this.steps++;
      const after = transitions.next(state, open);
      if (after !== state && after !== WRONG) this.gather(open, after);
    }
  }

  private gather(operation: number, after: number): void {
    if (this.top === this.candidates.length) {
      this.candidates = twice(this.candidates);
      this.after = twice(this.after);
    }
    this.candidates[this.top] = operation;
    this.after[this.top++] = after;
  }

  private isDeadEnd(state: number): boolean {
    const { part, nextObserver, count } = this;
    let observer = nextObserver[count];
    for (let i = 0; i < LOOK_AHEAD && observer !== count; i++) {
      if (!part.transitions.canReach(state, observer) && !part.isReopened(observer, this.done)) return true;
      observer = nextObserver[observer];
    }
    return false;
  }

  /** The words in between tell the set: before the first invocation left all is done, after the barrier nothing. */
  private isNew(state: number): boolean {
    const { returned, invokedBefore } = this.part;
    const from = this.next[2 * this.count] >> 5;
    const to = (invokedBefore[this.barrier] - 1) >> 5;
    const tail = returned === this.count ? this.done.length : returned >> 5;
    return this.visited.add(this.done, this.setHash, state, from, to, tail);
  }

  private take(operation: number): void {
    if (operation < this.part.returned) {
      this.unlink(operation + this.count);
      this.unlink(operation);
      this.left--;
      if (this.isObserver[operation] === 1) {
        const { nextObserver, previousObserver } = this;
        nextObserver[previousObserver[operation]] = nextObserver[operation];
        previousObserver[nextObserver[operation]] = previousObserver[operation];
      }
    }
    this.done[operation >> 5] ^= 1 << (operation & 31);
    this.setHash ^= scramble(operation + 1);
    this.order[this.length++] = operation;
  }

  private undoTo(length: number): void {
    while (this.length > length) {
      const operation = this.order[--this.length];
      this.setHash ^= scramble(operation + 1);
      this.done[operation >> 5] ^= 1 << (operation & 31);
      if (operation >= this.part.returned) continue;
      if (this.isObserver[operation] === 1) {
        this.nextObserver[this.previousObserver[operation]] = operation;
        this.previousObserver[this.nextObserver[operation]] = operation;
      }
      this.left++;
      this.relink(operation);
      this.relink(operation + this.count);
    }
  }

  private unlink(event: number): void {
    const { next, previous } = this;
    next[previous[event]] = next[event];
    previous[next[event]] = previous[event];
  }

  private relink(event: number): void {
    const { next, previous } = this;
    next[previous[event]] = event;
    previous[next[event]] = event;
  }

  private noteLongest(): void {
    if (this.length > this.longest.length) this.longest = this.order.slice(0, this.length);
  }
}

function twice(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
