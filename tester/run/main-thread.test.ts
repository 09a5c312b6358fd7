/** Looks at a thread that doesn't come to rest: the main one of a process of its own, as in watcher.ts. */
import { spawnSync } from "node:child_process";
import { buildSync } from "esbuild";
import type { Place } from "./places";

const LOOKS = 20;

const LOOKER = `
  import { parentPort, workerData } from "node:worker_threads";
  import { MainThread } from "./main-thread";
  const thread = new MainThread("spinning.js");
  void (async () => {
    const seen = [];
    for (let i = 0; i < ${LOOKS}; i++) seen.push(await thread.look());
    thread.disconnect();
    parentPort.postMessage(JSON.stringify(seen));
    Atomics.store(workerData, 0, 1);
  })();
  setInterval(() => undefined, 1_000);
`;

/** What the looks met in a function that goes on until `isOver`. */
function looksAt(spin: string): Place[][] {
  const stdin = { contents: LOOKER, resolveDir: __dirname, loader: "ts" as const };
  const looker = buildSync({ stdin, bundle: true, platform: "node", write: false }).outputFiles[0].text;
  const main = `
    const over = new Int32Array(new SharedArrayBuffer(4));
    const { Worker } = require("node:worker_threads");
    const worker = new Worker(${JSON.stringify(looker)}, { eval: true, workerData: over });
    worker.on("message", (text) => {
      require("node:fs").writeSync(1, text);
      process.kill(process.pid, "SIGKILL");
    });
    const { Script } = require("node:vm");
    const spin = new Script(${JSON.stringify(spin)}, { filename: "spinning.js" }).runInThisContext();
    spin(() => Atomics.load(over, 0) > 0);
  `;
  return JSON.parse(spawnSync(process.execPath, ["--eval", main], { encoding: "utf8" }).stdout) as Place[][];
}

test.each([
  ["a loop", "(function spin(isOver) { while (!isOver()); })"],
  [
    "a chain of promises, which is mostly between two of them",
    "(async function spin(isOver) { while (!isOver()) await null; })",
  ],
])("each look meets the code of %s", (_, spin) => {
  expect(looksAt(spin).map((places) => places[0]?.name)).toEqual(Array<string>(LOOKS).fill("spin"));
});
