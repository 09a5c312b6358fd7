/**
 * A child process: runs what its parent asks, one run at a time, and answers with the outcome.
 *
 * `node child.js plain|watched|announced`: the latter two repeat a run that took too much, and say on a pipe of its own
 * where it is. `node child.js self-test` ends at once: whoever started it wanted to know whether that works.
 */
import { Socket } from "node:net";
import { join } from "node:path";
import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import { kitRoot } from "../realm/kit-root";
import { LoadedProgram } from "../realm/realm";
import { findScenario } from "../scenarios/registry";
import type { Inspected } from "../trace/inspected";
import { Announcer } from "./announcer";
import { choicesIn } from "./choices";
import { extentOf } from "./extent";
import { readLines } from "./lines";
import { MESSAGE_FD, type FromChild, type Mode, type RunReply, type RunRequest, type ToChild } from "./message";
import { runOnce } from "./run";
import { Watch } from "./watch";

const mode = process.argv[2] as Mode | "self-test";
if (mode === "self-test") process.exit();
const watch = mode === "watched" ? new Watch() : mode === "announced" ? new Announcer() : undefined;
let loaded: LoadedProgram | { unloadable: string } | undefined;

async function perform(program: LoadedProgram, request: RunRequest): Promise<RunReply> {
  const {
    lab,
    scenario: name,
    seed,
    edits,
    trace: wish,
    choices: asked,
    extent: isMeasured,
    without,
    inspects,
  } = request;
  const scenario = findScenario(lab, name);
  if (scenario === undefined) throw new Error(`asked for ${lab}/${name}, which isn't there`);
  watch?.begin();
  const states: Inspected[] | undefined = inspects && [];
  const ran = await runOnce(program, scenario, seed, edits, { watch, without, states });
  const { outcome, trace, edited } = ran;
  const isWanted = wish === "always" || (wish === "unless passed" && outcome.verdict !== "pass");
  const choices = asked && choicesIn(trace, asked.within, asked.mayCrash);
  const extent = isMeasured && extentOf(trace, edited);
  return { outcome, trace: isWanted ? trace.jsonl() : undefined, choices, extent, states };
}

async function answer(request: RunRequest): Promise<FromChild> {
  if (loaded === undefined) return { kind: "fault", text: "asked for a run before there was a program" };
  if ("unloadable" in loaded) return { kind: "unloadable", text: loaded.unloadable };
  try {
    const reply = await perform(loaded, request);
    return { kind: "reply", reply, residentMb: process.memoryUsage.rss() / 1_048_576 };
  } catch (error) {
    return { kind: "fault", text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** What esbuild passes and V8 refuses is the submission's: nested too deeply, or no script at all. */
function load(message: ToChild & { kind: "load" }): LoadedProgram | { unloadable: string } {
  try {
    return new LoadedProgram(message.program);
  } catch (error) {
    return { unloadable: String(error) };
  }
}

const parent = new Socket({ fd: MESSAGE_FD, readable: true, writable: true });

function hear(line: string): void {
  const message = JSON.parse(line) as ToChild;
  if (message.kind === "load") loaded = load(message);
  else void answer(message.request).then((reply) => parent.write(`${JSON.stringify(reply)}\n`));
}

readLines(parent, Infinity, hear, () => undefined);
// Ctrl-C reaches the whole group: the parent decides when its children end, and says what is done so far.
process.on("SIGINT", () => undefined);
parent.on("close", () => process.exit());
parent.on("end", () => process.exit());

if (watch instanceof Watch) {
  const heapMb = getHeapStatistics().heap_size_limit / 1_048_576;
  new Worker(join(kitRoot(), ".raftlab", "watcher.js"), { workerData: { memory: watch.memory, heapMb } }).unref();
}
