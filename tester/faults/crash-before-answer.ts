import type { CrashPlan } from "../cluster/process";

/**
 * A crash between an entry's commit and the answer to who asked for it: in the event in which the server next answers
 * anybody, once it has applied something. A service that answers in an event of its own is caught there too.
 */
export function beforeAnswer(): CrashPlan {
  let hasApplied = false;
  return (effects) => {
    for (const [i, effect] of effects.entries()) {
      if (effect.startsWith("apply\t")) hasApplied = true;
      if (hasApplied && effect.startsWith("answer\t")) return i;
    }
    return undefined;
  };
}
