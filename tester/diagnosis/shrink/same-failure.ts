import type { RunReply } from "../../run/message";

/** Whether two runs fail in the same way: by the same law, and where a program throws at the same place. */
export function isSameFailure(one: RunReply, other: RunReply): boolean {
  const [a, b] = [one.outcome.violation, other.outcome.violation];
  if (a === undefined || b === undefined || other.outcome.verdict !== "fail") return false;
  return a.law === b.law && a.frames[0] === b.frames[0];
}
