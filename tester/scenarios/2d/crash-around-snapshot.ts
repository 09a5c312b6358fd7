import { betweenSaves, drawCrash } from "../../faults/crash";
import { reliable } from "../../net/profile";
import { smallAtRest, SNAPSHOT_EVERY } from "../compaction";
import { scenario } from "../scenario";

/**
 * Servers crash while they make a snapshot or take one over: the state that they come back with fits the snapshot that
 * they come back with (Raft §7; INTERFACE.md, «Persister»).
 */
export default scenario(
  "crashes around snapshots",
  {
    ...{ lab: "2d", points: 6, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "crash within", "restart", "snapshot"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    const { dice } = cluster;
    await demands.agree("before");
    for (let round = 0; round < 4; round++) {
      const leader = await demands.leader();
      const absent = dice.pick(cluster.except(leader));
      if (dice.chance(600_000)) cluster.disconnect(absent);
      const halves = dice.chance(600_000);
      for (const id of cluster.servers) if (halves || dice.chance(300_000)) cluster.crashWithin(id, plan(halves));
      for (let i = dice.int(SNAPSHOT_EVERY, SNAPSHOT_EVERY + 5); i > 0; i--) {
        await demands.tryAt(leader, cluster.command("in flight"));
      }
      await cluster.sleep(dice.int(5, 400));
      // Whoever is back, or was away, has much to catch up with, and may crash over it.
      await cluster.restart(...cluster.servers);
      cluster.heal();
      cluster.crashWithin(absent, plan(halves));
      await cluster.sleep(dice.int(5, 600));
      cluster.callOffCrashes();
      await cluster.restart(...cluster.servers);
      await demands.agree("by all");
    }
    await smallAtRest(stage);

    function plan(halves: boolean): ReturnType<typeof drawCrash> {
      return halves ? betweenSaves : drawCrash(dice);
    }
  },
);
