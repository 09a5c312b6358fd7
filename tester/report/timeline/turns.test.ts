import type { Happening } from "../../trace/event";
import { Trace } from "../../trace/trace";
import { rowsOf } from "./rows";
import { ALL, turnsOf } from "./turns";

const TRACE = new Trace();
const at = (atUs: number, ...happenings: Happening[]) => happenings.forEach((each) => TRACE.record(atUs, each));
at(0, { kind: "run", format: 1, lab: "2a", scenario: "x", seed: 1, edits: "", servers: 2 });
at(10, { kind: "boot", server: 0, incarnation: 1 }, { kind: "arm", server: 0, timer: 1, delayUs: 9_000 });
at(10, { kind: "boot", server: 1, incarnation: 1 });
at(9_000, { kind: "fire", server: 0, timer: 1 }, { kind: "state", server: 0, term: 1, isLeader: false });
at(9_000, { kind: "fire", server: 0, timer: 2 });
at(9_000, { kind: "fault", verb: "heal", fault: 0, text: "heal all links" });
const TURNS = turnsOf(TRACE.events);

test("what a node is given and what it does then are one turn", () => {
  expect(TURNS.map(({ node, first, last }) => [node, first, last])).toEqual([
    [ALL, 0, 0],
    [0, 1, 2],
    [1, 3, 3],
    [0, 4, 5],
    [0, 6, 6],
    [ALL, 7, 7],
  ]);
});

test("a row a turn, with room for quiet; what isn't shown takes none", () => {
  const rows = rowsOf(TURNS, ({ first }) => first !== 6, "rows");
  expect([...rows.shown]).toEqual([0, 1, 2, 3, 5]);
  expect([...rows.at]).toEqual([1, 2, 3, 4.9, 4.9, 5.9]);
});

test("true to time, in milliseconds", () => {
  expect([...rowsOf(TURNS, () => true, "time").at]).toEqual([0, 0.01, 0.01, 9, 9, 9]);
});
