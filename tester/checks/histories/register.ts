import { NIL, register, registerInsight, type RegisterInput, type RegisterOutput } from "../linearizability/register";
import type { HistoryEvent, Value } from "./event";
import type { Vocabulary } from "./vocabulary";

/** A value as a state: distinct values are distinct texts. A number is spelled plainly, a text in quotes. */
function spell(value: Value): string {
  return value === null ? NIL : typeof value === "string" && value.startsWith(":") ? value : JSON.stringify(value);
}

interface Asked {
  key: string;
  value: Value | undefined;
}

/** jepsen.independent says `[key value]`. A cas's own value is a pair too, so there the value within must be one. */
function asked({ f, key, value }: HistoryEvent): Asked {
  if (key !== undefined && key !== null) return { key: String(key), value };
  const isTuple = Array.isArray(value) && value.length === 2 && (f !== "cas" || Array.isArray(value[1]));
  if (!isTuple) return { key: "", value };
  const [tupleKey, within] = value as readonly Value[];
  return { key: typeof tupleKey === "string" ? tupleKey : JSON.stringify(tupleKey), value: within };
}

function inputOf(event: HistoryEvent): RegisterInput | string {
  const { key, value } = asked(event);
  switch (event.f) {
    case "read":
      return { op: "read", key };
    case "write":
      return value === undefined ? "calls write without a value" : { op: "write", key, value: spell(value) };
    default: {
      if (!Array.isArray(value) || value.length !== 2) return "calls cas without a vector [from to]";
      const [from, to] = value as readonly Value[];
      return { op: "cas", key, from: spell(from), to: spell(to) };
    }
  }
}

function outputOf(event: HistoryEvent, input: RegisterInput): { output: RegisterOutput } | string {
  const { key, value } = asked({ ...event, f: input.op });
  const hasValue = value !== undefined && value !== null;
  if ((hasValue || input.op === "read") && key !== input.key) {
    return `says ok of ${input.op} for another key than was asked for`;
  }
  if (input.op === "read") {
    return value === undefined ? "says ok of a read without the value that it read" : { output: spell(value) };
  }
  if (hasValue) {
    const again = inputOf({ ...event, f: input.op });
    const isSame = JSON.stringify(again) === JSON.stringify(input);
    if (!isSame) return `says ok of ${input.op} with another value than was asked for`;
  }
  return { output: true };
}

/** read, write and cas, on one register or on several by key. */
export const registerWords: Vocabulary<RegisterInput, RegisterOutput> = {
  name: "register",
  model: register(),
  insight: registerInsight,
  functions: ["read", "write", "cas"],
  inputOf,
  outputOf,
};
