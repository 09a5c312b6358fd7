import type { RunReply } from "../../run/message";
import { Trace } from "../../trace/trace";
import { diagnose } from "../diagnose";
import type { RuleName } from "../rule";

/** The rule of a run, as the diagnosis names it first; a hint is none. Made once a run. */
const known = new WeakMap<RunReply, { rule: RuleName | undefined }>();

function ruleOf(reply: RunReply): RuleName | undefined {
  const { outcome, trace } = reply;
  if (trace === undefined || outcome.violation === undefined) return undefined;
  let found = known.get(reply);
  if (found === undefined) {
    const first = diagnose(Trace.parse(trace).events, outcome.violation).broken[0];
    found = { rule: first?.isHint === undefined ? first?.rule : undefined };
    known.set(reply, found);
  }
  return found.rule;
}

/**
 * Whether two runs fail in the same way: by the same law, where a program throws at the same place, and by the same rule
 * where the first run's trace shows for certain which one was broken.
 */
export function isSameFailure(first: RunReply, other: RunReply): boolean {
  const [a, b] = [first.outcome.violation, other.outcome.violation];
  if (a === undefined || b === undefined || other.outcome.verdict !== "fail") return false;
  if (a.law !== b.law || a.frames[0] !== b.frames[0]) return false;
  const rule = ruleOf(first);
  return rule === undefined || ruleOf(other) === rule;
}
