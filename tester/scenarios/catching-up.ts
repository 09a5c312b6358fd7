import type { Node } from "../trace/event";
import { smallAtRest, SNAPSHOT_EVERY } from "./compaction";
import type { Stage } from "./scenario";

/** How a server is taken out of the cluster. */
export type Absence = "disconnect" | "crash";

/**
 * The classic suite's story of snapshots: in each round a server, in every third round the leader, is away while the
 * others go on past a snapshot; back again it catches up, by the snapshot and by the entries after it.
 */
export async function catchingUp(stage: Stage, absence: Absence, rounds: number): Promise<void> {
  const { cluster, demands } = stage;
  await demands.agree("before");
  for (let round = 0; round < rounds; round++) {
    const leader = await demands.leader();
    const victim = round % 3 === 1 ? leader : cluster.dice.pick(cluster.except(leader));
    leave(stage, victim, absence);
    await demands.agree("while one is away");
    const sender = await demands.leader();
    const many = cluster.dice.int(SNAPSHOT_EVERY / 2, SNAPSHOT_EVERY + SNAPSHOT_EVERY / 2);
    for (let i = 0; i < many; i++) await demands.tryAt(sender, cluster.command("while one is away"));
    await demands.agree("while one is still away");
    await comeBack(stage, victim, absence);
    await demands.agree("back again");
  }
  await smallAtRest(stage);
}

function leave({ cluster }: Stage, victim: Node, absence: Absence): void {
  if (absence === "crash") cluster.crash(victim);
  else cluster.disconnect(victim);
}

async function comeBack({ cluster }: Stage, victim: Node, absence: Absence): Promise<void> {
  if (absence === "crash") await cluster.restart(victim);
  else cluster.reconnect(victim);
}
