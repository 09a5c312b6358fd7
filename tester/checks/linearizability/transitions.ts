import { scramble } from "./hash";
import type { Insight } from "./insight";
import type { Model } from "./model";
import type { Operation } from "./operation";

/** Instead of a state, where the object can't have answered so. */
export const WRONG = -1;

/** Bytes counted for a state beside its text. */
const STATE_BYTES = 64;

/**
 * A model's states as small numbers, and what each operation does in each, asked of the model once. State 0 is the
 * initial one.
 */
export class Transitions<Input, Output, State extends string | number> {
  /** About what the states take, bytes; the same on every machine. */
  bytes = 0;
  private readonly states: State[] = [];
  private readonly ids = new Map<State, number>();
  /** Open addressing. A key is state × 2 × operations + operation, and then once more by as many for what is in reach. */
  private keys = new Float64Array(256).fill(-1);
  private values = new Int32Array(256);
  private count = 0;

  constructor(
    private readonly model: Model<Input, Output, State>,
    private readonly insight: Insight<Input, Output, State> | undefined,
    private readonly operations: readonly Operation<Input, Output>[],
  ) {
    this.idOf(model.initial);
  }

  /** The state after an operation, or {@link WRONG}. */
  next(state: number, operation: number): number {
    const key = state * 2 * this.operations.length + operation;
    const slot = this.slotOf(key);
    if (this.keys[slot] === key) return this.values[slot];
    const { input, output } = this.operations[operation];
    const after = this.model.step(this.states[state], input, output);
    return this.keep(slot, key, after === undefined ? WRONG : after === this.states[state] ? state : this.idOf(after));
  }

  /** Whether an observer's answer can still come about, {@link Insight.reopens} apart. */
  canReach(state: number, operation: number): boolean {
    const key = (state * 2 + 1) * this.operations.length + operation;
    const slot = this.slotOf(key);
    if (this.keys[slot] === key) return this.values[slot] === 1;
    const { input, output } = this.operations[operation];
    return this.keep(slot, key, this.insight!.canReach(this.states[state], input, output!) ? 1 : 0) === 1;
  }

  private idOf(state: State): number {
    let id = this.ids.get(state);
    if (id === undefined) {
      id = this.states.push(state) - 1;
      this.ids.set(state, id);
      this.bytes += STATE_BYTES + (typeof state === "string" ? state.length : 0);
    }
    return id;
  }

  /** Where the key is, or a free slot for it. */
  private slotOf(key: number): number {
    const { keys } = this;
    const mask = keys.length - 1;
    let slot = scramble(key ^ (key / 0x1_0000_0000)) & mask;
    while (keys[slot] !== key && keys[slot] !== -1) slot = (slot + 1) & mask;
    return slot;
  }

  private keep(slot: number, key: number, value: number): number {
    this.keys[slot] = key;
    this.values[slot] = value;
    if (++this.count * 2 > this.keys.length) this.grow();
    return value;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Float64Array(keys.length * 2).fill(-1);
    this.values = new Int32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === -1) continue;
      const slot = this.slotOf(keys[i]);
      this.keys[slot] = keys[i];
      this.values[slot] = values[i];
    }
  }
}
