import { imul } from "./hash";
import type { Insight } from "./insight";
import { keyValue, keyValueInsight, tellKeyValue, type KeyValueInput, type KeyValueOutput } from "./key-value";
import type { Model } from "./model";

/** The values of all keys, each by its number in {@link WholeStore.values}. */
type Row = Int32Array;

/**
 * The key/value store as one object that isn't judged by key: its state is the whole map. Slower by far, and for
 * measuring only. A map is known by a number, the same for equal maps; numbers count for one instance.
 */
export class WholeStore implements Model<KeyValueInput, KeyValueOutput, number> {
  readonly name = "key/value store, unpartitioned";
  readonly initial = 0;
  readonly tell = tellKeyValue;
  private readonly keys: ReadonlyMap<string, number>;
  private readonly values: string[] = [""];
  private readonly valueIds = new Map<string, number>([["", 0]]);
  private readonly rows: Row[];
  /** Numbers of the maps with the same hash. */
  private readonly ids = new Map<number, number[]>();
  private readonly hashes: number[] = [0];

  /** For histories on `keys` alone. */
  constructor(keys: Iterable<string>) {
    this.keys = new Map([...new Set(keys)].map((key, i) => [key, i]));
    this.rows = [new Int32Array(this.keys.size)];
    this.ids.set(0, [0]);
  }

  partOf(): string {
    return "";
  }

  step(state: number, input: KeyValueInput, output: KeyValueOutput | undefined): number | undefined {
    const key = this.keys.get(input.key)!;
    const id = this.rows[state][key];
    const before = this.values[id];
    const after = keyValue.step(before, input, output);
    if (after === undefined) return undefined;
    return after === before ? state : this.with(state, key, after);
  }

  /** What this map holds under a key. */
  valueOf(state: number, key: string): string {
    return this.values[this.rows[state][this.keys.get(key)!]];
  }

  private with(state: number, key: number, value: string): number {
    const valueId = this.idOf(value);
    const hash = this.hashes[state] ^ hashOf(key, this.rows[state][key]) ^ hashOf(key, valueId);
    const row = this.rows[state].slice();
    row[key] = valueId;
    const alike = this.ids.get(hash) ?? [];
    const known = alike.find((id) => this.rows[id].every((each, i) => each === row[i]));
    if (known !== undefined) return known;
    const id = this.rows.push(row) - 1;
    this.hashes.push(hash);
    this.ids.set(hash, [...alike, id]);
    return id;
  }

  private idOf(value: string): number {
    let id = this.valueIds.get(value);
    if (id === undefined) {
      id = this.values.push(value) - 1;
      this.valueIds.set(value, id);
    }
    return id;
  }
}

/** 0 for a key that was never written, so that the empty map's hash is 0. */
function hashOf(key: number, valueId: number): number {
  if (valueId === 0) return 0;
  let h = imul(key + 1, 0x9e3779b1) ^ imul(valueId, 0x85ebca6b);
  h = imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/** {@link keyValueInsight}, for the value under the operation's key. */
export function wholeStoreInsight(store: WholeStore): Insight<KeyValueInput, KeyValueOutput, number> {
  const isSame = (a: KeyValueInput, b: KeyValueInput) => a.key === b.key;
  return {
    observes: keyValueInsight.observes,
    canReach: (state, get, output) => keyValueInsight.canReach(store.valueOf(state, get.key), get, output),
    reopens: (write, get, output) => isSame(write, get) && keyValueInsight.reopens(write, get, output),
    isAlwaysRight: keyValueInsight.isAlwaysRight,
    // A put forgets what its own key held, and no more.
    forgets: () => false,
    mayMatter: (write, get, output) => isSame(write, get) && keyValueInsight.mayMatter(write, get, output),
  };
}
