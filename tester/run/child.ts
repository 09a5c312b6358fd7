/**
 * A child process: runs what its parent asks, one run at a time, and answers with the outcome.
 *
 * `node child.js`, or `node child.js careful` to repeat a run that took too much: then a thread watches it, and says on
 * a pipe of its own where it is (watcher.ts).
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { kitRoot } from "../realm/kit-root";
import { LoadedProgram } from "../realm/realm";
import { findScenario } from "../scenarios/registry";
import type { Inspected } from "../trace/inspected";
import { choicesIn } from "./choices";
import { extentOf } from "./extent";
import type { FromChild, RunReply, RunRequest, ToChild } from "./message";
import { runOnce } from "./run";
import { Watch } from "./watch";

const isCareful = process.argv[2] === "careful";
const watch = isCareful ? new Watch() : undefined;
let loaded: LoadedProgram | undefined;

async function perform({
  lab,
  scenario: name,
  seed,
  edits,
  trace: wish,
  choices: asked,
  extent: isMeasured,
  without,
  inspects,
}: RunRequest): Promise<RunReply> {
  const scenario = findScenario(lab, name);
  if (loaded === undefined || scenario === undefined) throw new Error(`asked for ${lab}/${name}, which isn't there`);
  watch?.begin();
  const states: Inspected[] | undefined = inspects && [];
  const ran = await runOnce(loaded, scenario, seed, edits, { watch, without, states });
  const { outcome, trace, edited } = ran;
  const isWanted = wish === "always" || (wish === "unless passed" && outcome.verdict !== "pass");
  const choices = asked && choicesIn(trace, asked.within, asked.mayCrash);
  const extent = isMeasured && extentOf(trace, edited);
  return { outcome, trace: isWanted ? trace.jsonl() : undefined, choices, extent, states };
}

async function answer(request: RunRequest): Promise<FromChild> {
  try {
    const reply = await perform(request);
    return { kind: "reply", reply, residentMb: process.memoryUsage.rss() / 1_048_576 };
  } catch (error) {
    return { kind: "fault", text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on("message", (message: ToChild) => {
  if (message.kind === "load") loaded = new LoadedProgram(message.program);
  else void answer(message.request).then((reply) => process.send!(reply));
});
// Ctrl-C reaches the whole group: the parent decides when its children end, and says what is done so far.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit());

if (watch !== undefined) new Worker(join(kitRoot(), ".raftlab", "watcher.js"), { workerData: watch.memory }).unref();
