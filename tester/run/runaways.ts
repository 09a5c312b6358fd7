/** For tests: bad submissions that no budget counts. Each takes the watchdog's CPU time, twice. Folder, and what is wrong. */
export const RUNAWAYS: readonly (readonly [folder: string, fault: string])[] = [
  ["endless-loop", "a loop without an end, and the test after it still runs"],
  ["endless-loop-in-constructor", "a loop without an end before the server is there"],
  ["endless-promises", "a chain of promises without an end"],
  ["endless-promises-of-two", "a chain of promises without an end that goes through two functions"],
  ["heap-bomb", "too many objects"],
  ["buffer-bomb", "too many buffers, which V8's heap doesn't count"],
];
