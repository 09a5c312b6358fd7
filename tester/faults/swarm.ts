import type { Cluster } from "../cluster/cluster";
import type { Node } from "../trace/event";
import { reliable, type NetworkProfile } from "../net/profile";
import { drawCrash } from "./crash";

/** What a random schedule is told. */
export interface SwarmOptions {
  /** Faults drawn before the cluster is healed. */
  steps: number;
  /** Whether commands are started between them. */
  commands: boolean;
  /** Whether servers crash, too; those that are down come back, each after a while of its own. */
  crashes?: boolean;
}

/** The kinds of fault that a run may have. */
const KINDS = ["leader away", "server away", "partition", "one way", "pause", "clog", "heal"] as const;
const CRASHES = ["crash", "crash within", "all crash"] as const;
type Kind = (typeof KINDS)[number] | (typeof CRASHES)[number];

/** A server that is down comes back at a step of the schedule with this chance. */
const RESTART_PPM = 300_000;

/** Between two faults, ms: often shorter than an election, sometimes longer. */
const GAPS_MS = [
  [0, 30],
  [30, 300],
  [300, 1_200],
] as const;

/**
 * A random schedule of faults (swarm testing: each run omits some kinds, so that the others come in longer rows). Ends
 * with a drawn majority healed on a reliable network and every other server cut off, so that progress is owed.
 */
export async function swarm(cluster: Cluster, options: SwarmOptions): Promise<void> {
  const { dice } = cluster;
  const kinds = drawKinds(cluster, options);
  cluster.step(`random faults: ${kinds.join(", ")}`);
  cluster.become(drawProfile(cluster));
  for (let step = 0; step < options.steps; step++) {
    if (options.commands) await startSome(cluster);
    if (options.crashes === true) await restartSome(cluster);
    await inject(cluster, dice.pick(kinds));
    const [low, high] = dice.pick(GAPS_MS);
    await cluster.sleep(dice.int(low, high));
  }
  if (options.crashes === true) await endCrashes(cluster);
  healMajority(cluster);
}

/** With crashes there is at least one kind of them. */
function drawKinds({ dice }: Cluster, { crashes = false }: SwarmOptions): readonly Kind[] {
  if (!crashes) return dice.sample(KINDS, dice.int(2, KINDS.length));
  const kinds = dice.sample(KINDS, dice.int(0, KINDS.length));
  return [...kinds, ...dice.sample(CRASHES, dice.int(1, CRASHES.length))];
}

function drawProfile({ dice }: Cluster): NetworkProfile {
  const maybe = (ppm: number): number => (dice.chance(500_000) ? dice.int(0, ppm) : 0);
  return {
    name: "a drawn one",
    minUs: reliable.minUs,
    maxUs: dice.chance(500_000) ? dice.int(2_000, 60_000) : reliable.maxUs,
    losePpm: maybe(200_000),
    duplicatePpm: maybe(500_000),
    duplicateWithinUs: dice.int(1_000, 1_000_000),
    longPpm: maybe(400_000),
    longUs: dice.int(10_000, 1_500_000),
  };
}

async function startSome(cluster: Cluster): Promise<void> {
  const { dice } = cluster;
  for (const id of cluster.servers) {
    // Those who don't lead are asked too, now and then: they must not say that they do.
    if (dice.chance(cluster.server(id).isLeader ? 700_000 : 100_000)) {
      for (let i = dice.int(1, 3); i > 0; i--) await cluster.start(id, cluster.command("random"));
    }
  }
}

async function restartSome(cluster: Cluster): Promise<void> {
  const back = cluster.servers.filter((id) => !cluster.server(id).isUp && cluster.dice.chance(RESTART_PPM));
  if (back.length > 0) await cluster.restart(...back);
}

/** Nobody is down any more, and nobody is going to be. */
async function endCrashes(cluster: Cluster): Promise<void> {
  cluster.callOffCrashes();
  await cluster.restart(...cluster.servers);
}

async function inject(cluster: Cluster, kind: Kind): Promise<void> {
  const { dice } = cluster;
  const leader = cluster.claimant();
  switch (kind) {
    case "leader away":
      if (leader !== undefined) return away(cluster, leader);
      return;
    case "server away":
      return away(cluster, dice.pick(cluster.servers));
    case "partition": {
      const order = dice.shuffle(cluster.servers);
      const split = dice.int(1, cluster.size - 1);
      return cluster.partition(order.slice(0, split), order.slice(split));
    }
    case "one way": {
      const [from, to] = dice.sample(cluster.servers, 2);
      return dice.chance(600_000) ? cluster.cut(from, to) : cluster.mend(from, to);
    }
    case "pause": {
      const id = leader !== undefined && dice.chance(600_000) ? leader : dice.pick(cluster.servers);
      cluster.pause(id);
      await cluster.sleep(dice.int(10, 1_500));
      return cluster.resume(id);
    }
    case "clog": {
      const from = leader !== undefined && dice.chance(500_000) ? leader : dice.pick(cluster.servers);
      const hold = cluster.hold(dice.chance(500_000) ? { from } : { to: from, part: "reply" });
      await cluster.sleep(dice.int(10, 1_500));
      return cluster.release(hold, (caught) => (dice.chance(500_000) ? caught : dice.shuffle(caught)));
    }
    case "heal":
      return cluster.heal();
    case "crash":
      return cluster.crash(victim(cluster, leader));
    case "crash within":
      return cluster.crashWithin(victim(cluster, leader), drawCrash(dice));
    case "all crash": {
      for (const id of cluster.servers) cluster.crash(id);
      const back = dice.sample(cluster.servers, dice.int(1, cluster.size));
      await cluster.sleep(dice.int(0, 100));
      await cluster.restart(...back);
    }
  }
}

/** The leader more often than others. */
function victim({ dice, servers }: Cluster, leader: Node | undefined): Node {
  return leader !== undefined && dice.chance(400_000) ? leader : dice.pick(servers);
}

function away(cluster: Cluster, id: Node): void {
  if (cluster.dice.chance(500_000)) cluster.disconnect(id);
  else cluster.reconnect(id);
}

/** A drawn majority whole and reliable, everyone else cut off. */
function healMajority(cluster: Cluster): void {
  const count = cluster.dice.int(cluster.majority, cluster.size);
  const members = cluster.dice.sample(cluster.servers, count);
  const outside = cluster.except(...members);
  cluster.become(reliable);
  cluster.heal();
  if (outside.length > 0) cluster.disconnect(...outside);
}
