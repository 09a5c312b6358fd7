import { imul, scramble } from "./hash";

/** Words before those of an entry's set: state, first and last word. */
const HEAD_WORDS = 3;
/** Bytes an entry takes beside its words: its hash, its place, and its share of a table at most half full. */
const ENTRY_BYTES = 16;

/**
 * The (done-set, state) pairs that a search has been at. Compared word by word, never by hash alone: a pair taken for
 * another would make a wrong verdict.
 */
export class Visited {
  /** What is remembered, bytes; the same on every machine. */
  bytes = 0;
  private count = 0;
  /** Entry + 1 by hash; 0 for free. Open addressing. */
  private slots = new Int32Array(256);
  private hashes = new Int32Array(128);
  /** Where each entry begins in `words`. */
  private begins = new Int32Array(128);
  private words = new Int32Array(1024);
  private end = 0;

  /**
   * Remembers the pair. `done` is a bit set of which only the words `from` to `to` and those from `tail` on tell it
   * from others with the same `from` and `to`.
   * @returns false where it was there already
   */
  add(done: Int32Array, setHash: number, state: number, from: number, to: number, tail: number): boolean {
    const hash = scramble(setHash ^ imul(state, 0x9e3779b1));
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let entry = this.slots[slot]; entry !== 0; entry = this.slots[slot]) {
      if (this.hashes[entry - 1] === hash && this.isAt(this.begins[entry - 1], done, state, from, to, tail))
        return false;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = this.count + 1;
    this.append(hash, done, state, from, to, tail);
    return true;
  }

  private isAt(begin: number, done: Int32Array, state: number, from: number, to: number, tail: number): boolean {
    const { words } = this;
    if (words[begin] !== state || words[begin + 1] !== from || words[begin + 2] !== to) return false;
    let at = begin + HEAD_WORDS;
    for (let i = from; i <= to; i++) if (words[at++] !== done[i]) return false;
    for (let i = tail; i < done.length; i++) if (words[at++] !== done[i]) return false;
    return true;
  }

  private append(hash: number, done: Int32Array, state: number, from: number, to: number, tail: number): void {
    const size = HEAD_WORDS + (to - from + 1) + Math.max(0, done.length - tail);
    while (this.end + size > this.words.length) this.words = larger(this.words);
    if (this.count === this.hashes.length) {
      this.hashes = larger(this.hashes);
      this.begins = larger(this.begins);
    }
    this.hashes[this.count] = hash;
    this.begins[this.count] = this.end;
    const { words } = this;
    let at = this.end;
    words[at++] = state;
    words[at++] = from;
    words[at++] = to;
    for (let i = from; i <= to; i++) words[at++] = done[i];
    for (let i = tail; i < done.length; i++) words[at++] = done[i];
    this.end = at;
    this.bytes += size * 4 + ENTRY_BYTES;
    if (++this.count * 2 > this.slots.length) this.rehash();
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let entry = 0; entry < this.count; entry++) {
      let slot = this.hashes[entry] & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = entry + 1;
    }
  }
}

function larger(array: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(array.length * 2);
  twice.set(array);
  return twice;
}
