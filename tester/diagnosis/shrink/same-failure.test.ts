import type { RunReply } from "../../run/message";
import { VIOLATION } from "../../run/sample";
import { Trace } from "../../trace/trace";
import { isSameFailure } from "./same-failure";

const failing = (law: string, ...frames: string[]): RunReply => ({
  outcome: { verdict: "fail", violation: { ...VIOLATION, law, frames } } as unknown as RunReply["outcome"],
});

test("the same law, and the same place where there is one", () => {
  expect(isSameFailure(failing("calm"), failing("calm"))).toBe(true);
  expect(isSameFailure(failing("calm"), failing("leader"))).toBe(false);
  expect(isSameFailure(failing("submission", "at a (raft.ts:1:1)"), failing("submission", "at b (raft.ts:2:1)"))).toBe(
    false,
  );
  const passing = { outcome: { verdict: "pass" } } as unknown as RunReply;
  expect(isSameFailure(failing("calm"), passing)).toBe(false);
});

/** S2 gives these candidates votes that it doesn't save, and the run fails by the law given. */
function votesFor(law: string, ...candidates: readonly number[]): RunReply {
  const trace = new Trace();
  trace.record(0, { kind: "run", format: 1, lab: "2a", scenario: "s", seed: 1, edits: "", servers: 3 });
  for (const server of [0, 1, 2]) trace.record(0, { kind: "boot", server, incarnation: 1 });
  for (const [call, server] of candidates.entries()) {
    const [atUs, args] = [1_000 * (call + 1), { term: 1, candidateId: server, lastLogIndex: 0, lastLogTerm: 0 }];
    trace.record(atUs, { kind: "fire", server, timer: 1 });
    trace.record(atUs, { kind: "state", server, term: 1, isLeader: false });
    trace.record(atUs, { kind: "send", server, to: 2, call, method: "Raft.requestVote", args: JSON.stringify(args) });
    trace.record(atUs, { kind: "deliver", server: 2, from: server, call, copy: 0 });
    trace.record(atUs, { kind: "answer", server: 2, to: server, call, reply: '{"term":1,"voteGranted":true}' });
  }
  return { ...failing(law), trace: trace.jsonl() };
}

test("the same rule, where the first run shows which one was broken", () => {
  const [unsaved, none] = [votesFor("calm", 0, 1), votesFor("calm")];
  expect(isSameFailure(unsaved, votesFor("calm", 1))).toBe(true);
  expect(isSameFailure(unsaved, none)).toBe(false);
  expect(isSameFailure(unsaved, votesFor("leader", 1))).toBe(false);
  // Where it shows none, the law alone counts.
  expect(isSameFailure(none, unsaved)).toBe(true);
});
