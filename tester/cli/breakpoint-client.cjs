/**
 * For a test: plays the editor for `node -r breakpoint-client.cjs cli.js replay … --in-process`.
 *
 * A thread speaks the inspector's protocol to the main thread. As VS Code does, it stops before each script that has a
 * source map, finds BREAKPOINT (`file:///…/raft.ts:12`) in it, and sets the breakpoint there. Prints where it is hit first.
 *
 * Without a BREAKPOINT it sets none, and prints where it is stopped: file and line, `this.me`, and the line after one step.
 */
const { Worker, isMainThread, workerData } = require("node:worker_threads");
const { SourceMap } = require("node:module");
const { writeSync } = require("node:fs");

const LIMIT_MS = 30_000;

if (isMainThread) {
  const ready = new Int32Array(new SharedArrayBuffer(4));
  new Worker(__filename, { workerData: ready, execArgv: [] }).unref();
  // The command begins when the editor has attached: the thread needs the main thread's loop to do that.
  const { runMain } = require("node:module");
  require("node:module").runMain = async (...args) => {
    const beganAtMs = performance.now();
    while (Atomics.load(ready, 0) === 0) {
      if (performance.now() - beganAtMs > LIMIT_MS) throw new Error("the debugger didn't attach");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    runMain(...args);
  };
} else {
  if (process.env.BREAKPOINT) attach(workerData);
  else watch(workerData);
}

/** An editor in which nobody has set a breakpoint. */
function watch(ready) {
  const { Session } = require("node:inspector");
  const session = new Session();
  session.connectToMainThread();
  const maps = new Map();
  let stops = 0;
  session.on("Debugger.scriptParsed", ({ params: { scriptId, sourceMapURL } }) => {
    if (!sourceMapURL?.startsWith("data:")) return;
    maps.set(scriptId, new SourceMap(JSON.parse(Buffer.from(sourceMapURL.split(",")[1], "base64").toString())));
  });
  session.on("Debugger.paused", ({ params: { callFrames } }) => {
    const [{ location, callFrameId, functionName }] = callFrames;
    const entry = maps.get(location.scriptId)?.findEntry(location.lineNumber, location.columnNumber);
    session.post("Debugger.evaluateOnCallFrame", { callFrameId, expression: "this.me" }, (_, { result }) => {
      const place = `${entry?.originalSource ?? "elsewhere"}:${entry?.originalLine + 1}`;
      writeSync(2, `stop ${++stops} in ${functionName}, ${place}, me ${result.value}\n`);
      session.post(stops === 1 ? "Debugger.stepOver" : "Debugger.resume");
    });
  });
  session.post("Debugger.enable", () => Atomics.store(ready, 0, 1));
  setInterval(() => undefined, 1_000);
}

function attach(ready) {
  const [, file, line] = /^(.*):(\d+)$/.exec(process.env.BREAKPOINT);
  const { Session } = require("node:inspector");
  const session = new Session();
  session.connectToMainThread();
  let isSet = false;
  let isHit = false;
  session.on("Debugger.scriptParsed", ({ params: { url, sourceMapURL } }) => {
    if (isSet || url !== "submission.js" || !sourceMapURL) return;
    isSet = true;
    const map = JSON.parse(Buffer.from(sourceMapURL.split(",")[1], "base64").toString());
    session.post("Debugger.setBreakpointByUrl", { url, ...placeOf(new SourceMap(map), file, Number(line)) });
  });
  session.on("Debugger.paused", ({ params: { callFrames, hitBreakpoints } }) => {
    if (!isHit && hitBreakpoints?.length && callFrames[0].functionName !== "") {
      isHit = true;
      writeSync(2, `hit in ${callFrames[0].functionName}\n`);
    }
    session.post("Debugger.resume");
  });
  session.post("Debugger.enable");
  session.post(
    "Debugger.setInstrumentationBreakpoint",
    { instrumentation: "beforeScriptWithSourceMapExecution" },
    () => {
      Atomics.store(ready, 0, 1);
    },
  );
  // Keeps the thread alive.
  setInterval(() => undefined, 1_000);
}

/** The first generated place of a line. Node's SourceMap finds only the other way round. */
function placeOf(map, file, line) {
  for (let row = 0; row < 100_000; row++) {
    for (let column = 0; column < 200; column++) {
      const entry = map.findEntry(row, column);
      if (entry.originalSource === file && entry.originalLine === line - 1 && entry.generatedLine === row) {
        return { lineNumber: row, columnNumber: entry.generatedColumn };
      }
    }
  }
  throw new Error(`${file}:${line} isn't in the script`);
}
