import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * From the instant at which a deposed leader is reachable again: it hears of the new term within a heartbeat, at most a
 * second; whoever waits there is told within another, asks elsewhere within a third, and is served within a fourth. A
 * handler that nobody wakes keeps its client until the call's own end, 7 s after it began.
 */
const WITHIN_MS = 4_000;

/** Clients that grow impatient have asked again by then, and the deposed leader has heard them twice. */
const IMPATIENCE_MS = 1_500;

/**
 * A leader is deposed with operations in flight that can't be committed any more; where they stand in its log, others
 * may be committed. Once it learns of the new term, it must send its clients away: somebody else can serve them.
 */
export default scenario(
  "a deposed leader sends its clients away",
  { lab: "3a", points: 4, servers: 3, network: reliable, quick: 6, grade: 36, promises: ["partition"] },
  async ({ cluster, demands, clients }) => {
    const [writer, reader, other] = await clients.several(3);
    for (const clerk of [writer, reader, other]) await clients.append(clerk, "x", `(${clerk.id})`);
    const deposed = await demands.leader();
    cluster.partition([deposed, writer.id, reader.id], [...cluster.except(deposed), other.id]);
    const beganAtMs = cluster.nowMs;
    void writer.append("x", "(in flight)");
    void reader.get("x");
    await cluster.sleep(10);
    await demands.leader();
    for (let i = cluster.dice.pick([0, 0, 1, 2]); i > 0; i--) await clients.append(other, "y", `(meanwhile ${i})`);
    if (cluster.dice.chance(500_000)) await cluster.sleep(IMPATIENCE_MS);

    cluster.heal();
    const sinceMs = cluster.nowMs - beganAtMs;
    await clients.answered(writer, reader);
    const why = `the deposed leader could hear of its end from ${sinceMs.toFixed(0)} ms on`;
    clients.neverWaitedLongerThan(sinceMs + WITHIN_MS, why);
    await clients.get(other, "x");
  },
);
