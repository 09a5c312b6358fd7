import { reliable } from "../net/profile";
import type { Stage } from "./scenario";

const CLIENTS = 3;
const ROUNDS = 10;
const ROUND_MS = 700;

/** How long a client waits before it believes that its command isn't committed, ms. */
const PATIENCE_MS = 400;

/** A command that a client saw committed. */
interface Committed {
  index: number;
  command: string;
}

/**
 * Clients start commands wherever they are taken, while servers crash, restart, leave and return at random. At the end
 * all are healthy, and each command that a client saw committed stands where it was.
 */
export async function churn(stage: Stage): Promise<void> {
  const { cluster, demands } = stage;
  let isOver = false;
  const clients = Promise.all(Array.from({ length: CLIENTS }, () => client(stage, () => isOver)));
  const { dice } = cluster;
  for (let round = 0; round < ROUNDS; round++) {
    if (dice.chance(200_000)) cluster.disconnect(dice.pick(cluster.servers));
    if (dice.chance(500_000)) {
      const back = dice.pick(cluster.servers);
      await cluster.restart(back);
      cluster.reconnect(back);
    }
    if (dice.chance(200_000)) cluster.crash(dice.pick(cluster.servers));
    await cluster.sleep(dice.int(ROUND_MS / 2, (ROUND_MS * 3) / 2));
  }
  isOver = true;
  const committed = (await clients).flat();

  cluster.heal();
  await cluster.restart(...cluster.servers);
  cluster.become(reliable);
  await demands.agree("by all");
  for (const { index, command } of committed) demands.holds(index, command);
}

/** One command after the other, at whichever server takes it. */
async function client({ cluster, demands }: Stage, isOver: () => boolean): Promise<Committed[]> {
  const committed: Committed[] = [];
  while (!isOver()) {
    const command = cluster.command("churn");
    let index: number | undefined;
    for (const id of cluster.servers) index = (await demands.tryAt(id, command))?.index ?? index;
    const isThere = (): boolean =>
      cluster.servers.some((id) => cluster.commandAt(id, index!) === JSON.stringify(command));
    if (index !== undefined && (await cluster.until(isThere, PATIENCE_MS))) committed.push({ index, command });
    await cluster.sleep(cluster.dice.int(50, 250));
  }
  return committed;
}
