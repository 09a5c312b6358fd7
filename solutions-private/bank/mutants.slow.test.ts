/** `raftlab mutants` as a command, on a few programs and short scenarios. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { raftlab, type Printed } from "../../tester/cli/command";
import { kitRoot } from "../../tester/realm/kit-root";
import { MATRIX_FOLDER } from "./frozen-kit";
import { matrixSchema, type Matrix } from "./matrix";

const folder = mkdtempSync(join(tmpdir(), "mutants-"));
/** A base of this test's own, and so a journal of its own. */
const BASE = "4000000000";

function journals(): string[] {
  if (!existsSync(MATRIX_FOLDER)) return [];
  return readdirSync(MATRIX_FOLDER)
    .filter((file) => file.includes(BASE))
    .map((file) => join(MATRIX_FOLDER, file));
}

beforeAll(() => journals().forEach((file) => rmSync(file)));
afterAll(() => {
  rmSync(folder, { recursive: true });
  journals().forEach((file) => rmSync(file));
});

async function mutants(...args: string[]): Promise<Printed & { matrix: Matrix }> {
  const file = join(folder, "matrix.json");
  const printed = await raftlab(["mutants", ...args, "--base", BASE, "--json", file]);
  return { ...printed, matrix: matrixSchema.parse(JSON.parse(readFileSync(file, "utf8"))) };
}

const ONE = ["timer-reset-by-refused-vote", "--scenario", "2b/out-of-date-candidate,2b/lone-server", "--seeds", "2"];

test("a mutant is killed where it must be, and not elsewhere", async () => {
  const { matrix, code, stdout } = await mutants(...ONE);
  expect({ code, exitCode: matrix.exitCode }).toEqual({ code: 0, exitCode: 0 });
  expect(matrix.mutants[0].cells).toMatchObject([
    { scenario: "lone-server", runs: 2 },
    { scenario: "out-of-date-candidate", runs: 1, kill: { number: 1, seed: Number(BASE), law: "leader" } },
  ]);
  expect(stdout).toContain("1 of 1 mutants killed, 0 survive");
});

test("with the law that catches it switched off it gets through, and the canaries say so", async () => {
  const without = await mutants(...ONE, "--without", "leader");
  expect([without.code, without.matrix.totals.survivors]).toEqual([1, ["timer-reset-by-refused-vote"]]);
  expect(without.stdout).toContain(
    "Without the law leader, only 2b/out-of-date-candidate,2b/lone-server: 0 of 1 mutants killed, 1 survives",
  );
  const { matrix } = await mutants(...ONE, "--canaries");
  expect(matrix.canaries).toEqual([
    { law: "leader", first: ["timer-reset-by-refused-vote"], only: ["timer-reset-by-refused-vote"] },
  ]);
});

test("the reference fails nowhere", async () => {
  const { code, matrix } = await mutants("reference", "--lab", "2a", "--seeds", "1");
  expect([code, matrix.totals.falseAlarms, matrix.totals.right]).toEqual([0, 0, 1]);
});

/** Starts the command, and sends `signal` when the first row is done. */
function stopped(args: readonly string[], signal: NodeJS.Signals): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const cli = [join(".raftlab", "cli.js"), "mutants", ...args];
    const child = spawn(process.execPath, cli, { cwd: kitRoot(), stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (stderr === "") child.kill(signal);
      stderr += text;
    });
    // "close": when the bank is gone, too.
    child.on("close", (code) => resolve({ code, stderr }));
  });
}

test.each(["SIGINT", "SIGKILL"] as const)("after %s it goes on where it was, and repeats nothing", async (signal) => {
  const seeds = signal === "SIGINT" ? "3" : "4"; // a journal each
  const few = ["--lab", "2a", "--no-variants", "--scenario", "2a/lone-server"];
  const args = [...few, "--jobs", "1", "--seeds", seeds, "--base", BASE];
  const { code, stderr } = await stopped(args, signal);
  if (signal === "SIGINT") {
    expect(code).toBe(2);
    expect(stderr).toMatch(/Given up after \d+ of \d+ programs; the same command goes on from here\.\n$/);
  }
  const [file] = journals().filter((each) => each.includes(`-${seeds}-${BASE}`));
  const before = readFileSync(file, "utf8");
  const { matrix } = await mutants(...args.slice(0, -2));
  const keys = readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { key: string }).key);
  expect(readFileSync(file, "utf8").startsWith(before)).toBe(true);
  expect(before).not.toBe("");
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toHaveLength(matrix.totals.mutants);
});

test.each([
  [["vote-twise"], /^raftlab: The bank has no "vote-twise"; did you mean [a-z-]+\?\n$/],
  [["--without", "calmness"], /^raftlab: There is no law "calmness"; did you mean calm\?\n$/],
  [["--lab", "9z"], /^raftlab: There is no lab "9z"; there are 2a, 2b, 2c, 2d, 3a, 3b\.\n$/],
  [["--until", "dawn"], /^raftlab: --until takes "first" or "cell", not "dawn"\.\n$/],
])("%j is refused in a sentence", async (args, sentence) => {
  const { code, stderr } = await raftlab(["mutants", ...args]);
  expect(code).toBe(1);
  expect(stderr).toMatch(sentence);
});
