import type { Choice } from "../run/choices";
import type { RunReply } from "../run/message";
import { outcomeWith, VIOLATION } from "../run/sample";
import { Explorer, type Bounds, type Coverage, type Search } from "./explorer";

const BOUNDS: Bounds = { lab: "2b", servers: 3, seed: 1, deviations: 2, within: 10, random: 0, depth: 3 };

/** Every run has these choices; its shape is its own set of edits unless `shapeOf` says otherwise. */
const CHOICES: Choice[] = [
  { n: 0, edit: "a" },
  { n: 3, edit: "b" },
  { n: 3, edit: "c" },
  { n: 7, edit: "d" },
];

interface World {
  bad?: (edits: string) => boolean;
  shapeOf?: (edits: string) => string;
  isDone?: (edits: string) => boolean;
  stopsAtFirst?: boolean;
  /** When a run comes to its end, of those that are under way. */
  ended?: (edits: string) => Promise<unknown>;
}

async function explore(world: World, bounds = BOUNDS): Promise<{ ran: string[]; done: string[]; coverage: Coverage }> {
  const ran: string[] = [];
  const done: string[] = [];
  const { bad = () => false, shapeOf = (edits) => edits, isDone = () => false, stopsAtFirst = false } = world;
  const { ended = () => Promise.resolve() } = world;
  const search: Search = {
    run: async ({ edits }): Promise<RunReply> => {
      ran.push(edits);
      await ended(edits);
      const failed = outcomeWith({ verdict: "fail", violation: VIOLATION, edits });
      const outcome = bad(edits) ? failed : outcomeWith({ edits });
      return { outcome, choices: { choices: CHOICES, shape: shapeOf(edits) } };
    },
    isDone,
    done: (edits) => done.push(edits),
    progress: () => undefined,
    stopsAtFirst,
  };
  const coverage = await new Explorer(bounds, search).explore();
  return { ran, done, coverage };
}

test("every set of at most two deviations is run once, in the order of the run", async () => {
  const { ran, coverage } = await explore({});
  const singles = ["a", "b", "c", "d"];
  const pairs = ["a,b", "a,c", "a,d", "b,c", "b,d", "c,b", "c,d"];
  expect(ran).toEqual(["", ...singles, ...pairs]);
  expect(coverage).toMatchObject({ runs: 12, alike: 0, found: [], unknown: 0 });
});

test("without deviations only the quiet run, with more of them longer sets", async () => {
  expect((await explore({}, { ...BOUNDS, deviations: 0 })).ran).toEqual([""]);
  expect((await explore({}, { ...BOUNDS, deviations: 3 })).ran).toContain("a,b,d");
});

test("a schedule that shows nothing new is not gone on from", async () => {
  const { ran, coverage } = await explore({ shapeOf: (edits) => (edits === "b" ? "" : edits) });
  expect(ran.filter((edits) => edits.startsWith("b,"))).toEqual([]);
  expect(coverage.alike).toBe(1);
});

test("a violation is told and not gone on from; the first one ends the search where it is asked to", async () => {
  const bad = (edits: string): boolean => edits.startsWith("b") || edits === "c,d";
  const all = await explore({ bad });
  expect(all.coverage.found.map(({ edits }) => edits)).toEqual(["b", "c,d"]);
  expect(all.ran).not.toContain("b,d");
  // What begins with c is searched again by whoever goes on from here: its violation must be told again.
  expect(all.done).toEqual(["a", "d"]);
  const first = await explore({ bad, stopsAtFirst: true });
  expect(first.coverage.found.map(({ edits }) => edits)).toEqual(["b"]);
  expect(first.done).toEqual([]);
});

test("which run ends first doesn't matter", async () => {
  const turns = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) await Promise.resolve();
  };
  const bad = (edits: string): boolean => edits === "a" || edits === "d";
  // "b" and "c" are alike.
  const shapeOf = (edits: string): string => edits.replace("c", "b");
  const early = await explore({ bad, shapeOf });
  const late = await explore({ bad, shapeOf, ended: (edits) => turns(200 - edits.charCodeAt(0)) });
  expect(late.coverage.found.map(({ edits }) => edits)).toEqual(["a", "d"]);
  expect(late.ran).toEqual(early.ran);
});

test("what was searched before is left out, and what is searched now is told", async () => {
  const { ran, done } = await explore({ isDone: (edits) => edits === "a" });
  expect(ran.filter((edits) => edits.startsWith("a,"))).toEqual([]);
  expect(done).toEqual(["b", "c", "d"]);
});

test("beyond the bound, so many schedules by priorities", async () => {
  const { ran } = await explore({}, { ...BOUNDS, deviations: 0, random: 3, within: 60 });
  expect(ran).toEqual(["", "p1.3.60", "p2.3.60", "p3.3.60"]);
});
