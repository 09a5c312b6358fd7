import { Positions } from "../realm/source-map";
import { limitsOf } from "./limits";
import { runawayOutcome, unknownOutcome } from "./runaway";
import { outcomeWith } from "./sample";

const REQUEST = { lab: "2a", scenario: "initial-election", seed: 3, edits: "", trace: "never" as const };
/** Line 1 of the script is line 1 of raft.ts. */
const MAP = JSON.stringify({ version: 3, sources: ["submission:raft.ts"], names: [], mappings: "AAAA" });
const positions = new Positions(MAP);

test("an endless loop names server, time and place", () => {
  const sighting = { server: 1, atUs: 312_000, frames: ["at spin (submission.js:1:1)"] };
  const { verdict, token, violation } = runawayOutcome(REQUEST, "cpu", sighting, positions, limitsOf(1_024));
  expect({ verdict, token }).toEqual({ verdict: "fail", token: "2a/initial-election/3" });
  expect(violation).toMatchObject({
    ...{ law: "budget", servers: [1], atUs: 312_000, frames: ["at spin (raft.ts:1)"] },
    what: "S1 doesn't come to the end of an event: it is in spin (raft.ts:1), and goes on.",
  });
});

test("where nobody could look, it says what is known", () => {
  const early = runawayOutcome(REQUEST, "cpu", { server: 1, atUs: 5 }, positions, limitsOf(1_024));
  expect(early.violation!.what).toBe("S1 doesn't come to the end of an event.");
  const moving = runawayOutcome(REQUEST, "cpu", { server: 1, atUs: 5, goesOn: true }, positions, limitsOf(1_024));
  expect(moving.violation!.what).toBe("The run took more than 5 s of CPU time; it was at S1's events then.");
  const blind = runawayOutcome(REQUEST, "memory", undefined, positions, limitsOf(1_024));
  expect(blind.violation).toMatchObject({ servers: [], what: "A server took more memory than a run may have." });
});

test("what didn't happen again is unknown, not fail", () => {
  expect(unknownOutcome("memory", outcomeWith())).toMatchObject({
    verdict: "unknown",
    reason: "The run took more memory than a run may have, and not again when it was repeated alone.",
  });
});
