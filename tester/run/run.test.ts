import { Cluster } from "../cluster/cluster";
import { Edits } from "../trace/edits";
import { reliable } from "../net/profile";
import { programOf, raftWith } from "../realm/lone-server";
import type { Mailbox } from "../realm/mailbox";
import { LoadedProgram, Realm } from "../realm/realm";
import { findScenario } from "../scenarios/registry";
import { scenario, type Scenario } from "../scenarios/scenario";
import { firstDifference, Trace } from "../trace/trace";
import { runOnce } from "./run";

const loaded = async (members: string, top = ""): Promise<LoadedProgram> =>
  new LoadedProgram(await programOf({ "raft.ts": raftWith(members, top) }));

/** No Raft, but it uses clock, dice, timers, calls and the disk, and says so. */
const TALKATIVE = `
  begin() {
    const tick = async () => {
      console.log(Date.now(), performance.now(), Math.random(), crypto.randomUUID(), new Error("x").stack);
      this.persister.save(String(Math.random()));
      const replies = await Promise.all(this.peers.map((peer) => peer.call("Raft.requestVote", { at: Date.now() })));
      console.log(JSON.stringify(replies));
      setTimeout(tick, 50 * Math.random());
    };
    setTimeout(tick, 10);
  }
  requestVote(args) { return { ...args, dice: Math.random() }; }`;

/** A scenario of the test's own. */
const story = (body: Scenario["body"]): Scenario => ({
  ...scenario("a story", { lab: "2a", points: 1, servers: 3, network: reliable }, body),
  name: "a-story",
});

const lossy = (): Scenario => ({
  ...story(async ({ cluster }) => {
    cluster.disconnect(cluster.dice.pick(cluster.servers));
    await cluster.sleep(1_000);
  }),
  network: { ...reliable, losePpm: 100_000 },
});

test("a run is a pure function: twice the same bytes, and another seed gives others", async () => {
  const program = await loaded(TALKATIVE);
  const [one, again, other] = [
    await runOnce(program, lossy(), 1, ""),
    await runOnce(program, lossy(), 1, ""),
    await runOnce(program, lossy(), 2, ""),
  ];
  expect(one.outcome.verdict).toBe("pass");
  expect(one.outcome.stats.rpcs).toBeGreaterThan(9);
  expect(firstDifference(one.trace, again.trace)).toBeUndefined();
  expect(again.trace.jsonl()).toBe(one.trace.jsonl());
  expect(again.outcome).toEqual({ ...one.outcome, cpuMs: again.outcome.cpuMs });
  expect(other.outcome.traceHash).not.toBe(one.outcome.traceHash);
});

test("runs side by side in one process don't touch each other", async () => {
  const program = await loaded(TALKATIVE);
  const alone = await runOnce(program, lossy(), 1, "");
  const between = await runOnce(await loaded(TALKATIVE, "console.log('another program');"), lossy(), 1, "");
  expect(between.outcome.traceHash).not.toBe(alone.outcome.traceHash);
  expect((await runOnce(program, lossy(), 1, "")).outcome.traceHash).toBe(alone.outcome.traceHash);
});

test("the trace begins with what the run is a function of, and ends with the end", async () => {
  const { trace, outcome } = await runOnce(
    await loaded(""),
    story(async () => {}),
    7,
    "f1",
  );
  expect(trace.events[0]).toEqual({
    ...{ n: 0, atUs: 0, kind: "run", format: 1, lab: "2a", scenario: "a-story", seed: 7, edits: "f1", servers: 3 },
  });
  expect(trace.events.at(-1)).toMatchObject({ kind: "end" });
  expect(outcome).toMatchObject({ token: "2a/a-story/7+f1", verdict: "pass", story: [], logs: [] });
  expect(outcome.traceHash).toBe(trace.hash());
});

