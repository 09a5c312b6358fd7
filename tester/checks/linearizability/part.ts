import type { Insight } from "./insight";
import type { Model } from "./model";
import type { Operation } from "./operation";
import { Transitions } from "./transitions";

/**
 * The operations of one part of a history, numbered for a search: those that returned first, in order of invocation,
 * then those that never did, likewise.
 */
export class Part<Input, Output, State extends string | number> {
  readonly operations: readonly Operation<Input, Output>[];
  /** Operations that returned. */
  readonly returned: number;
  readonly transitions: Transitions<Input, Output, State>;
  /** Invocations (i) and returns (i + number of operations) of those that returned, in order. */
  readonly events: Int32Array;
  /** For each that returned, how many of those that returned, and of those that didn't, were invoked before its return. */
  readonly invokedBefore: Int32Array;
  readonly openBefore: Int32Array;
  /** Those whose answers tell something of the state, in order of return. */
  readonly observers: readonly number[];
  private readonly mattersTo = new Map<number, number[]>();
  private readonly reopeners = new Map<number, number[]>();

  constructor(
    model: Model<Input, Output, State>,
    readonly insight: Insight<Input, Output, State> | undefined,
    operations: readonly Operation<Input, Output>[],
  ) {
    const inOrder = [...operations].sort((a, b) => a.invokedAt - b.invokedAt);
    const returned = inOrder.filter((each) => each.returnedAt !== undefined);
    const open = inOrder.filter((each) => each.returnedAt === undefined);
    const all = [...returned, ...open];
    this.operations = all;
    this.returned = returned.length;
    this.transitions = new Transitions(model, insight, all);
    this.events = new Int32Array(returned.length * 2);
    this.invokedBefore = new Int32Array(returned.length);
    this.openBefore = new Int32Array(returned.length);
    const byReturn = returned.map((_, i) => i).sort((a, b) => all[a].returnedAt! - all[b].returnedAt!);
    this.merge(byReturn, open);
    this.observers = insight === undefined ? [] : byReturn.filter((i) => insight.observes(all[i].input, all[i].output));
  }

  /** Whether some operation for which `done` is 0 may make the observer's answer reachable again, in time. */
  isReopened(observer: number, done: Int32Array): boolean {
    let reopeners = this.reopeners.get(observer);
    if (reopeners === undefined) {
      reopeners = this.reopenersOf(observer);
      this.reopeners.set(observer, reopeners);
    }
    return reopeners.some((i) => (done[i >> 5] & (1 << (i & 31))) === 0);
  }

  forgets(operation: number): boolean {
    return this.insight !== undefined && this.insight.forgets(this.operations[operation].input);
  }

  /** Whether the operation is right in any state, and matters to no answer of an operation for which `done` is 0. */
  isIdle(operation: number, done: Int32Array): boolean {
    if (!this.insight!.isAlwaysRight(this.operations[operation].input)) return false;
    let answers = this.mattersTo.get(operation);
    if (answers === undefined) {
      answers = this.answersThat(operation);
      this.mattersTo.set(operation, answers);
    }
    return answers.every((i) => (done[i >> 5] & (1 << (i & 31))) !== 0);
  }

  /** The latest first: those are left longest. */
  private answersThat(write: number): number[] {
    const { input } = this.operations[write];
    const others = [...this.operations.keys()].filter((i) => i !== write);
    const answers = others.filter((i) => {
      const other = this.operations[i];
      return this.insight!.mayMatter(input, other.input, other.output);
    });
    return answers.reverse();
  }

  private reopenersOf(observer: number): number[] {
    const { input, output, returnedAt } = this.operations[observer];
    return [...this.operations.keys()].filter((i) => {
      const write = this.operations[i];
      return write.invokedAt < returnedAt! && this.insight!.reopens(write.input, input, output!);
    });
  }

  private merge(byReturn: readonly number[], open: readonly Operation<Input, Output>[]): void {
    let calls = 0;
    let opened = 0;
    let at = 0;
    for (const i of byReturn) {
      const returnedAt = this.operations[i].returnedAt!;
      while (calls < this.returned && this.operations[calls].invokedAt < returnedAt) this.events[at++] = calls++;
      while (opened < open.length && open[opened].invokedAt < returnedAt) opened++;
      this.events[at++] = this.operations.length + i;
      this.invokedBefore[i] = calls;
      this.openBefore[i] = opened;
    }
  }
}
