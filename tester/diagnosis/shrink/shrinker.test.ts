import { Edits } from "../../trace/edits";
import { GivenUp, KitFault } from "../../run/fault";
import type { RunReply, RunRequest } from "../../run/message";
import type { RunName } from "../../run/token";
import { isSameFailure } from "./same-failure";
import { Shrinker, type Search } from "./shrinker";

const NAME: RunName = { lab: "2c", scenario: "a-story", seed: 7, edits: "" };
const FAULTS = 40;
const COMMANDS = 60;

/** A run of 40 faults and 60 commands that breaks a law when these are in it. */
function runOf(needed: readonly string[], edits: string, law = "a-law"): RunReply {
  const read = new Edits(edits);
  for (let i = 0; i < FAULTS; i++) read.next("fault");
  for (let i = 0; i < COMMANDS; i++) read.next("command");
  const { dispensable } = read;
  const [faults, commands] = ["f", "c"].map((kind) => dispensable.filter((edit) => edit.startsWith(kind)).length);
  const fails = needed.every((each) => dispensable.includes(each));
  const outcome = {
    ...{ token: "", ...NAME, edits, verdict: fails ? "fail" : "pass", story: [], logs: [], traceHash: "", cpuMs: 100 },
    ...{ stats: {}, violation: fails ? { law, frames: [] } : undefined },
  } as unknown as RunReply["outcome"];
  const extent = {
    servers: read.servers ?? 5,
    faults,
    commands,
    delivered: 10 * commands,
    lengthUs: 0,
    dispensable,
    halvable: read.halvable,
  };
  return { outcome, extent };
}

/** Runs are over after a while that differs from run to run, as in children. */
function searchIn(
  run: (edits: string, seed: number) => RunReply,
  over: Partial<Search> = {},
): Search & { asked: string[] } {
  const asked: string[] = [];
  let slow = 0;
  const make = async ({ edits, seed }: RunRequest): Promise<RunReply> => {
    asked.push(`${seed}+${edits}`);
    for (let i = (slow = (slow * 7 + 3) % 11); i > 0; i--) await Promise.resolve();
    const reply = run(edits, seed);
    return { ...reply, outcome: { ...reply.outcome, seed } };
  };
  return { run: make, isSameFailure, isOver: () => false, asked, ...over };
}

test("what the failure needs is left, and nothing else, and the token says so", async () => {
  const needed = ["f7", "f31", "c3", "c44"];
  const search = searchIn((edits) => runOf(needed, edits));
  const { token, best, first, isComplete, runs } = await new Shrinker(NAME, search).shrink();
  expect([first!.extent.faults, first!.extent.commands]).toEqual([FAULTS, COMMANDS]);
  expect(best!.extent.dispensable).toEqual(needed);
  expect(token).toBe("2c/a-story/7+s1,c1-2,c4-43,c45-60,f1-6,f8-30,f32-40");
  expect(isComplete).toBe(true);
  expect(runs).toBe(search.asked.length);
  expect(new Set(search.asked).size).toBe(runs);
});

test("where another seed fails alike with less, that one is shrunk; where the token has edits, they are of its own seed", async () => {
  const run = (edits: string, seed: number): RunReply => {
    const reply = runOf(["f7", "c3"], edits);
    return { ...reply, extent: { ...reply.extent!, lengthUs: seed === 4 ? 1_000_000 : 9_000_000 } };
  };
  expect((await new Shrinker(NAME, searchIn(run)).shrink()).token).toMatch(/^2c\/a-story\/4\+/);
  const edited = { ...NAME, edits: "f1" };
  expect((await new Shrinker(edited, searchIn(run)).shrink()).token).toMatch(/^2c\/a-story\/7\+/);
});

test("another seed that fails by another law is another failure", async () => {
  const run = (edits: string, seed: number): RunReply => {
    const reply = runOf(["f7"], edits, seed === 7 ? "a-law" : "another-law");
    return { ...reply, extent: { ...reply.extent!, lengthUs: seed } };
  };
  expect((await new Shrinker(NAME, searchIn(run)).shrink()).token).toMatch(/^2c\/a-story\/7\+/);
});

