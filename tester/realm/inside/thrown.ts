/** The submission's errors, as effects. */
import { indexOf, slice, split, stringify, TypeErrorBuiltin, weakAdd, weakHas } from "./builtins";
import { emit } from "./outbox";
import { headOf, SCRIPT_NAME } from "./stack";

type How = "throw" | "rejection" | "misuse" | "contract" | "todo";

/** Errors that have been told already: a misuse is told where it happens, and then travels on as a TypeError. */
const told = new WeakSet<object>();
let anyThrown = false;

/** True once this realm has thrown: its run has failed, and nothing more is asked of it. */
export function hasThrown(): boolean {
  return anyThrown;
}

function emitThrow(how: How, text: string, frames: readonly string[], todo?: { lab: string; what: string }): void {
  anyThrown = true;
  let list = "";
  for (let i = 0; i < frames.length; i++) list += (i === 0 ? "" : ",") + stringify(frames[i]);
  const gap =
    todo === undefined ? "" : ',"todo":{"lab":' + stringify(todo.lab) + ',"what":' + stringify(todo.what) + "}";
  emit('throw\t{"how":"' + how + '","text":' + stringify(text) + ',"frames":[' + list + "]" + gap + "}");
}

/** The frames of an error's stack; none where the submission has put something else there. */
function framesOf(error: unknown): string[] {
  try {
    const { stack } = error as { stack?: unknown };
    if (typeof stack !== "string") return [];
    const frames: string[] = [];
    const lines = split(stack, "\n");
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      if (slice(line, 0, 7) === "    at " && indexOf(line, SCRIPT_NAME + ":") > 0) {
        frames[frames.length] = slice(line, 4);
      }
    }
    return frames;
  } catch {
    return [];
  }
}

function todoOf(error: unknown): { lab: string; what: string } | undefined {
  try {
    const { todo } = error as { todo?: { lab?: unknown; what?: unknown } };
    if (typeof todo !== "object" || todo === null) return undefined;
    const { lab, what } = todo;
    return typeof lab === "string" && typeof what === "string" ? { lab, what } : undefined;
  } catch {
    return undefined;
  }
}

/** A value in a few words: `"abc"`, `-1`, `a Date`, `an object`. */
export function show(value: unknown): string {
  switch (typeof value) {
    case "string":
      return stringify(value.length > 60 ? slice(value, 0, 60) + "…" : value);
    case "number":
      return value === 0 ? "0" : "" + value;
    case "boolean":
    case "undefined":
      return "" + value;
    case "bigint":
      return "a BigInt";
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    default:
      return value === null ? "null" : "an object";
  }
}

function textOf(error: unknown): string {
  return headOf(error) ?? show(error) + ", which is not an Error";
}

/** Tells of an error that left the submission's code, once. */
export function tell(how: "throw" | "rejection", error: unknown): void {
  const isObject = (typeof error === "object" && error !== null) || typeof error === "function";
  if (isObject) {
    if (weakHas(told, error)) return;
    weakAdd(told, error);
  }
  const todo = todoOf(error);
  emitThrow(todo === undefined ? how : "todo", textOf(error), framesOf(error), todo);
}

/** Tells of a breach of the contract: a sentence, with nowhere in the submission to point at. */
export function breach(text: string): void {
  emitThrow("contract", text, []);
}

/** Tells of a misuse of the interface, and returns the error to throw at whoever did it: catching that hides nothing. */
export function misuse(text: string): TypeError {
  const error = new TypeErrorBuiltin(text);
  weakAdd(told, error);
  emitThrow("misuse", text, framesOf(error));
  return error;
}

/** As {@link misuse}, where there is nobody to throw at. */
export function tellMisuse(text: string): void {
  emitThrow("misuse", text, []);
}