describe("a leak of the host's clock", () => {
  /** A realm in which the 40th effect that the cluster collects carries the wall clock. */
  async function traced(leaks: boolean): Promise<Trace> {
    const program = await loaded(TALKATIVE);
    const trace = new Trace();
    let collected = 0;
    const realm = (): Mailbox => {
      const sound = new Realm(program);
      return {
        deliver: (event) => sound.deliver(event),
        collect: () => {
          const effects = sound.collect();
          if (++collected !== 40 || !leaks) return effects;
          return [...(effects === "" ? [] : [effects]), `log\tlog\t"${process.hrtime.bigint()}"`].join("\n");
        },
      };
    };
    const cluster: Cluster = new Cluster({
      ...{ seed: 1, servers: 3, network: reliable, role: "raft", unreachableMaxMs: 6_999, edits: new Edits(""), realm },
      record: (happening) => void trace.record(cluster.sim.nowUs, happening),
    });
    void cluster.bootAll().then(async () => {
      await cluster.sleep(500);
      cluster.stop();
    });
    await cluster.sim.run();
    return trace;
  }

  test("is found, and the first event that differs is named", async () => {
    const [one, other] = [await traced(true), await traced(true)];
    const difference = firstDifference(one, other)!;
    expect(one.events[difference.n]).toMatchObject({ kind: "log", text: expect.stringMatching(/^\d+$/) });
    expect(difference.a).toContain('"kind":"log"');
    expect(difference.a).not.toBe(difference.b);
    expect(one.events.slice(0, difference.n)).toEqual(other.events.slice(0, difference.n));
  });

  test("is not found where there is none", async () => {
    expect(firstDifference(await traced(false), await traced(false))).toBeUndefined();
  });
});

describe("the verdict", () => {
  test("of a submission that breaks a law is fail, and nothing is recorded after the breach", async () => {
    const members = "getState() { return { term: 1, isLeader: true }; }";
    const { outcome, trace } = await runOnce(
      await loaded(members),
      story(({ cluster }) => cluster.sleep(1_000)),
      1,
      "",
    );
    expect(outcome).toMatchObject({ verdict: "fail", violation: { law: "one-leader-a-term" } });
    expect(outcome.violation!.n).toBe(trace.events.length - 1);
    expect(outcome.story.at(-1)).toMatch(/^0\.0\d\d s {2}S\d is leader of term 1$/);
  });

  test("of an unwritten stub is not-started", async () => {
    const { outcome } = await runOnce(await loaded("begin() { raftlab.todo('2a', 'the election'); }"), lossy(), 1, "");
    expect(outcome).toMatchObject({ verdict: "not-started", violation: { todo: { lab: "2a", what: "the election" } } });
  });

  test("is the submission's, whatever the scenario does after a demand that wasn't met", async () => {
    // Leads for half a second, so that a second later the demand for calm finds no leader to go on with.
    const members = `begin() {
        if (this.me !== 0) return;
        setTimeout(() => (this.leads = true), 200);
        setTimeout(() => (this.leads = false), 700);
      }
      getState() { return { term: 1, isLeader: this.leads === true }; }`;
    const { outcome } = await runOnce(await loaded(members), findScenario("2a", "initial-election")!, 1, "");
    expect(outcome).toMatchObject({ verdict: "fail", violation: { law: "leader", servers: [0, 1, 2] } });
  });

  test("a scenario's own error, and one that never ends, are the kit's", async () => {
    const broken = story(() => Promise.reject(new Error("wrong scenario")));
    await expect(runOnce(await loaded(""), broken, 1, "")).rejects.toThrow("wrong scenario");
    const endless = story(({ cluster }) => cluster.sleep(4_000_000));
    await expect(runOnce(await loaded(""), endless, 1, "")).rejects.toThrow(
      "doesn't end within an hour of virtual time",
    );
  });

  test("what servers printed comes with a failure", async () => {
    const members =
      "begin() { console.log('hello from', this.me); setTimeout(() => { throw new TypeError('oh'); }, 200); }";
    const { outcome } = await runOnce(
      await loaded(members),
      story(({ cluster }) => cluster.sleep(1_000)),
      1,
      "",
    );
    expect(outcome.violation?.what).toMatch(/^S\d threw TypeError: oh$/);
    expect(outcome.logs).toHaveLength(3);
    expect(outcome.logs[0]).toMatch(/^0\.\d\d\d s {2}S\d: hello from \d$/);
  });
});
