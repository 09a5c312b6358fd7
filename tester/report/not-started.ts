import type { Violation } from "../run/result";
import type { Paint } from "./paint";

/** `starter/raft.ts:85`: where the gap is, or the entry file. */
function gapPlace({ frames }: Violation, impl: string): string {
  const place = /\(?([\w./-]+:\d+):\d+\)?$/.exec(frames[0] ?? "")?.[1] ?? "raft.ts";
  return `${impl.replace(/[\\/]+$/, "")}/${place}`;
}

/** What to do first, when the first failure is a gap that is still to be filled. Never a stack trace. */
export function notStartedText(violation: Violation, impl: string, paint: Paint): string {
  const { lab, what } = violation.todo ?? { lab: "2a", what: "the first gap" };
  return [
    paint.strong(`Not started: lab ${lab}: ${what} is still to be written.`),
    `Begin with ${what} in ${gapPlace(violation, impl)}; labs/${lab}/README.md says what to build.`,
  ].join("\n");
}
