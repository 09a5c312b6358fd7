/** `Date` and `performance` on the virtual clock, in UTC and en-US whatever the host's zone and locale. */
import { apply, defineProperty } from "./builtins";
import { dateNowMs, sinceBootMs } from "./clock";

const hidden = { writable: true, enumerable: false, configurable: true };
const RealDate = Date;
const { construct } = Reflect;

/** Milliseconds of `new Date(year, month, …)`, whose parts are local time: here UTC. */
function utcOf(parts: unknown[]): number {
  return apply(RealDate.UTC, RealDate, parts);
}

/** Callable without `new`, like the built-in: then it is a text. */
function VirtualDate(this: unknown, ...args: unknown[]): unknown {
  if (new.target === undefined) return new RealDate(dateNowMs()).toString();
  const given = args.length === 0 ? [dateNowMs()] : args.length === 1 ? args : [utcOf(args)];
  return construct(RealDate, given, new.target);
}

/** Parts of a date that the built-in reads and writes in local time. */
const PARTS = ["Date", "Day", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"];

function installUtcParts(prototype: Record<string, unknown>): void {
  for (const part of PARTS) {
    defineProperty(prototype, "get" + part, { ...hidden, value: prototype["getUTC" + part] });
    const set = prototype["setUTC" + part];
    if (set !== undefined) defineProperty(prototype, "set" + part, { ...hidden, value: set });
  }
  defineProperty(prototype, "getTimezoneOffset", { ...hidden, value: () => 0 });
}

/** `Wed, 01 Jan 2020 00:00:00 GMT` in two parts: `Wed Jan 01 2020` and `00:00:00`. */
function utcText(date: Date): [string, string] {
  const [, day, dayOfMonth, month, year, time] = /^(\w+), (\d+) (\w+) (-?\d+) (.*) GMT$/.exec(date.toUTCString())!;
  return [`${day} ${month} ${dayOfMonth} ${year}`, time!];
}

const ZONE = "GMT+0000 (Coordinated Universal Time)";
const INVALID = "Invalid Date";

function installUtcTexts(prototype: object): void {
  const texts = {
    toString(this: Date): string {
      return isNaN(this.getTime()) ? INVALID : `${utcText(this).join(" ")} ${ZONE}`;
    },
    toDateString(this: Date): string {
      return isNaN(this.getTime()) ? INVALID : utcText(this)[0];
    },
    toTimeString(this: Date): string {
      return isNaN(this.getTime()) ? INVALID : `${utcText(this)[1]} ${ZONE}`;
    },
  };
  for (const [name, value] of Object.entries(texts)) defineProperty(prototype, name, { ...hidden, value });
}

/** Replaces `Date`, and adds `performance`. */
export function installDate(): void {
  installUtcParts(RealDate.prototype as unknown as Record<string, unknown>);
  installUtcTexts(RealDate.prototype);
  const statics = { now: dateNowMs, parse: RealDate.parse, UTC: RealDate.UTC };
  for (const [name, value] of Object.entries(statics)) defineProperty(VirtualDate, name, { ...hidden, value });
  defineProperty(VirtualDate, "name", { value: "Date", configurable: true });
  defineProperty(VirtualDate, "length", { value: 7, configurable: true });
  defineProperty(VirtualDate, "prototype", { writable: false, value: RealDate.prototype });
  defineProperty(RealDate.prototype, "constructor", { ...hidden, value: VirtualDate });
  defineProperty(globalThis, "Date", { ...hidden, value: VirtualDate });
  defineProperty(globalThis, "performance", { ...hidden, value: { now: sinceBootMs } });
}
