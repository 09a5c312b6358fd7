import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gradeAll, type Candidate, type Means } from "./grader";
import { Journal } from "./journal";
import { planLabs, type Plan } from "./plan";
import { isGraded } from "./result";
import { labWith, LOST_TEST, testWith } from "./sample";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "grader-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const scenario = (lab: string) => ({ lab, name: "one", title: "one", points: 20 });
const PLAN: Plan = { labs: planLabs([scenario("2a"), scenario("2b")], {}, "all"), runsAll: false };
const candidate = (name: string, hash = "h1"): Candidate => ({ name, hash, impl: "", notes: [] });
const KIT = { version: "1", hash: "k1", nodeMajor: 20 };

/** Grades without running anything; notes what it is asked for. */
function means(changes: Partial<Means> = {}): Means & { asked: string[] } {
  const asked: string[] = [];
  return {
    ...{ kit: KIT, journal: new Journal(join(folder, "journal.jsonl")), atOnce: 2 },
    ...{ counts: () => true, signal: new AbortController().signal, done: () => undefined, asked },
    execute: async ({ name }, { lab }) => {
      asked.push(`${name} ${lab}`);
      return { result: labWith([testWith()], { lab }), cost: { cpuMs: 1, wallMs: 1, attempts: 1 } };
    },
    ...changes,
  };
}

test("grades every lab of every submission once, and the second time none", async () => {
  const first = means();
  const grades = await gradeAll([candidate("ada"), candidate("bob")], PLAN, first);
  expect(first.asked.sort()).toEqual(["ada 2a", "ada 2b", "bob 2a", "bob 2b"]);
  const second = means();
  expect(await gradeAll([candidate("ada"), candidate("bob")], PLAN, second)).toEqual(grades);
  expect(second.asked).toEqual([]);
});

test("a submission, kit or plan that changed is graded again", async () => {
  await gradeAll([candidate("ada")], PLAN, means());
  const changed = means();
  await gradeAll([candidate("ada", "h2")], PLAN, changed);
  expect(changed.asked).toEqual(["ada 2a", "ada 2b"]);
  const newer = means({ kit: { ...KIT, hash: "k2" } });
  await gradeAll([candidate("ada")], PLAN, newer);
  expect(newer.asked).toEqual(["ada 2a", "ada 2b"]);
  const salted = means();
  await gradeAll([candidate("ada")], { ...PLAN, labs: planLabs([scenario("2a")], { salt: "x" }, "all") }, salted);
  expect(salted.asked).toEqual(["ada 2a"]);
});

test("a lab on failed ground isn't run, and says why", async () => {
  const failing = means({
    execute: async (_, { lab }) => ({
      result: labWith([LOST_TEST], { lab }),
      cost: { cpuMs: 1, wallMs: 1, attempts: 1 },
    }),
  });
  const [grade] = await gradeAll([candidate("ada")], PLAN, failing);
  expect(grade!.labs[1]).toMatchObject({ status: "not-run", because: "Lab 2a failed, on which it stands." });
  expect(isGraded(grade!)).toBe(true);
});

test("what is given up has no grade, and what was done is kept", async () => {
  const controller = new AbortController();
  const once = means({ signal: controller.signal });
  const { execute } = once;
  const stopping = {
    ...once,
    execute: (...args: Parameters<typeof execute>) => (controller.abort(), execute(...args)),
  };
  expect(await gradeAll([candidate("ada")], PLAN, stopping)).toEqual([undefined]);
  const again = means();
  await gradeAll([candidate("ada")], PLAN, again);
  expect(again.asked).toEqual(["ada 2b"]);
});

test("a fault is nobody's grade", async () => {
  const faulty = means({
    execute: async (_, { lab }) => ({
      result: labWith([], { lab, status: "fault", because: "its process ended twice" }),
      cost: { cpuMs: 0, wallMs: 0, attempts: 3 },
    }),
  });
  const [grade] = await gradeAll([candidate("ada")], PLAN, faulty);
  expect(isGraded(grade!)).toBe(false);
});
