import { SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { elect } from "../steer";

/**
 * A leader that was deposed and elected again gets answers to what it sent in its first term: they say nothing about
 * what its followers hold now, nor does what it knew of them then (Raft §5.3). The schedule is steered: each run comes
 * to the point.
 */
export default scenario(
  "answers to a former leadership",
  {
    ...{ lab: "2b", points: 4, servers: 5, network: reliable, grade: 36 },
    promises: ["disconnect", "partition", "hold", "pause"],
  },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const leader = await demands.calm(SETTLE_MS);
    const [mate, helper, ...others] = cluster.dice.shuffle(cluster.except(leader));

    // Six entries reach one follower; its answers are held back in half of the runs.
    const hold = cluster.dice.chance(500_000) ? cluster.hold({ from: mate, to: leader, part: "reply" }) : undefined;
    cluster.partition([leader, mate], [helper, ...others]);
    let stored = 0;
    for (let i = 0; i < 6; i++) {
      const taken = await demands.tryAt(leader, cluster.command("replaced later"));
      stored = (taken?.index ?? 1) - 1;
      await cluster.sleep(10); // none overtakes another
    }
    await cluster.sleep(300);

    // The others commit something else there, one entry less, and everybody takes it over.
    cluster.disconnect(leader, mate);
    await demands.agree("in its place");
    cluster.heal();
    let index = 0;
    while (index < stored) index = await demands.agree("by all");

    // The same server leads again, and now the old answers come.
    if (!(await elect(cluster, leader))) return;
    if (hold !== undefined) cluster.release(hold);
    await cluster.sleep(10);
    cluster.partition([leader, helper], [mate, ...others]);
    const started = await demands.tryAt(leader, cluster.command("on two of five"));
    if (started !== undefined) await demands.notCommitted(Math.max(started.index, index + 1), 1_000);
    cluster.heal();
    await demands.agree("healed");
  },
);
