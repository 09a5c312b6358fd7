/** What may leave a realm: JSON, and the path to what isn't. */
import { getPrototypeOf, isArray, isFinite, keys, kindOf, ObjectPrototype, stringify } from "./builtins";
import { misuse } from "./thrown";

/** Nesting that may cross. Far above any honest message, far below what a recursion here can't take. */
const DEPTH_LIMIT = 100;

const ArrayPrototype = Array.prototype;

/** Quick yes: no path is kept. A `false` means «look again», with {@link whyNot}. */
function crosses(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return isFinite(value);
    case "object":
      return value === null || (depth < DEPTH_LIMIT && membersCross(value, depth + 1));
    default:
      return false;
  }
}

function membersCross(value: object, depth: number): boolean {
  const prototype: unknown = getPrototypeOf(value);
  if (prototype === ArrayPrototype) {
    const items = value as unknown[];
    for (let i = 0; i < items.length; i++) if (!crosses(items[i], depth)) return false;
    return true;
  }
  if (prototype !== ObjectPrototype && prototype !== null && kindOf(value) !== "Object") return false;
  if ((value as { toJSON?: unknown }).toJSON !== undefined) return false;
  // Quicker than «for … in», which looks at all that is inherited, too.
  const names = keys(value);
  for (let i = 0; i < names.length; i++) {
    const member = (value as Record<string, unknown>)[names[i]];
    if (member !== undefined && !crosses(member, depth)) return false;
  }
  return true;
}

/** `.when`, or `["a b"]` where the name is no identifier. */
function step(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? "." + key : "[" + stringify(key) + "]";
}

function article(noun: string): string {
  return (/^[AEIOU]/.test(noun) && !/^(Uint|Uni)/.test(noun) ? "an " : "a ") + noun;
}

/** The fault of a value itself, or "" where only its members could have one. */
function faultOf(value: unknown): string {
  switch (typeof value) {
    case "number":
      return isFinite(value) ? "" : "" + value;
    case "undefined":
      return "undefined";
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    case "bigint":
      return "a BigInt";
    case "object": {
      if (value === null || isArray(value)) return "";
      const kind = kindOf(value);
      if (kind !== "Object") return article(kind);
      return typeof (value as { toJSON?: unknown }).toJSON === "function" ? "an object with a toJSON method" : "";
    }
    default:
      return "";
  }
}

/** The first thing in `value` that can't cross, in the order of its keys: `args.entries[2].when is a Date`. */
function whyNot(value: unknown, path: string, above: readonly unknown[]): string | undefined {
  const fault = faultOf(value);
  if (fault !== "") return path + " is " + fault;
  if (typeof value !== "object" || value === null) return undefined;
  for (let i = 0; i < above.length; i++) if (above[i] === value) return path + " contains itself";
  if (above.length >= DEPTH_LIMIT) return path + " is nested more than " + DEPTH_LIMIT + " deep";
  const line = [...above, value];
  const names = keys(value);
  if (isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const found = whyNot(value[i], path + "[" + i + "]", line);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (let i = 0; i < names.length; i++) {
    const key = names[i]!;
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    const found = whyNot(member, path + step(key), line);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is too long for a sentence, shortened in its middle. */
function shortened(path: string): string {
  return path.length <= 160 ? path : path.slice(0, 80) + "…" + path.slice(-60);
}

/**
 * `value` as JSON text. `what` and `name` begin the sentence and its path: `RPC argument of "Raft.x"`, `args`.
 * @throws TypeError, told as a misuse, if JSON can't carry it
 */
export function toJson(value: unknown, what: string, name: string): string {
  if (!crosses(value, 0)) {
    const why = whyNot(value, name, []);
    if (why !== undefined) throw misuse(what + ": " + shortened(why) + "; only JSON can cross");
  }
  const text: string | undefined = stringify(value);
  if (typeof text !== "string") throw misuse(what + ": " + name + " can't be written as JSON; only JSON can cross");
  return text;
}
