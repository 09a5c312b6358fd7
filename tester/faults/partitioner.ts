import type { Cluster } from "../cluster/cluster";
import type { Node } from "../trace/event";

/** What the partitioner is told. */
export interface Partitions {
  rounds: number;
  /** How long each partition lasts, ms, drawn from this to that. */
  lastMs: readonly [number, number];
  /** Clerks that are split with the servers; others reach both sides. */
  clerks?: readonly Node[];
}

/** One random split in two after the other; healed at the end. */
export async function repartition(cluster: Cluster, { rounds, lastMs, clerks = [] }: Partitions): Promise<void> {
  const [least, most] = lastMs;
  for (let round = 0; round < rounds; round++) {
    const sides: [Node[], Node[]] = [[], []];
    for (const node of [...cluster.servers, ...clerks]) sides[cluster.dice.int(0, 1)].push(node);
    cluster.partition(...sides);
    await cluster.sleep(cluster.dice.int(least, most));
  }
  cluster.heal();
}
