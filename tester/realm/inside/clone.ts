/** `structuredClone`, which a bare realm lacks: the built-ins of the language, cycles included. */
import { defineProperty, kindOf } from "./builtins";

type Copies = Map<object, unknown>;

function refuse(what: string): never {
  const error = new Error(`${what} could not be cloned`);
  error.name = "DataCloneError";
  throw error;
}

function remember<T>(copies: Copies, original: object, copy: T): T {
  copies.set(original, copy);
  return copy;
}

function cloneMembers(from: object, to: object, copies: Copies): void {
  for (const key of Object.keys(from)) {
    const value = clone((from as Record<string, unknown>)[key], copies);
    defineProperty(to, key, { value, writable: true, enumerable: true, configurable: true });
  }
}

function cloneArray(from: unknown[], copies: Copies): unknown[] {
  const to = remember(copies, from, new Array<unknown>(from.length));
  cloneMembers(from, to, copies);
  return to;
}

function cloneMap(from: Map<unknown, unknown>, copies: Copies): Map<unknown, unknown> {
  const to = remember(copies, from, new Map<unknown, unknown>());
  for (const [key, value] of [...from]) to.set(clone(key, copies), clone(value, copies));
  return to;
}

function cloneSet(from: Set<unknown>, copies: Copies): Set<unknown> {
  const to = remember(copies, from, new Set<unknown>());
  for (const value of [...from]) to.add(clone(value, copies));
  return to;
}

function cloneView(from: ArrayBufferView, copies: Copies): unknown {
  const buffer = clone(from.buffer, copies) as ArrayBuffer;
  const View = (from as unknown as { constructor: new (...args: unknown[]) => unknown }).constructor;
  const length = from instanceof DataView ? from.byteLength : (from as Uint8Array).length;
  return remember(copies, from, new View(buffer, from.byteOffset, length));
}

const ERRORS: Record<string, new (message: string) => Error> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

function cloneError(from: Error, copies: Copies): Error {
  const ErrorClass = ERRORS[from.name] ?? Error;
  const to = remember(copies, from, new ErrorClass(from.message));
  const hidden = { writable: true, enumerable: false, configurable: true };
  if (typeof from.stack === "string") defineProperty(to, "stack", { ...hidden, value: from.stack });
  if ("cause" in from) defineProperty(to, "cause", { ...hidden, value: clone(from.cause, copies) });
  return to;
}

function cloneObject(from: object, copies: Copies): unknown {
  if (Array.isArray(from)) return cloneArray(from, copies);
  if (ArrayBuffer.isView(from)) return cloneView(from, copies);
  const kind = kindOf(from);
  switch (kind) {
    case "Map":
      return cloneMap(from as Map<unknown, unknown>, copies);
    case "Set":
      return cloneSet(from as Set<unknown>, copies);
    case "Error":
      return cloneError(from as Error, copies);
    case "Date":
      return remember(copies, from, new Date((from as Date).getTime()));
    case "RegExp":
      return remember(copies, from, new RegExp((from as RegExp).source, (from as RegExp).flags));
    case "ArrayBuffer":
      return remember(copies, from, (from as ArrayBuffer).slice(0));
    case "Number":
    case "String":
    case "Boolean":
    case "BigInt":
      return remember(copies, from, Object((from as { valueOf(): unknown }).valueOf()));
    case "Object": {
      const to = remember(copies, from, {});
      cloneMembers(from, to, copies);
      return to;
    }
    default:
      return refuse(`a ${kind}`);
  }
}

function clone(value: unknown, copies: Copies): unknown {
  if (typeof value === "function") refuse(value.name === "" ? "a function" : `function ${value.name}`);
  if (typeof value === "symbol") refuse(String(value));
  if (typeof value !== "object" || value === null) return value;
  return copies.has(value) ? copies.get(value) : cloneObject(value, copies);
}

export function installClone(): void {
  const structuredClone = (value: unknown): unknown => clone(value, new Map());
  defineProperty(globalThis, "structuredClone", {
    writable: true,
    enumerable: false,
    configurable: true,
    value: structuredClone,
  });
}
