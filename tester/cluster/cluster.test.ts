import { Edits } from "../trace/edits";
import { reliable, unreliable } from "../net/profile";
import { programOf, raftWith } from "../realm/lone-server";
import { LoadedProgram, Realm } from "../realm/realm";
import { Trace } from "../trace/trace";
import { Cluster } from "./cluster";
import { echoing, LoneCluster, planned, silent, state, type Behaviour } from "./lone-cluster";

/** Every server calls its neighbour every 10 ms, and answers what it is asked. */
const chatting: Behaviour = (boot) => {
  let ticks = 0;
  return ({ kind, fields }) => {
    if (kind === "request") return [["answer", fields[0], fields[2]]];
    if (kind !== "boot" && kind !== "fire") return [];
    ticks++;
    return [
      ["arm", ticks, 10_000],
      ["send", ticks, (boot.me + 1) % boot.servers, "Raft.x", `${ticks}`],
    ];
  };
};

test("every fault of the network is in the trace, in words", async () => {
  const lone = new LoneCluster(silent, { servers: 4 });
  await lone.play(async (cluster) => {
    cluster.step("now it begins");
    cluster.disconnect(0, 2);
    cluster.reconnect(2);
    cluster.partition([0, 1], [2, 3]);
    cluster.cut(1, 3);
    cluster.mend(1, 3);
    cluster.become(unreliable);
    expect(cluster.isLossy).toBe(true);
    const hold = cluster.hold({ from: 1, part: "reply" });
    cluster.release(hold);
    await cluster.echo([], 10, 20, () => false);
    cluster.heal();
    expect(cluster.healthy()).toEqual([0, 1, 2, 3]);
  });
  expect(lone.events("step").map(({ text }) => text)).toEqual(["now it begins"]);
  expect(lone.events("fault").map(({ verb, text }) => `${verb}: ${text}`)).toEqual([
    "disconnect: disconnect S0, S2",
    "reconnect: reconnect S2",
    "partition: partition {S0, S1} | {S2, S3}",
    "cut: cut S1 → S3",
    "mend: mend S1 → S3",
    "network: the network becomes unreliable",
    "hold: hold replies from S1",
    "release: release 0 replies from S1",
    "echo: deliver 0 old requests again every 10 ms",
    "heal: heal all links",
  ]);
});

test("an edit leaves out one injury, and the others keep their numbers", async () => {
  const lone = new LoneCluster(silent, { edits: "f2" });
  await lone.play((cluster) => {
    cluster.disconnect(0);
    cluster.crash(1);
    cluster.cut(0, 2);
    expect(cluster.server(1).isUp).toBe(true);
    expect(cluster.network.links.isOpen(2, 0)).toBe(false);
  });
  expect(lone.events("crash")).toEqual([]);
  expect(lone.events("fault").map(({ verb, fault }) => [verb, fault])).toEqual([
    ["disconnect", 1],
    ["cut", 3],
  ]);
});

test("a pardoned message moves no other: all but its own call are as they were", async () => {
  const calls = async (edits: string): Promise<string[]> => {
    const lone = new LoneCluster(
      planned({ 0: [[150, ...Array.from({ length: 40 }, (_, i) => ["send", i + 1, 1, "Raft.x", "1"])]] }),
      {
        network: unreliable,
        edits,
      },
    );
    await lone.play((cluster) => cluster.sleep(8_000));
    return lone.trace.events.flatMap((event) =>
      event.kind === "lose" && event.part === "request"
        ? [`${event.call} lost ${event.atUs}`]
        : event.kind === "deliver"
          ? [`${event.call} ${event.atUs}`]
          : [],
    );
  };
  const before = await calls("");
  const lost = before.filter((line) => line.includes("lost"));
  expect(lost.length).toBeGreaterThan(0);
  const call = Number(lost[0].split(" ")[0]);
  const after = await calls(`m0-1.${call - 1}`);
  const others = (lines: string[]): string[] => lines.filter((line) => !line.startsWith(`${call} `)).sort();
  expect(after.some((line) => line.startsWith(`${call} `) && !line.includes("lost"))).toBe(true);
  expect(others(after)).toEqual(others(before));
});

test("requests are counted: all of them, and those of a selector from now on", async () => {
  const lone = new LoneCluster(chatting);
  await lone.play(async (cluster) => {
    const count = cluster.count({ from: 0, part: "request" });
    const before = lone.events("send", 0).length;
    await cluster.sleep(500);
    expect(count()).toBe(lone.events("send", 0).length - before);
    expect(count()).toBeGreaterThan(30);
    expect(cluster.rpcs).toBe(lone.events("send").length);
  });
});

test("who waits for a hold to catch something goes on at that instant", async () => {
  const send: Behaviour =
    ({ me }) =>
    ({ kind }) =>
      kind === "boot" && me === 0 ? [["arm", 1, 200_000]] : kind === "fire" ? [["send", 1, 1, "Raft.x", "null"]] : [];
  const lone = new LoneCluster(send, { servers: 2 });
  await lone.play(async (cluster) => {
    const hold = cluster.hold({ part: "request" });
    expect(await cluster.until(() => hold.caught.length > 0, 1_000)).toBe(true);
    expect(cluster.sim.nowUs).toBe(lone.events("held")[0].atUs);
  });
});

