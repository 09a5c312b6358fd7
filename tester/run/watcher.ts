/**
 * The watching thread of a watched child: tells which server is running, and when the run takes too much, where it is.
 *
 * The main thread may be in an endless loop and answer nothing. V8's debugger can stop it anyway, in a synchronous loop
 * and in an endless chain of promises. A loop is caught somewhere in its body, so the watcher looks several times and
 * names the innermost function that all looks have in common, at the first of its lines seen.
 */
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { RUN_CPU_LIMIT_MS } from "./limits";
import { MainThread } from "./main-thread";
import { SIGHTING_FD, type Sighting } from "./message";
import { commonFrames, type Place } from "./places";
import { cpuMs, Watch } from "./watch";

const INTERVAL_MS = 10;
/** Looks early enough to be done before the parent ends the run. */
const LOOK_AT_CPU_MS = RUN_CPU_LIMIT_MS * 0.5;
/** In memory as large as this part of what the heap may have. */
const LOOK_AT_HEAP = 0.7;
/** Looks that met the submission's code, and all looks. So many that a loop that goes through two functions shows both. */
const LOOKS_WANTED = 20;
const LOOKS_MAX = 60;
const PAUSE_BETWEEN_LOOKS_MS = 5;
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
  const thread = new MainThread(SCRIPT);
  const stacks: Place[][] = [];
  for (let i = 0; i < LOOKS_MAX && stacks.length < LOOKS_WANTED; i++) {
    const places = await thread.look();
    if (places.length > 0) stacks.push(places);
    const isStuck = watch.server === server && watch.atUs === atUs;
    // Told after each look, as the parent may end the run at any time.
    tell({
      server: watch.server,
      atUs: watch.atUs,
      ...(isStuck ? { frames: commonFrames(stacks) } : { goesOn: true }),
    });
    if (!isStuck) break;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_BETWEEN_LOOKS_MS));
  }
  thread.disconnect();
}

// Not unref'd: the thread itself is, and the interval is all that keeps it going.
setInterval(tick, INTERVAL_MS);
