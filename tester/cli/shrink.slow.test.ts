import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { traceOf } from "../run/rerun";
import { Folders, toyRaft } from "../run/toy";
import { raftlab } from "./command";

const folders = new Folders();
afterAll(() => folders.remove());

/** Everybody says from the start that it leads: two leaders of one term, whatever else happens. */
const everyoneLeads = folders.add(
  toyRaft("").replace("isLeader: false };\n  }\n  requestVote", "isLeader: true };\n  }\n  requestVote"),
);
/** Nobody leads, and the run's first demand isn't met. */
const nobodyLeads = folders.add(
  toyRaft("setInterval(() => peers.forEach((peer, i) => i !== me && void peer.call('Raft.requestVote', 1)), 40);"),
);

const TOKEN = "2c/random-faults/1";

/** `raftlab shrink` and what it wrote. */
async function shrunk(token: string, impl: string): Promise<{ stdout: string; code: number | null; json: Written }> {
  const folder = mkdtempSync(join(tmpdir(), "shrunk-"));
  const file = join(folder, "shrunk.json");
  try {
    const { stdout, code } = await raftlab(["shrink", token, "--impl", impl, "--jobs", "2", "--json", file]);
    return { stdout, code, json: JSON.parse(readFileSync(file, "utf8")) as Written };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Written {
  smaller: { token: string; law: string; delivered: number; faults: number; commands: number };
}

test("a smaller run that breaks the same law, the same each time, and replayed byte for byte", async () => {
  const { stdout, code, json } = await shrunk(TOKEN, everyoneLeads);
  expect(code).toBe(1);
  expect(json.smaller.law).toBe("one-leader-a-term");
  expect(json.smaller.token).toMatch(/^2c\/random-faults\/\d+\+/);
  expect(stdout).toContain("Shrinking for at most 20 s of CPU time");
  expect(stdout).toContain(`raftlab replay ${json.smaller.token}`);
  expect(json.smaller.faults + json.smaller.commands).toBeLessThanOrEqual(1);
  expect((await shrunk(TOKEN, everyoneLeads)).json.smaller).toEqual(json.smaller);
  const [one, other] = [
    await traceOf(everyoneLeads, json.smaller.token),
    await traceOf(everyoneLeads, json.smaller.token),
  ];
  expect(one).toBe(other);
}, 120_000);

test("what isn't owed where pieces are left out isn't demanded: who never leads fails by the demand of a leader", async () => {
  const { json } = await shrunk("2a/re-election/1", nobodyLeads);
  expect(json.smaller.law).toBe("leader");
}, 120_000);

test("Ctrl-C ends it with what there is", async () => {
  const { stdout, code } = await raftlab(["shrink", TOKEN, "--impl", nobodyLeads, "--budget", "900"], {
    when: "Shrinking",
  });
  expect(stdout).toMatch(/interrupted|Given up before/);
  expect([1, 2]).toContain(code);
}, 120_000);

test("sentences for what can't be shrunk", async () => {
  const quiet = folders.add(toyRaft(""));
  const passing = await raftlab(["shrink", "2a/lone-server/1", "--impl", "starter"]);
  expect(passing.stdout).toContain("isn't written yet: there is nothing to shrink");
  const nowhere = await raftlab(["shrink", TOKEN, "--impl", "no/such/folder"]);
  expect(nowhere.stderr).toContain("There is no folder no/such/folder");
  const badToken = await raftlab(["shrink", "2a", "--impl", quiet]);
  expect(badToken.stderr).toContain('"2a" is no replay token');
  const badBudget = await raftlab(["shrink", TOKEN, "--impl", quiet, "--budget", "soon"]);
  expect(badBudget.stderr).toContain('"soon" is no budget');
  expect([nowhere.code, badToken.code, badBudget.code]).toEqual([1, 1, 1]);
}, 120_000);

test("a run that passes is told in a sentence, and is no failure", async () => {
  const { stdout, code } = await raftlab(["shrink", "2a/lone-server/1", "--impl", everyoneLeads]);
  expect(stdout).toContain("2a/lone-server/1 passes with this submission: there is nothing to shrink.");
  expect(code).toBe(0);
}, 120_000);

test("the first failure of a lab is told with a smaller one, of which there is none where nobody wants it", async () => {
  const asked = ["test", "2c/random-faults", "2c/figure-8", "--seed", "1", "--impl", everyoneLeads];
  const { stdout } = await raftlab(asked);
  expect(stdout.match(/FAILED/g)).toHaveLength(2);
  expect(stdout.match(/Smaller: +npx --no-install raftlab replay 2c\/figure-8\/\d+\+\S+ .*\(\d+ fault/g)).toHaveLength(
    1,
  );
  expect(stdout).not.toMatch(/Smaller: .*random-faults/);
  expect((await raftlab([...asked, "--no-shrink"])).stdout).not.toContain("Smaller:");
}, 120_000);
