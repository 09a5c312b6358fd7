import { apply, mapDelete, mapGet, mapSet, promiseOf, then, trunc, TypeErrorBuiltin } from "./builtins";
import { emit } from "./outbox";
import { tell } from "./thrown";

type Callback = (...args: unknown[]) => void;

interface Timer {
  /** What `setTimeout` returned: the number under which it was armed first. */
  handle: number;
  /** The number under which it is armed now; 0 while it isn't. An interval gets a new one each time. */
  armed: number;
  callback: Callback;
  args: unknown[];
  delayUs: number;
  repeats: boolean;
}

/** As in Node: what is out of range counts as the least delay. */
const LEAST_DELAY_MS = 1;
const MOST_DELAY_MS = 2_147_483_647;

const armed = new Map<number, Timer>();
const intervals = new Map<number, Timer>();
let lastArmed = 0;

function delayUsOf(delayMs: unknown): number {
  const ms = typeof delayMs === "number" ? delayMs : Number(delayMs ?? 0);
  return ms >= LEAST_DELAY_MS && ms <= MOST_DELAY_MS ? trunc(ms * 1000) : LEAST_DELAY_MS * 1000;
}

function arm(timer: Timer): void {
  timer.armed = ++lastArmed;
  mapSet(armed, timer.armed, timer);
  emit("arm\t" + timer.armed + "\t" + timer.delayUs);
}

function newTimer(what: string, callback: unknown, delayMs: unknown, args: unknown[], repeats: boolean): Timer {
  if (typeof callback !== "function") throw new TypeErrorBuiltin(what + " needs a function to call");
  const delayUs = delayUsOf(delayMs);
  const timer: Timer = { handle: 0, armed: 0, callback: callback as Callback, args, delayUs, repeats };
  arm(timer);
  timer.handle = timer.armed;
  return timer;
}

export function setTimeout(callback: Callback, delayMs?: number, ...args: unknown[]): number {
  return newTimer("setTimeout", callback, delayMs, args, false).handle;
}

export function setImmediate(callback: Callback, ...args: unknown[]): number {
  return newTimer("setImmediate", callback, LEAST_DELAY_MS, args, false).handle;
}

export function setInterval(callback: Callback, delayMs?: number, ...args: unknown[]): number {
  const timer = newTimer("setInterval", callback, delayMs, args, true);
  mapSet(intervals, timer.handle, timer);
  return timer.handle;
}

/** Clears a timeout, an interval or an immediate; anything else is let be, as everywhere. */
export function clearTimer(handle?: unknown): void {
  if (typeof handle !== "number") return;
  const timer = mapGet(intervals, handle) ?? mapGet(armed, handle);
  if (timer === undefined || timer.handle !== handle) return;
  mapDelete(intervals, handle);
  timer.repeats = false;
  if (timer.armed === 0) return;
  mapDelete(armed, timer.armed);
  emit("disarm\t" + timer.armed);
  timer.armed = 0;
}

/** A timer has come due. An interval is armed again after its callback, unless that cleared it. */
export function fire(id: number): void {
  const timer = mapGet(armed, id);
  if (timer === undefined) return;
  mapDelete(armed, id);
  timer.armed = 0;
  if (timer.args.length === 0) (0, timer.callback)();
  else apply(timer.callback, undefined, timer.args);
  if (timer.repeats) arm(timer);
}

const settled = promiseOf(undefined);

export function queueMicrotask(callback: () => void): void {
  if (typeof callback !== "function") throw new TypeErrorBuiltin("queueMicrotask needs a function to call");
  then(settled, () => {
    try {
      callback();
    } catch (error) {
      tell("throw", error);
    }
  });
}
