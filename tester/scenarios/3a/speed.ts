import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

const OPERATIONS = 150;
const EACH_MS = 33.3;

/**
 * One client appends as fast as it is answered. An operation needs a round trip to a majority, not a heartbeat: the
 * bound is a third of the least time between two heartbeats that the classic suite allows.
 */
export default scenario(
  "operations are fast",
  { lab: "3a", points: 3, servers: 3, network: reliable, classic: true, quick: 1, grade: 3 },
  async ({ cluster, demands, clients }) => {
    const clerk = await clients.clerk();
    await clients.append(clerk, "x", "first");
    await demands.leader();
    const beganAtMs = cluster.nowMs;
    for (let i = 0; i < OPERATIONS; i++) await clients.append(clerk, "x", ` ${i}`);
    const why = "a third of a heartbeat interval of 100 ms, and several round trips";
    clients.inSpeed(OPERATIONS, cluster.nowMs - beganAtMs, EACH_MS, why);
    await clients.get(clerk, "x");
  },
);
