/**
 * Tells what a Raft remembers, for a picture of its run: own data fields under the names of Figure 2, as JSON text.
 *
 * No code of the submission's runs for it: no getter, no `toJSON`, no trap of a proxy. So the run stays what it is.
 */
import {
  construct,
  defineProperty,
  getOwnPropertyDescriptor,
  getOwnPropertyNames,
  hasOwn,
  isArray,
  isFinite,
  ProxyBuiltin,
  slice,
  stringify,
  weakAdd,
  weakHas,
} from "./builtins";

/** Figure 2, the role under the names that are usual for it, and what a snapshot covers (Figure 13). */
const FIELDS = [
  ...["currentTerm", "votedFor", "commitIndex", "lastApplied", "nextIndex", "matchIndex"],
  ...["role", "state", "status", "lastIncludedIndex", "lastIncludedTerm", "snapshotIndex", "snapshotTerm"],
];
const LOG = "log";

/** Longest text that is told whole, longest JSON of a field or an entry, and deepest nesting. */
const TEXT_MAX = 120;
const JSON_MAX = 2_000;
const DEPTH_MAX = 6;

/** Proxies can't be told from what they stand for, so those that are made are remembered. */
const proxies = new WeakSet<object>();

/** From now on; before the submission's modules are run. */
export function watchProxies(): void {
  const remembered = (made: object): object => {
    weakAdd(proxies, made);
    return made;
  };
  const revocable = (target: object, handler: ProxyHandler<object>) => {
    const made = ProxyBuiltin.revocable(target, handler);
    remembered(made.proxy);
    return made;
  };
  const watched = new ProxyBuiltin(ProxyBuiltin, {
    construct: (target, args, newTarget) => remembered(construct(target, args, newTarget) as object),
    get: (target, key) => (key === "revocable" ? revocable : (target as never)[key]),
  });
  defineProperty(globalThis, "Proxy", { writable: true, enumerable: false, configurable: true, value: watched });
}

/** An own data property; `undefined` for none, and for what only a getter knows. */
function dataOf(holder: object, name: string | number): { value: unknown } | undefined {
  const found = getOwnPropertyDescriptor(holder, name);
  return found !== undefined && hasOwn(found, "value") ? (found as { value: unknown }) : undefined;
}

/** JSON of plain data; "" for what isn't. */
function plain(value: unknown, depth: number): string {
  switch (typeof value) {
    case "string":
      return stringify(value.length > TEXT_MAX ? slice(value, 0, TEXT_MAX - 1) + "…" : value);
    case "number":
      return isFinite(value) ? "" + value : "";
    case "boolean":
      return value ? "true" : "false";
    case "undefined":
      return "null";
    case "object":
      if (value === null) return "null";
      if (depth === DEPTH_MAX || weakHas(proxies, value)) return "";
      return isArray(value) ? plainArray(value, depth + 1) : plainObject(value, depth + 1);
    default:
      return "";
  }
}

function plainArray(items: unknown[], depth: number): string {
  let json = "";
  for (let i = 0; i < items.length && json.length < JSON_MAX; i++) {
    const item = dataOf(items, i);
    const text = item === undefined ? "" : plain(item.value, depth);
    json += (i === 0 ? "" : ",") + (text === "" ? "null" : text);
  }
  return "[" + json + "]";
}

/** A Map or a Set has no properties: nothing is said of it. */
function plainObject(value: object, depth: number): string {
  const names = getOwnPropertyNames(value);
  let json = "";
  for (let i = 0; i < names.length && json.length < JSON_MAX; i++) {
    const member = dataOf(value, names[i]!);
    const text = member === undefined || member.value === undefined ? "" : plain(member.value, depth);
    if (text !== "") json += (json === "" ? "" : ",") + stringify(names[i]!) + ":" + text;
  }
  return json === "" ? "" : "{" + json + "}";
}

/** An entry that was told: entries hardly ever change, so the same object with the same term is taken for the same. */
interface Told {
  entry: unknown;
  term: unknown;
  json: string;
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !weakHas(proxies, value);

/** Term, index and command of an entry, whatever else is in it; the entry itself where it isn't an object. */
function entryJson(entry: unknown): string {
  const whole = plain(entry, 0);
  if (whole.length <= JSON_MAX || !isObject(entry)) return whole === "" || whole.length > JSON_MAX ? "null" : whole;
  const term = plain(dataOf(entry, "term")?.value, 0);
  return '{"term":' + (term === "" ? "null" : term) + "}";
}

/** What was told last, by field; the log's entries apart. */
const told: Record<string, string> = { __proto__: null as never };
let toldLog: Told[] = [];
let toldLogAs = "";

/** `[kept, …later]`: how many of the entries told before stay, and what follows them; "" where all is as it was. */
function logJson(log: unknown): string {
  if (!isArray(log) || weakHas(proxies, log)) return "";
  let kept = 0;
  const now: Told[] = [];
  let later = "";
  for (let i = 0; i < log.length; i++) {
    const entry = dataOf(log, i)?.value;
    const term = isObject(entry) ? dataOf(entry, "term")?.value : undefined;
    const before = i < toldLog.length ? toldLog[i]! : undefined;
    const isSame = before !== undefined && before.entry === entry && before.term === term;
    const json = isSame ? before.json : entryJson(entry);
    if (kept === i && before?.json === json) kept++;
    else later += "," + json;
    now[i] = { entry, term, json };
  }
  const isAsBefore = kept === log.length && kept === toldLog.length && toldLogAs !== "";
  toldLog = now;
  toldLogAs = "array";
  return isAsBefore ? "" : "[" + kept + later + "]";
}

/**
 * The fields that have changed since the last call, `{"currentTerm":2,"log":[1,{"term":2}]}`; "" when none has.
 * The log comes as the number of entries that stay, and those that follow them.
 */
export function inspect(raft: object): string {
  if (weakHas(proxies, raft)) return "";
  let json = "";
  const add = (name: string, text: string): void => {
    json += (json === "" ? "" : ",") + '"' + name + '":' + text;
  };
  for (let i = 0; i < FIELDS.length; i++) {
    const name = FIELDS[i]!;
    const field = dataOf(raft, name);
    const text = field === undefined ? "" : plain(field.value, 0);
    if (text === "" || text.length > 2 * JSON_MAX || told[name] === text) continue;
    told[name] = text;
    add(name, text);
  }
  const log = dataOf(raft, LOG);
  const text = log === undefined ? "" : logJson(log.value);
  if (text !== "") add(LOG, text);
  return json === "" ? "" : "{" + json + "}";
}