test("waits that the failure needs end up as short as it can do with", async () => {
  const run = (edits: string): RunReply => {
    const reply = runOf([], edits);
    const read = new Edits(edits);
    const waitedMs = read.nextWaitMs(1_000);
    const isFailing = waitedMs >= 100;
    const { extent, outcome } = reply;
    Object.assign(extent!, { halvable: read.halvable, lengthUs: waitedMs * 1_000 });
    return { extent, outcome: { ...outcome, verdict: isFailing ? "fail" : "pass" } };
  };
  const { token } = await new Shrinker(NAME, searchIn(run)).shrink();
  expect(token).toContain(",w1.125,");
});

test("the same token, whatever run ends first", async () => {
  const tokens = new Set<string>();
  for (let wait = 0; wait < 5; wait++) {
    const late = searchIn((edits) => runOf(["f20", "c10"], edits));
    const run = late.run;
    let asked = 0;
    const search = {
      ...late,
      run: async (request: RunRequest) => {
        for (let i = (asked++ % 2) * wait * 10; i > 0; i--) await Promise.resolve();
        return run(request);
      },
    };
    tokens.add((await new Shrinker(NAME, search).shrink()).token);
  }
  expect(tokens.size).toBe(1);
});

test("a run that fails by another law doesn't count", async () => {
  // Without its tenth command it breaks another law, and more easily.
  const run = (edits: string): RunReply => {
    const reply = runOf(["f20", "c10"], edits);
    return reply.outcome.verdict === "fail" ? reply : runOf([], edits, "another-law");
  };
  const { best } = await new Shrinker(NAME, searchIn(run)).shrink();
  expect(best!.extent.dispensable).toEqual(["f20", "c10"]);
  expect(best!.reply.outcome.violation!.law).toBe("a-law");
});

test("edits that the token had, and that the failure doesn't need, go", async () => {
  const search = searchIn((edits) => runOf(["f7"], edits));
  const { token } = await new Shrinker({ ...NAME, edits: "e0.5,f1-6,x1.3" }, search).shrink();
  expect(token).not.toMatch(/[ex]\d/);
});

test("when the budget is spent, the best so far is told, and that there may be a smaller one", async () => {
  let left = 12;
  const search = searchIn((edits) => runOf(["f7", "f31", "c3"], edits), { isOver: () => left-- <= 0 });
  const { best, first, isComplete, runs } = await new Shrinker(NAME, search).shrink();
  expect(isComplete).toBe(false);
  expect(runs).toBeLessThan(16);
  expect(best!.extent.commands).toBeLessThanOrEqual(first!.extent.commands);
  expect(best!.extent.dispensable).toEqual(expect.arrayContaining(["f7", "f31", "c3"]));
});

test("of a run that passes nothing is smaller", async () => {
  const { first, best, runs } = await new Shrinker(
    NAME,
    searchIn((edits) => runOf(["f99"], edits)),
  ).shrink();
  expect([first, best, runs]).toEqual([undefined, undefined, 1]);
});

test("when it is interrupted, the best so far is told", async () => {
  const { run, ...search } = searchIn((edits) => runOf(["f7"], edits));
  let left = 20;
  const interrupted = (request: RunRequest): Promise<RunReply> =>
    left-- > 0 ? run(request) : Promise.reject(new GivenUp());
  const { best, isComplete, token } = await new Shrinker(NAME, { ...search, run: interrupted }).shrink();
  expect(isComplete).toBe(false);
  expect(best!.extent.dispensable.length).toBeLessThan(FAULTS + COMMANDS);
  expect(token).not.toBe("2c/a-story/7");
  await expect(new Shrinker(NAME, { ...search, run: interrupted }).shrink()).rejects.toThrow(GivenUp);
});

test("a run over which the kit stumbles is no smaller run", async () => {
  const { run, ...search } = searchIn((edits) => runOf(["f7"], edits));
  const stumbling = (request: RunRequest): Promise<RunReply> =>
    request.edits.includes("s1") ? Promise.reject(new KitFault("it stumbled")) : run(request);
  const { best } = await new Shrinker(NAME, { ...search, run: stumbling }).shrink();
  expect([best!.extent.servers, best!.extent.dispensable]).toEqual([2, ["f7"]]);
});
