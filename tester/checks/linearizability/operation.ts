/** One operation of a history, from its invocation to its return. */
export interface Operation<Input, Output> {
  /** Who asked: `C0`, or a process as its file names it. */
  client: string;
  input: Input;
  /** What it answered; `undefined` where it never returned, or nobody knows whether it took effect. */
  output: Output | undefined;
  /** Number of the event at which it was invoked; unique in its history, and the only clock of a history. */
  invokedAt: number;
  /** Number of the event at which it returned; `undefined` where it never did. */
  returnedAt: number | undefined;
}
