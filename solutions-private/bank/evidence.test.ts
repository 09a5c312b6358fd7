import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EvidenceFolder } from "./evidence";
import type { Matrix } from "./matrix";
import { tally } from "./tally";

let from: string;
let kept: string;
beforeEach(() => ([from, kept] = [1, 2].map(() => mkdtempSync(join(tmpdir(), "evidence-")))));
afterEach(() => [from, kept].forEach((folder) => rmSync(folder, { recursive: true })));

function matrix(kit: string, runs: number, fault?: string): Matrix {
  const cells = ["a", "b"].map((scenario) => ({ lab: "2a", scenario, runs, cpuMs: 1, unknown: 0, fault }));
  const played = { cells, runs: 2 * runs, cpuMs: 2 };
  return tally(
    { mutants: [], scenarios: [], variants: ["one", "two"].map((name) => ({ variant: { name, way: "" }, played })) },
    { kit: { version: "0", hash: kit, nodeMajor: 20 }, seeds: { choice: "1..5", base: 1 }, until: "cell" },
  );
}

const write = (file: string, content: Matrix): void => writeFileSync(join(from, file), JSON.stringify(content));

it("keeps what each campaign came to, programs with the same runs together", () => {
  write("right-2a.json", matrix("this", 5));
  const folder = new EvidenceFolder(kept);
  expect(folder.take(from, "this")).toEqual([]);
  expect(folder.all("right")).toMatchObject([
    { kit: "this", right: [{ runs: 5, programs: ["one", "two"], tests: ["2a/a", "2a/b"] }], alarms: [] },
  ]);
});

it("puts a campaign that was run anew in the old one's place, and leaves what is of another kit", () => {
  const folder = new EvidenceFolder(kept);
  for (const runs of [5, 7]) {
    write("right-2a.json", matrix("this", runs));
    folder.take(from, "this");
  }
  write("right-2a.json", matrix("other", 9));
  expect(folder.take(from, "this")).toEqual(["right-2a.json"]);
  expect(folder.all("right").map(({ right }) => right[0].runs)).toEqual([7]);
});

it("takes nothing in which the kit itself failed", () => {
  write("quick.json", matrix("this", 5, "out of memory"));
  expect(() => new EvidenceFolder(kept).take(from, "this")).toThrow("quick.json: the kit itself failed in 4 cells");
});

it("reads the campaigns in the order of their numbers", () => {
  for (const first of [101, 2, 1001]) write(`classic-${first}.json`, matrix("this", first));
  const folder = new EvidenceFolder(kept);
  folder.take(from, "this");
  expect(folder.all("classic-").map(({ right }) => right[0].runs)).toEqual([2, 101, 1001]);
});
