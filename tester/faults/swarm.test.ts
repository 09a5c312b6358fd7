import { LoneCluster, planned, state } from "../cluster/lone-cluster";
import { swarm, type SwarmOptions } from "./swarm";

/** What a swarm of twelve faults does to five servers, of which one claims to lead and takes no command. */
async function faults(
  seed: number,
  { commands = false, crashes }: Partial<SwarmOptions> = {},
): Promise<{ verbs: string[]; lone: LoneCluster }> {
  const lone = new LoneCluster(planned({ 1: [[1, state(1, true)]] }), { seed, servers: 5 });
  let owing: number[] | undefined;
  let everyoneIsUp = false;
  await lone.play(async (cluster) => {
    await swarm(cluster, { steps: 12, commands, crashes });
    everyoneIsUp = cluster.servers.every((id) => cluster.server(id).isUp);
    owing = cluster.healthy();
    expect(cluster.isLossy).toBe(false);
  });
  expect(owing?.length).toBeGreaterThanOrEqual(3);
  expect(everyoneIsUp).toBe(true);
  const kinds = lone.trace.events.flatMap((event) =>
    event.kind === "fault" ? [event.verb] : event.kind === "pause" || event.kind === "resume" ? [event.kind] : [],
  );
  return { verbs: kinds, lone };
}

test("a swarm is a function of the seed, and ends with a majority that owes progress on a reliable network", async () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 40; seed++) {
    const { verbs } = await faults(seed);
    for (const verb of verbs) seen.add(verb);
    expect(verbs.filter((verb) => verb === "pause")).toHaveLength(verbs.filter((verb) => verb === "resume").length);
    expect(verbs.filter((verb) => verb === "hold")).toHaveLength(verbs.filter((verb) => verb === "release").length);
  }
  expect([...seen].sort()).toEqual(
    [
      "cut",
      "disconnect",
      "heal",
      "hold",
      "mend",
      "network",
      "partition",
      "pause",
      "reconnect",
      "release",
      "resume",
    ].sort(),
  );
  const [one, again] = [await faults(3), await faults(3)];
  expect(again.lone.trace.jsonl()).toBe(one.lone.trace.jsonl());
});

test("commands go above all to who claims to lead, and to others now and then, where they are asked for", async () => {
  const { lone } = await faults(5, { commands: true });
  const asked = (server: number): number => lone.events("start", server).length;
  for (const other of [0, 2, 3, 4]) expect(asked(1)).toBeGreaterThan(asked(other));
  expect(lone.events("start").length).toBeGreaterThan(asked(1));
  expect((await faults(5)).lone.events("start")).toEqual([]);
});

test("servers crash where that is asked for, alone and all at once, and come back", async () => {
  let [crashes, atOnce] = [0, 0];
  for (let seed = 0; seed < 40; seed++) {
    const { lone } = await faults(seed, { commands: true, crashes: true });
    const events = lone.events("crash");
    crashes += events.length;
    if (new Set(events.map(({ atUs }) => atUs)).size < events.length) atOnce++;
    expect(lone.events("boot")).toHaveLength(5 + events.length);
  }
  expect(crashes).toBeGreaterThan(40);
  expect(atOnce).toBeGreaterThan(5);
  expect((await faults(3)).lone.events("crash")).toEqual([]);
});
