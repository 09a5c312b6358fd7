import { LoneCluster, planned } from "../cluster/lone-cluster";
import { blackouts } from "./blackout";

test("after a blackout everybody has crashed once, and is there again", async () => {
  const lone = new LoneCluster(planned({}), { seed: 7, servers: 3 });
  let owing: number[] | undefined;
  await lone.play(async (cluster) => {
    await blackouts(cluster, 2);
    owing = cluster.healthy();
  });
  expect(owing).toEqual([0, 1, 2]);
  for (const server of [0, 1, 2]) expect(lone.events("crash", server)).toHaveLength(2);
});
