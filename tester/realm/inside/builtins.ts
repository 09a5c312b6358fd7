/**
 * The language's built-ins as they were before the submission ran.
 *
 * A submission may patch whatever it finds (`Array.prototype.push = …`); the kit's own steps must not go through what it
 * patched. So inside code calls no method of a built-in directly once the submission has run: it calls these.
 */

type Method = (this: never, ...args: never[]) => unknown;

const uncurry = Function.prototype.bind.bind(Function.prototype.call as Method) as <F>(method: Method) => F;

export const indexOf = uncurry<(text: string, what: string, from?: number) => number>(String.prototype.indexOf);
export const slice = uncurry<(text: string, from: number, to?: number) => string>(String.prototype.slice);
export const charCodeAt = uncurry<(text: string, at: number) => number>(String.prototype.charCodeAt);
export const split = uncurry<(text: string, by: string) => string[]>(String.prototype.split);

export const mapGet = uncurry<<K, V>(map: Map<K, V>, key: K) => V | undefined>(Map.prototype.get);
export const mapSet = uncurry<<K, V>(map: Map<K, V>, key: K, value: V) => void>(Map.prototype.set);
export const mapDelete = uncurry<<K>(map: Map<K, unknown>, key: K) => boolean>(Map.prototype.delete);
export const setHas = uncurry<<K>(set: Set<K>, key: K) => boolean>(Set.prototype.has);
export const setAdd = uncurry<<K>(set: Set<K>, key: K) => void>(Set.prototype.add);
export const weakHas = uncurry<(set: WeakSet<object>, key: object) => boolean>(WeakSet.prototype.has);
export const weakAdd = uncurry<(set: WeakSet<object>, key: object) => void>(WeakSet.prototype.add);

export const then = uncurry<
  <T>(promise: Promise<T>, fulfilled: (value: T) => void, rejected?: (reason: unknown) => void) => void
>(Promise.prototype.then);
export const PromiseBuiltin = Promise;
const resolveOn = uncurry<(on: PromiseConstructor, value: unknown) => Promise<unknown>>(Promise.resolve as Method);
/** A promise of the realm's own class that follows `value`, promise or not. */
export const promiseOf = (value: unknown): Promise<unknown> => resolveOn(PromiseBuiltin, value);

export const { parse, stringify } = JSON;
export const { keys, create, defineProperty, getPrototypeOf, getOwnPropertyDescriptor, getOwnPropertyNames, hasOwn } =
  Object;
export const { isArray } = Array;
export const { isInteger, isFinite } = Number;
export const { floor, trunc } = Math;
export const { apply, construct } = Reflect;
export const TypeErrorBuiltin = TypeError;
export const ProxyBuiltin = Proxy;
export const ObjectPrototype = Object.prototype;
const toStringOf = uncurry<(value: unknown) => string>(Object.prototype.toString);
/** What a built-in object is called: `Map`, `Date`, `Uint8Array`; `Object` for anything plain. */
export const kindOf = (value: object): string => slice(toStringOf(value), 8, -1);
