import { LoadedProgram } from "../../tester/realm/realm";
import { runOnce } from "../../tester/run/run";
import { findScenario } from "../../tester/scenarios/registry";
import type { Asked, Batch, Failure, Progress } from "./batch";

/** Makes the runs of one batch, and says after each how it went: what measure.js does as a child of itself. */
export function serveOneBatch(): void {
  process.on("disconnect", () => process.exit());
  process.once("message", (batch: Batch) => void serve(batch));
}

async function serve({ program, runs, stopsAtFailure }: Batch): Promise<void> {
  const loaded = new LoadedProgram(program);
  for (const [i, asked] of runs.entries()) {
    const progress = await perform(loaded, asked);
    await new Promise((resolve) => process.send!({ ...progress, done: i + 1 } satisfies Progress, resolve));
    if (stopsAtFailure && progress.failure !== undefined && progress.failure.law !== "tester") break;
  }
  process.disconnect();
}

async function perform(loaded: LoadedProgram, asked: Asked): Promise<{ cpuMs: number; failure?: Failure }> {
  const { lab, scenario, seed } = asked;
  try {
    const { outcome } = await runOnce(loaded, findScenario(lab, scenario)!, seed, "");
    const { verdict, violation, cpuMs } = outcome;
    if (verdict === "pass") return { cpuMs };
    const what = [violation?.what, violation?.expected, violation?.got].filter((part) => part).join(" | ");
    return { cpuMs, failure: { ...asked, law: violation?.law ?? verdict, what } };
  } catch (error) {
    return {
      cpuMs: 0,
      failure: { ...asked, law: "tester", what: error instanceof Error ? error.message : String(error) },
    };
  }
}
