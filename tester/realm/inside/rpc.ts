/** Calls that go out, and requests that come in. */
import { indexOf, mapDelete, mapGet, mapSet, ObjectPrototype, parse, promiseOf, PromiseBuiltin } from "./builtins";
import { setAdd, setHas, slice, then } from "./builtins";
import { toJson } from "./json";
import { emit } from "./outbox";
import { misuse, show, tell, tellMisuse } from "./thrown";

type Settle = (reply: unknown) => void;

const waiting = new Map<number, Settle>();
let lastCall = 0;

/** Methods that have passed {@link checkMethod}. */
const known = new Set<string>();

function checkMethod(method: unknown): void {
  if (typeof method !== "string" || !/^(Raft|KVServer)\.[^\s.]+$/.test(method)) {
    throw misuse(`call needs a method that reads "Raft.x" or "KVServer.x", but got ${show(method)}`);
  }
  setAdd(known, method);
}

function call(to: number, method: string, args: unknown): Promise<unknown> {
  if (!setHas(known, method)) checkMethod(method);
  const json = toJson(args, 'RPC argument of "' + method + '"', "args");
  const id = ++lastCall;
  emit("send\t" + id + "\t" + to + "\t" + method + "\t" + json);
  return new PromiseBuiltin((resolve) => mapSet(waiting, id, resolve));
}

/** The servers as the submission sees them. */
export function peersOf(servers: number): { call(method: string, args: unknown): Promise<unknown> }[] {
  const peers = [];
  for (let to = 0; to < servers; to++) {
    peers[to] = { call: (method: string, args: unknown) => call(to, method, args) };
  }
  return peers;
}

/** A call of this realm's settles: with the reply, as JSON, or with `undefined`. */
export function settle(id: number, reply: string | undefined): void {
  const resolve = mapGet(waiting, id);
  if (resolve === undefined) return;
  mapDelete(waiting, id);
  resolve(reply === undefined ? undefined : parse(reply));
}

function answer(id: number, method: string, reply: unknown): void {
  emit("answer\t" + id + "\t" + (reply === undefined ? "null" : toJson(reply, 'reply of "' + method + '"', "reply")));
}

function isPromiseLike(value: unknown): boolean {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}

/** What may not be called from outside, though it is a public method. */
function isClosed(name: string): boolean {
  return name === "constructor" || name === "kill";
}

function handlerOf(target: object, name: string): ((args: unknown) => unknown) | undefined {
  if (isClosed(name)) return undefined;
  const found = (target as Record<string, unknown>)[name];
  const inherited = (ObjectPrototype as unknown as Record<string, unknown>)[name];
  return typeof found === "function" && found !== inherited ? (found as (args: unknown) => unknown) : undefined;
}

/**
 * A request reaches this server. The sentence about a method that it hasn't lacks its subject, the caller: only the
 * host knows that, and puts its name before.
 * @param targets the objects that can be called, by the name of their class
 */
export function serve(id: number, method: string, args: string, targets: Readonly<Record<string, object>>): void {
  const dot = indexOf(method, ".");
  const className = slice(method, 0, dot);
  const name = slice(method, dot + 1);
  const target = targets[className];
  if (target === undefined) return tellMisuse(`called "${method}", but this server has no ${className}`);
  const handler = handlerOf(target, name);
  if (handler === undefined) {
    return tellMisuse(`called "${method}", but class ${className} has no public method ${name}`);
  }
  const reply = (target as Record<string, (args: unknown) => unknown>)[name]!(parse(args));
  if (!isPromiseLike(reply)) return answer(id, method, reply);
  then(
    promiseOf(reply),
    (value) => {
      try {
        answer(id, method, value);
      } catch (error) {
        tell("throw", error);
      }
    },
    (error) => tell("throw", error),
  );
}
