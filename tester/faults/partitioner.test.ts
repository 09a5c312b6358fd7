import { LoneCluster, planned } from "../cluster/lone-cluster";
import { repartition } from "./partitioner";

const faults = ({ trace }: LoneCluster): string[] =>
  trace.events.flatMap((event) => (event.kind === "fault" ? [event.text] : []));

test("each round splits all servers, and the clerks that are named, in two; at the end all links are open", async () => {
  const lone = new LoneCluster(planned({}), { seed: 7, servers: 5 });
  let tookMs = 0;
  let owing: number[] | undefined;
  await lone.play(async (cluster) => {
    const beganAtMs = cluster.nowMs;
    await repartition(cluster, { rounds: 3, lastMs: [100, 200], clerks: [5] });
    tookMs = cluster.nowMs - beganAtMs;
    owing = cluster.healthy();
  });
  expect(owing).toHaveLength(5);
  expect(tookMs).toBeGreaterThanOrEqual(300);
  expect(tookMs).toBeLessThanOrEqual(600);
  const splits = faults(lone);
  expect(splits.pop()).toBe("heal all links");
  expect(splits).toHaveLength(3);
  for (const split of splits)
    expect(split.match(/S0|S1|S2|S3|S4|C0/g)!.sort()).toEqual(["C0", "S0", "S1", "S2", "S3", "S4"]);
  expect(new Set(splits).size).toBeGreaterThan(1);
});