test("a hold catches until it is released; an echo delivers old requests again until it is done", async () => {
  const lone = new LoneCluster(chatting);
  await lone.play(async (cluster) => {
    const hold = cluster.hold({ from: 0, part: "request" });
    await cluster.sleep(200);
    expect(lone.events("deliver").filter(({ from, atUs }) => from === 0 && atUs > 105_000)).toEqual([]);
    const caught = [...hold.caught];
    expect(caught.length).toBeGreaterThan(10);
    cluster.release(hold);
    await cluster.sleep(10);
    const times = (): number => lone.events("deliver").filter(({ call }) => call === caught[0].call).length;
    expect(times()).toBe(1);
    await cluster.echo([caught[0]], 20, 1_000, () => times() >= 4);
    expect(times()).toBe(4);
  });
});

test("commands are unlike all others of the run, and padded", () => {
  const { cluster } = new LoneCluster(silent);
  expect([cluster.command("a"), cluster.command("a"), cluster.command("b", 10)]).toEqual(["a 1", "a 2", "b 3......."]);
});

test("who is there: size, majority, names, others, claimant", async () => {
  const lone = new LoneCluster(
    planned({ 0: [[1, state(3, true)]], 1: [[1, state(4, true)]], 2: [[1, state(9, false)]] }),
    { servers: 5 },
  );
  await lone.play(async (cluster) => {
    await cluster.sleep(200);
    expect([cluster.size, cluster.majority, cluster.name(0, 3), cluster.except(1, 4)]).toEqual([
      5,
      3,
      "S0, S3",
      [0, 2, 3],
    ]);
    expect([cluster.claimant(), cluster.claimant([0, 2]), cluster.claimant([2])]).toEqual([1, 0, undefined]);
    cluster.pause(1);
    expect(cluster.claimant()).toBe(0);
    cluster.crash(0);
    expect(cluster.claimant()).toBeUndefined();
  });
});

test("what is done twice is done once: crash, restart, pause, resume", async () => {
  const lone = new LoneCluster(echoing);
  await lone.play(async (cluster) => {
    for (const verb of ["crash", "crash", "restart", "restart", "resume", "pause", "pause"] as const) cluster[verb](0);
    await cluster.sleep(1);
    for (const verb of ["pause", "pause", "resume", "resume"] as const) cluster[verb](0);
    await cluster.sleep(1);
  });
  const kinds = lone.trace.events.map(({ kind }) => kind).slice(3);
  expect(kinds).toEqual(["crash", "boot", "pause", "resume"]);
});

/** Plays a story with one server whose Raft has these members; what it printed. */
async function printed(members: string, story: (cluster: Cluster) => Promise<void>): Promise<string[]> {
  const program = new LoadedProgram(await programOf({ "raft.ts": raftWith(members) }));
  const trace = new Trace();
  const cluster: Cluster = new Cluster({
    ...{ seed: 1, servers: 1, network: reliable, role: "raft", unreachableMaxMs: 6_999, edits: new Edits("") },
    realm: () => new Realm(program),
    record: (happening) => void trace.record(cluster.sim.nowUs, happening),
  });
  void cluster.bootAll();
  void story(cluster).then(() => cluster.stop());
  await cluster.sim.run();
  return trace.events.flatMap((event) => (event.kind === "log" ? [event.text] : []));
}

test("a real submission: what it saved before a crash within an event, it reads after its restart", async () => {
  const members = `begin() {
      const boots = Number(this.persister.readRaftState() ?? 0) + 1;
      console.log("boot", boots, this.persister.raftStateSize());
      this.persister.save(String(boots));
      this.persister.save("lost");
    }
    kill() { console.log("killed"); }`;
  const lines = await printed(members, async (cluster) => {
    // Two effects of each boot happen: what it prints, and the first save.
    cluster.crashWithin(0, () => 2);
    await cluster.sleep(200);
    for (let boot = 0; boot < 2; boot++) {
      cluster.crashWithin(0, () => 2);
      cluster.restart(0);
      await cluster.sleep(1);
    }
    expect(cluster.server(0).disk.state).toBe("3");
  });
  expect(lines).toEqual(["boot 1 0", "boot 2 1", "boot 3 1"]);
});

test("a real submission, paused: its interval comes once on resume, and Date has jumped", async () => {
  const members = `begin() { setInterval(() => console.log("tick", Date.now() - Date.UTC(2020, 0)), 100); }`;
  const lines = await printed(members, async (cluster) => {
    await cluster.sleep(150);
    cluster.pause(0);
    await cluster.sleep(1_000);
    cluster.resume(0);
    await cluster.sleep(90);
    cluster.crash(0);
  });
  const ticks = lines.map((line) => Number(line.replace("tick ", "")));
  expect(ticks.filter((ms) => ms > 150 && ms < 1_150)).toEqual([]);
  expect(ticks.filter((ms) => ms >= 1_150)).toEqual([1_150]);
});
