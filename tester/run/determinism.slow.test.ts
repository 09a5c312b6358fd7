/**
 * A run is a pure function of (submission, scenario, seed, edits): under all circumstances the same bytes.
 *
 * The last test shows that this would notice a leak.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import { LoadedProgram } from "../realm/realm";
import { findScenario } from "../scenarios/registry";
import {
  differenceBetween,
  hashesOf,
  onBusyMachine,
  otherNode,
  traceOf,
  type Circumstances,
  type Errand,
  type Hashes,
} from "./rerun";
import { rulesOf } from "./rules";
import { runOnce } from "./run";
import { parseToken } from "./token";

jest.setTimeout(120_000);

const ELSEWHERE: Circumstances = {
  environment: { TZ: "Asia/Kolkata", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", LANGUAGE: "tr" },
};

/** No Raft, so it fails every scenario: its traces count, and not its verdicts. */
const GOSSIP: Errand = {
  impl: "tester/run/determinism/gossip",
  scenarios: ["2a/initial-election", "2a/lossy-network", "2b/basic-agreement"],
  seeds: "1..2",
};

const REFERENCE: Errand = {
  impl: "solutions-private/reference",
  scenarios: [
    ...["initial-election", "lossy-network", "paused-leader", "random-faults"].map((name) => `2a/${name}`),
    ...["backup", "lossy-network", "figure-8", "random-faults"].map((name) => `2b/${name}`),
  ],
  seeds: "1..2",
};

/** The private folder may be deleted. */
const errands = [GOSSIP, REFERENCE].filter(({ impl }) => existsSync(join(kitRoot(), impl)));

/** In jest's own realm. */
async function traceInJest(impl: string, token: string): Promise<string> {
  const { lab, scenario, seed, edits } = parseToken(token)!;
  const compiled = await compile(join(kitRoot(), impl), rulesOf(lab).role);
  if (!compiled.ok) throw new Error(`${impl} doesn't compile`);
  const { trace } = await runOnce(new LoadedProgram(compiled.program), findScenario(lab, scenario)!, seed, edits);
  return trace.jsonl();
}

describe.each(errands.map((errand) => [errand.impl, errand] as const))("%s", (impl, errand) => {
  let before: Hashes;
  beforeAll(async () => (before = await hashesOf(errand)));

  /** All runs are those of `before`; of the first that isn't, its first differing event is named. */
  async function expectTheSame(circumstances: Circumstances): Promise<void> {
    const again = await hashesOf(errand, circumstances);
    if (again.kit !== before.kit) throw new Error("the kit was built anew while its runs were compared: test again");
    for (const [token, hash] of before.traces) {
      if (again.traces.get(token) === hash) continue;
      const [a, b] = [await traceOf(impl, token), await traceOf(impl, token, circumstances)];
      throw new Error(`${token} isn't the same: ${differenceBetween(a, b) ?? "and is when it is replayed"}`);
    }
    expect(again.traces).toEqual(before.traces);
  }

  test("every run has a trace of its own", () => {
    expect(before.traces.size).toBe(errand.scenarios.length * Number(errand.seeds.slice(3)));
    expect(new Set(before.traces.values()).size).toBe(before.traces.size);
  });

  test("again", () => expectTheSame({}));
  test("one at a time", () => expectTheSame({ jobs: 1 }));
  test("in another time zone and language", () => expectTheSame(ELSEWHERE));
  test.each(["process", "auto"] as const)("sandboxed: %s", (sandbox) => expectTheSame({ sandbox }));
  test("on a busy machine", () => onBusyMachine(() => expectTheSame({})));

  describe.each([22, 24])("Node %i", (major) => {
    const node = otherNode(major);
    if (existsSync(node)) {
      test("another major", () => expectTheSame({ node }));
      test.each(["process", "auto"] as const)("another major, sandboxed: %s", (sandbox) =>
        expectTheSame({ node, sandbox }),
      );
    } else test.skip(`skipped: no Node ${major} here; \`npm run nodes\` installs it`, () => undefined);
  });

  test("where Node doesn't say how it ends a turn", async () => {
    const folder = mkdtempSync(join(tmpdir(), "raftlab-turns-"));
    try {
      const preload = join(folder, "preload.cjs");
      writeFileSync(preload, "delete process._tickCallback;");
      const environment = { NODE_OPTIONS: `--require=${preload}` };
      const [token, inProcess] = ["2b/lossy-network/8", { isInProcess: true }];
      const without = await traceOf(impl, token, { ...inProcess, environment });
      expect(differenceBetween(await traceOf(impl, token, inProcess), without)).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each(["2a/lossy-network/7", "2b/lossy-network/8"])(
    "%s, in jest and out of it, in a child or not",
    async (token) => {
      const inJest = await traceInJest(impl, token);
      const others = [{}, { isInProcess: true }, { ...ELSEWHERE, isInProcess: true }];
      for (const other of others) expect(differenceBetween(inJest, await traceOf(impl, token, other))).toBeUndefined();
    },
  );
});

/** A copy of the built kit, in whose realms `Date` is the host's. */
function leakyKit(): string {
  const kit = mkdtempSync(join(tmpdir(), "raftlab-leaky-"));
  cpSync(join(kitRoot(), "package.json"), join(kit, "package.json"));
  for (const folder of ["tester", "node_modules"]) symlinkSync(join(kitRoot(), folder), join(kit, folder), "junction");
  for (const file of ["cli.js", "inside.js", "timeline-page.js", "timeline-page.css"])
    cpSync(join(kitRoot(), ".raftlab", file), join(kit, ".raftlab", file));
  const inside = join(kit, ".raftlab", "inside.js");
  writeFileSync(inside, `var hostDate = Date;\n${readFileSync(inside, "utf8")}\nglobalThis.Date = hostDate;\n`);
  return kit;
}

test("a planted leak of wall time is found, and the first differing event named", async () => {
  const kit = leakyKit();
  try {
    const leaky = () => traceOf(GOSSIP.impl, "2a/initial-election/1", { kit, isInProcess: true });
    // The first thing that a server does with its clock is to print it: event 2, after the run's own and the boot's.
    expect(differenceBetween(await leaky(), await leaky())).toMatch(
      /^event 2 differs:\n {2}\{"n":2,"atUs":(\d+),"kind":"log","server":(\d),.*booted.*\n {2}\{"n":2,"atUs":\1,"kind":"log","server":\2,.*booted/,
    );
  } finally {
    rmSync(kit, { recursive: true });
  }
});
