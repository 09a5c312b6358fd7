import { floor } from "./builtins";

/** 2020-01-01T00:00Z, at which virtual time begins, in ms since 1970. */
const EPOCH_MS = 1_577_836_800_000;

let nowUs = 0;
let bootUs = 0;

/** Sets the clock: virtual time stands still within an event. */
export function setNow(us: number): void {
  nowUs = us;
}

export function markBoot(): void {
  bootUs = nowUs;
}

/** What `Date.now()` says: whole milliseconds. */
export function dateNowMs(): number {
  return EPOCH_MS + floor(nowUs / 1000);
}

/** What `performance.now()` says: milliseconds since the boot, with microseconds behind the point. */
export function sinceBootMs(): number {
  return (nowUs - bootUs) / 1000;
}
