import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** What a stream is forked by: a name or a number, as in `stream(seed, "fate", from, to, number)`. */
export type Label = string | number;

/** One million: rates are integers in parts per million, so that no draw needs a fraction. */
export const ALL_PPM = 1_000_000;

/** MurmurHash3's finalizer (public domain, A. Appleby): every input bit moves every output bit. */
function scramble(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function absorb(hash: number, word: number): number {
  return (Math.imul(scramble(hash ^ word), 5) + 0xe6546b64) | 0;
}

/** A 32-bit integer that depends on every label, on every machine the same. Numbers count as 64-bit integers. */
export function hashOf(...labels: readonly Label[]): number {
  let hash = 0x9747b28c | 0;
  for (const label of labels) {
    if (typeof label === "number") {
      hash = absorb(absorb(hash, label | 0), Math.floor(label / 0x1_0000_0000) | 0);
    } else {
      for (let i = 0; i < label.length; i++) hash = absorb(hash, label.charCodeAt(i));
      hash = absorb(hash, label.length);
    }
  }
  return scramble(hash);
}

/**
 * A seeded, integer-only source of choices. Two streams forked by different labels are independent, so a draw more in
 * one place never moves a draw in another: that is what makes edits and shrinking work (DESIGN.md, «Randomness»).
 */
export class Stream {
  private readonly rng: ReturnType<typeof xoroshiro128plusFromState>;

  constructor(...labels: readonly Label[]) {
    const hash = hashOf(...labels);
    this.rng = xoroshiro128plusFromState([hash, scramble(hash + 1), scramble(hash + 2), scramble(hash + 3) | 1]);
  }

  /**
   * An integer in [low, high], both included. Each draw moves the stream by one step, whatever its range: an even draw
   * refuses some words and takes the next, and done on the stream itself that would move all later draws.
   */
  int(low: number, high: number): number {
    const drawn = uniformInt(this.rng.clone(), low, high);
    this.rng.next();
    return drawn;
  }

  /** True with a chance of `ppm` in a million. */
  chance(ppm: number): boolean {
    return this.int(0, ALL_PPM - 1) < ppm;
  }

  /** One of `items`, which must not be empty. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error("a stream can't pick from nothing");
    return items[this.int(0, items.length - 1)];
  }

  /** `items` in a drawn order; the argument stays as it is. */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.int(0, last);
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  }

  /** `count` of `items`, all different, in a drawn order. */
  sample<T>(items: readonly T[], count: number): T[] {
    return this.shuffle(items).slice(0, count);
  }
}
