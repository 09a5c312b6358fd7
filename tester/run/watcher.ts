/**
 * The watching thread of a watched child: tells which server is running, and when the run takes too much, where it is.
 *
 * The main thread may be in an endless loop and answer nothing. V8's debugger can stop it anyway, in a synchronous loop
 * and in an endless chain of promises. A loop is caught somewhere in its body, so the watcher looks several times and
 * names the innermost function that all looks have in common, at the first of its lines seen.
 */
import { writeSync } from "node:fs";
import { Session, type Debugger } from "node:inspector";
import { workerData } from "node:worker_threads";
import { RUN_CPU_LIMIT_MS } from "./limits";
import { SIGHTING_FD, type Sighting } from "./message";
import { commonFrames, type Place } from "./places";
import { cpuMs, Watch } from "./watch";

const INTERVAL_MS = 10;
/** Looks early enough to be done before the parent ends the run. */
const LOOK_AT_CPU_MS = RUN_CPU_LIMIT_MS * 0.5;
/** In memory as large as this part of what the heap may have. */
const LOOK_AT_HEAP = 0.7;
/** Looks that met the submission's code, and all looks. */
const LOOKS_WANTED = 10;
const LOOKS_MAX = 60;
const PAUSE_BETWEEN_LOOKS_MS = 5;
/** Native code can't be stopped: then this look has met nothing. */
const LOOK_LIMIT_MS = 250;
/** The name under which realms run a submission. */
const SCRIPT = "submission.js";

const { memory, heapMb } = workerData as { memory: SharedArrayBuffer; heapMb: number };
const watch = new Watch(memory);
let hasLooked = false;
let lastLine = "";

function tell(sighting: Sighting): void {
  const line = `${JSON.stringify(sighting)}\n`;
  if (line === lastLine) return;
  lastLine = line;
  writeSync(SIGHTING_FD, line);
}

function tick(): void {
  if (hasLooked) return;
  tell({ server: watch.server, atUs: watch.atUs });
  const usedMs = cpuMs() - watch.cpuBeforeMs;
  const residentMb = process.memoryUsage.rss() / 1_048_576;
  if (usedMs < LOOK_AT_CPU_MS && residentMb < heapMb * LOOK_AT_HEAP) return;
  hasLooked = true;
  void look();
}

async function look(): Promise<void> {
  const { server, atUs } = watch;
  const session = new Session();
  session.connectToMainThread();
  // The frames themselves name no script: their url is empty where it is none, and `submission.js` is none.
  const scripts = new Set<string>();
  session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => {
    if (url === SCRIPT) scripts.add(scriptId);
  });
  session.post("Debugger.enable");
  const stacks: Place[][] = [];
  for (let i = 0; i < LOOKS_MAX && stacks.length < LOOKS_WANTED; i++) {
    const places = await pausedPlaces(session, scripts);
    if (places.length > 0) stacks.push(places);
    // A run that only takes long has gone on meanwhile: then no place is to blame.
    const isStuck = watch.server === server && watch.atUs === atUs;
    // Told after each look, as the parent may end the run at any time.
    tell({ server: watch.server, atUs: watch.atUs, frames: isStuck ? commonFrames(stacks) : [] });
    if (!isStuck) break;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_BETWEEN_LOOKS_MS));
  }
  session.disconnect();
}

/** Stops the main thread for a moment: the submission's own places on its stack, innermost first. */
function pausedPlaces(session: Session, scripts: ReadonlySet<string>): Promise<Place[]> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve([]), LOOK_LIMIT_MS);
    session.once("Debugger.paused", ({ params }) => {
      clearTimeout(timer);
      session.post("Debugger.resume");
      resolve(placesOf(params.callFrames, scripts));
    });
    session.post("Debugger.pause");
  });
}

function placesOf(frames: Debugger.CallFrame[], scripts: ReadonlySet<string>): Place[] {
  return frames
    .filter(({ location }) => scripts.has(location.scriptId))
    .map(({ functionName, location, functionLocation }) => ({
      name: functionName,
      start: `${functionLocation?.lineNumber}:${functionLocation?.columnNumber}`,
      line: location.lineNumber + 1,
      column: (location.columnNumber ?? 0) + 1,
    }));
}

// Not unref'd: the thread itself is, and the interval is all that keeps it going.
setInterval(tick, INTERVAL_MS);
