import { isSameFailure } from "../diagnosis/shrink/same-failure";
import { Shrinker } from "../diagnosis/shrink/shrinker";
import { extentInWords } from "../diagnosis/shrink/words";
import { GivenUp } from "../run/fault";
import type { SmallerFinder } from "../run/suite";

/** Nobody waits longer than this for a smaller run, s. `raftlab shrink` takes its time. */
const WITHIN_S = 5;

/** Looks for a smaller run for the first failure of a suite, and for no other; `signal` ends it with the best so far. */
export function smallerForFirst(signal: AbortSignal): SmallerFinder {
  let isFirst = true;
  return async (failed, run) => {
    // Ended by the watchdog, it has no trace: each try would take as long again.
    if (!isFirst || failed.traceHash === "") return undefined;
    isFirst = false;
    const endsAtMs = performance.now() + WITHIN_S * 1_000;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[KShrinking the failure for at most ${WITHIN_S} s …\n`);
    const { lab, scenario, seed, edits } = failed;
    const isOver = (): boolean => signal.aborted || performance.now() > endsAtMs;
    const shrinker = new Shrinker({ lab, scenario, seed, edits }, { run, isSameFailure, isOver });
    try {
      const { best, token, isComplete } = await shrinker.shrink();
      if (best === undefined || token === failed.token) return undefined;
      return { token, size: `${extentInWords(best.extent)}${isComplete ? "" : `; after ${WITHIN_S} s of shrinking`}` };
    } catch (error) {
      if (error instanceof GivenUp) return undefined;
      throw error;
    }
  };
}
