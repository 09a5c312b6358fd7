/** What a submission finds on its global object: the interface's «Globals», and nothing else. */
import { defineProperty } from "./builtins";
import { installClone } from "./clone";
import { installConsole } from "./console";
import { installDate } from "./date";
import { installDice } from "./dice";
import { installLocale } from "./locale";
import { installStacks } from "./stack";
import { installTextEncoding } from "./text-encoding";
import { clearTimer, queueMicrotask, setImmediate, setInterval, setTimeout } from "./timers";

/** Built-ins that let the host's clock, collector, locale or threads in, or code that wasn't compiled with the rest. */
const ABSENT = [
  "Atomics",
  "FinalizationRegistry",
  "Intl",
  "SharedArrayBuffer",
  "Temporal",
  "WeakRef",
  "WebAssembly",
  "eval",
];

function installTimers(): void {
  const timers = {
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout: clearTimer,
    clearInterval: clearTimer,
    clearImmediate: clearTimer,
    queueMicrotask,
  };
  for (const [name, value] of Object.entries(timers)) {
    defineProperty(globalThis, name, { writable: true, enumerable: false, configurable: true, value });
  }
}

export function installGlobals(): void {
  installStacks();
  installLocale(); // before Date is replaced and Intl goes
  installDate();
  installDice();
  installTimers();
  installConsole();
  installClone();
  installTextEncoding();
  for (const name of ABSENT) Reflect.deleteProperty(globalThis, name);
}
