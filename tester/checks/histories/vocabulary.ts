import type { Insight } from "../linearizability/insight";
import type { Model } from "../linearizability/model";
import type { HistoryEvent } from "./event";

/** What a model's operations are called in a file, and what they mean. */
export interface Vocabulary<Input, Output> {
  /** As `--model` names it. */
  name: "key-value" | "register";
  model: Model<Input, Output, string>;
  insight: Insight<Input, Output, string>;
  /** The functions that it knows: `get`. */
  functions: readonly string[];
  /** @returns what an `invoke` asks for, or, as a text, what is wrong with it */
  inputOf(event: HistoryEvent): Input | string;
  /** @returns what an `ok` answers to `input`, in `output`, or, as a text, what is wrong with it */
  outputOf(event: HistoryEvent, input: Input): { output: Output } | string;
}
