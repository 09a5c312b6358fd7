import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Each time another majority carries the cluster on: two servers away, the three others crash, the two and one of the
 * three come back (Raft §5.4: a majority always has what was committed).
 */
export default scenario(
  "majorities take turns",
  {
    ...{ lab: "2c", points: 3, servers: 5, network: reliable, classic: true, quick: 3, grade: 18 },
    promises: ["crash", "restart"],
  },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 4; round++) {
      await demands.agree("all five");
      const leader = await demands.leader();
      const [a, b, ...followers] = cluster.dice.shuffle(cluster.except(leader));
      const three = [leader, ...followers];
      for (const id of [a, b]) cluster.crash(id);
      await demands.agree("without two");

      for (const id of three) cluster.crash(id);
      await cluster.restart(a, b);
      await cluster.sleep(1_000);
      await cluster.restart(cluster.dice.pick(three));
      await demands.agree("the two, and one of the three");
      await cluster.restart(...three);
    }
    await demands.agree("all five");
  },
);
