/** Locale-dependent built-ins, which would take the host's locale and zone where none is named: here en-US and UTC. */
import { apply, defineProperty } from "./builtins";

const LOCALE = "en-US";
const ZONE = "UTC";

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Replaces `prototype[name]` by itself with its arguments filled in by `complete`. */
function complete(prototype: object, name: string, completed: (args: unknown[]) => unknown[]): void {
  const original = (prototype as Record<string, Method>)[name]!;
  const value = {
    [name](this: unknown, ...args: unknown[]): unknown {
      return apply(original, this, completed(args));
    },
  }[name];
  defineProperty(prototype, name, { writable: true, enumerable: false, configurable: true, value });
}

const localeFirst = ([locale = LOCALE, ...rest]: unknown[]): unknown[] => [locale, ...rest];
const localeSecond = ([that, locale = LOCALE, ...rest]: unknown[]): unknown[] => [that, locale, ...rest];
const zoned = ([locale = LOCALE, options]: unknown[]): unknown[] => [
  locale,
  { ...(options as object | undefined), timeZone: (options as { timeZone?: string } | undefined)?.timeZone ?? ZONE },
];

export function installLocale(): void {
  for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]) {
    complete(Date.prototype, name, zoned);
  }
  complete(Number.prototype, "toLocaleString", localeFirst);
  complete(BigInt.prototype, "toLocaleString", localeFirst);
  complete(String.prototype, "toLocaleLowerCase", localeFirst);
  complete(String.prototype, "toLocaleUpperCase", localeFirst);
  complete(String.prototype, "localeCompare", localeSecond);
  complete(Array.prototype, "toLocaleString", localeFirst);
  complete(Object.getPrototypeOf(Uint8Array.prototype) as object, "toLocaleString", localeFirst);
}
