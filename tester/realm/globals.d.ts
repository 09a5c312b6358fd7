/**
 * What a submission finds on its global object besides the language itself: exactly this (INTERFACE.md, «Globals»).
 *
 * Declarations for students' code alone: starter/tsconfig.json and typecheck.ts take them instead of the DOM's or
 * Node's. The kit's own code must not see them (the top tsconfig.json leaves them out).
 */

/** Calls `callback` once, `delayMs` of virtual time later: at least 1 ms, up to 1 ms late. */
declare function setTimeout<A extends unknown[]>(callback: (...args: A) => void, delayMs?: number, ...args: A): number;
/** For `new Promise((resolve) => setTimeout(resolve, 5))`, whose `resolve` may be called without its argument. */
declare function setTimeout(callback: (nothing: void) => void, delayMs?: number): number;
declare function clearTimeout(timer: number | undefined): void;
/** Calls `callback` again and again, every `delayMs` of virtual time. */
declare function setInterval<A extends unknown[]>(callback: (...args: A) => void, delayMs?: number, ...args: A): number;
declare function clearInterval(timer: number | undefined): void;
/** A timer of 1 ms. */
declare function setImmediate<A extends unknown[]>(callback: (...args: A) => void, ...args: A): number;
declare function setImmediate(callback: (nothing: void) => void): number;
declare function clearImmediate(timer: number | undefined): void;
/** Calls `callback` before this event is over. */
declare function queueMicrotask(callback: () => void): void;

/** A deep copy. */
declare function structuredClone<T>(value: T): T;

declare const performance: {
  /** Milliseconds of virtual time since this server booted. */
  now(): number;
};

declare const crypto: {
  /** Of version 4, drawn from the run's seed. */
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
  /** Fills an array of integers from the run's seed. */
  getRandomValues<
    T extends
      | Int8Array
      | Uint8Array
      | Uint8ClampedArray
      | Int16Array
      | Uint16Array
      | Int32Array
      | Uint32Array
      | BigInt64Array
      | BigUint64Array,
  >(
    array: T,
  ): T;
};

/** Prints into the run's log, with the server's name and the virtual time. */
declare const console: {
  log(...args: unknown[]): void;
  info(...args: unknown[]): void;
  warn(...args: unknown[]): void;
  error(...args: unknown[]): void;
  debug(...args: unknown[]): void;
  dir(value: unknown): void;
  dirxml(...args: unknown[]): void;
  table(value: unknown): void;
  /** Prints the stack. */
  trace(...args: unknown[]): void;
  /** Prints unless `condition` holds; never throws. */
  assert(condition?: unknown, ...args: unknown[]): void;
  count(label?: string): void;
  countReset(label?: string): void;
  time(label?: string): void;
  timeLog(label?: string, ...args: unknown[]): void;
  timeEnd(label?: string): void;
  group(...args: unknown[]): void;
  groupCollapsed(...args: unknown[]): void;
  groupEnd(): void;
  clear(): void;
};

/** Text to UTF-8. */
declare class TextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array;
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}

/** UTF-8 to text. */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(bytes?: ArrayBuffer | ArrayBufferView): string;
}
