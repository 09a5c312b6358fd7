/**
 * What an object does when operations reach it one at a time: the meaning against which a history is judged.
 *
 * States are texts or numbers, so that equal states are equal values (`===`).
 */
export interface Model<Input, Output, State extends string | number> {
  /** As people call it: `key/value store`. */
  name: string;
  initial: State;
  /** Operations of different parts don't touch each other, and are judged apart: the key, say. */
  partOf(input: Input): string;
  /**
   * The state after the operation, or `undefined` where the object in `state` can't have answered `output`.
   * `output` is `undefined` where nobody saw the answer: every answer is right then.
   */
  step(state: State, input: Input, output: Output | undefined): State | undefined;
  /** The operation in words: `get("x") → "ab"`, `append("x", "b")`; `output` as for {@link step}. */
  tell(input: Input, output: Output | undefined): string;
}
