import type { Insight } from "./insight";
import type { Model } from "./model";

/** What a clerk asks the store for; `value` is what is put or appended, `""` for a get. */
export interface KeyValueInput {
  op: "get" | "put" | "append";
  key: string;
  value: string;
}

/** What a get read; `""` for a put or an append that returned. */
export type KeyValueOutput = string;

const quoted = (text: string): string => JSON.stringify(text);

export function tellKeyValue({ op, key, value }: KeyValueInput, output: KeyValueOutput | undefined): string {
  if (op !== "get") return `${op}(${quoted(key)}, ${quoted(value)})`;
  return `get(${quoted(key)}) → ${output === undefined ? "?" : quoted(output)}`;
}

/** The store of lab 3, a key at a time: the state is the key's value, `""` before it is written. */
export const keyValue: Model<KeyValueInput, KeyValueOutput, string> = {
  name: "key/value store",
  initial: "",
  partOf: ({ key }) => key,
  step(state, { op, value }, output) {
    if (op === "get") return output === undefined || output === state ? state : undefined;
    return op === "put" ? value : state + value;
  },
  tell: tellKeyValue,
};

/** Appends only lengthen a value, and a put begins a new one: so a get's answer says how it came about. */
export const keyValueInsight: Insight<KeyValueInput, KeyValueOutput, string> = {
  observes: ({ op }) => op === "get",
  canReach: (state, _, output) => output.startsWith(state),
  reopens: ({ op, value }, _, output) => op === "put" && output.startsWith(value),
  isAlwaysRight: ({ op }) => op !== "get",
  forgets: ({ op }) => op === "put",
  // A write whose text isn't in the answer came before the last put that the answer shows, or after the get.
  mayMatter: (write, { op }, output) =>
    write.op !== "get" && op === "get" && output !== undefined && output.includes(write.value),
};
