import type { Diagnosis } from "../diagnosis/diagnosis";
import { failureText, logSection } from "./failure";
import { paintFor } from "./paint";
import { FAILED, outcomeWith, VIOLATION } from "../run/sample";

const plain = { paint: paintFor(false), impl: "starter" };

test("a failure reads law, when, who, what, the events before, what was printed, often, replay, timeline", () => {
  const timeline = ".raftlab/failures/2a-initial-election-7.html";
  expect(failureText(FAILED, { ...plain, timeline })).toBe(`
  At most one leader a term (Raft §5.2)
    at 1.204 s, S0 and S2

  S2 became leader of term 3, which S0 has led since 0.911 s.
    expected  one leader in term 3
    got       S0 and S2

  Before it:
    0.911 s  S0 becomes leader of term 3
    1.190 s  S1 votes for S2 in term 3

  What the servers printed:
    1.203 s  S2: won with 2 votes

  Often: votedFor isn't kept for the whole term.

  Replay:    npx --no-install raftlab replay 2a/initial-election/7
  Timeline:  .raftlab/failures/2a-initial-election-7.html`);
});

test("with a diagnosis it names the rule broken first, tells how it came to it, who waits, and what to read again", () => {
  const diagnosis: Diagnosis = {
    broken: [
      {
        rule: "one-vote-a-term",
        servers: [1, 2],
        n: 40,
        atUs: 1_190_000,
        what: "S1, having voted for S0, votes for S2",
      },
    ],
    story: [
      { n: 30, atUs: 911_000, text: "S0 is leader of term 3" },
      { n: 40, atUs: 1_190_000, text: "S1, having voted for S0, votes for S2" },
    ],
    waiting: [{ server: 1, sinceUs: 1_190_000, text: "in term 3, has heard S0 last" }],
    hidden: ["What is saved can't be read."],
    readAgain: "labs/2a/README.md, «What to build»",
  };
  expect(failureText(FAILED, { ...plain, diagnosis })).toBe(`
  At most one leader a term (Raft §5.2)
    at 1.204 s, S0 and S2

  S2 became leader of term 3, which S0 has led since 0.911 s.
    expected  one leader in term 3
    got       S0 and S2

  Broken first: a server votes for at most one candidate in a term (Raft §5.2, Figure 2 (RequestVote 2))
    1.190 s  S1, having voted for S0, votes for S2.

  How it came to it:
    0.911 s  S0 is leader of term 3
    1.190 s  S1, having voted for S0, votes for S2

  At the end:
    S1  since 1.190 s  in term 3, has heard S0 last

  What the servers printed:
    1.203 s  S2: won with 2 votes

  Often: votedFor isn't kept for the whole term.
  Read again: labs/2a/README.md, «What to build»

  Replay:    npx --no-install raftlab replay 2a/initial-election/7`);
});

test("a throw shows the student's own frames, and the replay names the submission's folder", () => {
  const violation = {
    ...VIOLATION,
    ...{
      title: "The submission's code runs without an error",
      source: "",
      servers: [1],
      expected: "",
      got: "",
      often: "",
    },
    what: "S1 threw TypeError: x is not a function",
    frames: ["at Raft.start (raft.ts:12:3)"],
  };
  const outcome = outcomeWith({ seed: 7, verdict: "fail", violation });
  expect(failureText(outcome, { ...plain, impl: "../my raft" })).toBe(`
  The submission's code runs without an error
    at 1.204 s, S1

  S1 threw TypeError: x is not a function
      at Raft.start (raft.ts:12:3)

  Replay:    npx --no-install raftlab replay 2a/initial-election/7 --impl "../my raft"`);
});

test("what the sentence rests on is listed, and clerks have their own names", () => {
  const evidence = [`0.300 s to 0.400 s  C1  append("k", "b")`, `0.500 s to 0.600 s  C2  get("k") → "a"`];
  const violation = { ...VIOLATION, servers: [4, 5], evidence };
  const outcome = outcomeWith({ verdict: "fail", violation });
  const lines = failureText(outcome, plain).split("\n");
  expect(lines[2]).toBe("    at 1.204 s, C1 and C2");
  expect(lines.slice(6, 10)).toEqual(["    got       S0 and S2", "", ...evidence.map((line) => `    ${line}`)]);
});

test("of a flood of logs only the last lines are shown, and it says so; the same for a long line", () => {
  const logs = Array.from({ length: 51 }, (_, i) => `${i}.000 s  S0: ${"x".repeat(300)}`);
  const lines = logSection(logs, plain.paint);
  expect(lines[1]).toBe("  What the servers printed, the last 20 of 51 lines:");
  expect(lines).toHaveLength(22);
  expect(lines[2]).toMatch(/^ {4}31\.000 s {2}S0: x+…$/);
  expect(lines[2]).toHaveLength(164);
});

test("colour takes nothing away and adds no text", () => {
  const bare = failureText(FAILED, { ...plain, paint: paintFor(true) }).replace(/\x1b\[\d+m/g, "");
  expect(bare).toBe(failureText(FAILED, plain));
});

test("each server has a colour of its own", () => {
  const { speaker } = paintFor(true);
  const colours = ["S0", "S1", "S2", "S3", "S4", "S5", "S6"].map((name) => speaker(name).replace(name, ""));
  expect(new Set(colours).size).toBe(7);
});
