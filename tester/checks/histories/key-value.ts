import { keyValue, keyValueInsight, type KeyValueInput, type KeyValueOutput } from "../linearizability/key-value";
import type { HistoryEvent, Value } from "./event";
import type { Vocabulary } from "./vocabulary";

function inputOf({ f, key, value }: HistoryEvent): KeyValueInput | string {
  const op = f as KeyValueInput["op"];
  if (key === undefined || key === null || typeof key === "object") return `calls ${op} without a key`;
  if (op === "get") return { op, key: String(key), value: "" };
  if (typeof value !== "string") return `calls ${op} without a text to ${op}`;
  return { op, key: String(key), value };
}

/** `nil`: a key that was never written, which reads as the empty text. */
function textRead(value: Value | undefined): string | undefined {
  return value === null ? "" : typeof value === "string" ? value : undefined;
}

function outputOf({ value }: HistoryEvent, { op, value: asked }: KeyValueInput): { output: string } | string {
  const text = textRead(value);
  if (op === "get") return text === undefined ? "says ok of a get without the text that it read" : { output: text };
  const isOther = value !== undefined && value !== null && value !== asked;
  return isOther
    ? `says ok of ${op} with another text than was to be ${op === "put" ? "put" : "appended"}`
    : { output: "" };
}

/** get, put and append, as lab 3's clerks call them. */
export const keyValueWords: Vocabulary<KeyValueInput, KeyValueOutput> = {
  name: "key-value",
  model: keyValue,
  insight: keyValueInsight,
  functions: ["get", "put", "append"],
  inputOf,
  outputOf,
};
