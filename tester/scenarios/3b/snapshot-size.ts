import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE, smallStateAtRest } from "../small-state";

/** Twice what the classic suite allows, as JSON takes more; two hundred operations would never fit in. */
const SNAPSHOT_MAX_BYTES = 1_000;

/**
 * Two hundred operations on one small value: the log is cut again and again, at every server, and the snapshot
 * holds that value and not how it came about.
 */
export default scenario(
  "the log stays short",
  {
    ...{ lab: "3b", points: 8, servers: 3, network: reliable, maxRaftState: MAX_RAFT_STATE, classic: true },
    ...{ quick: 1, grade: 5 },
  },
  async (stage) => {
    const { clients, demands } = stage;
    const clerk = await clients.clerk();
    for (let i = 0; i < 50; i++) {
      for (const value of ["0", "1"]) {
        await clients.put(clerk, "x", value);
        await clients.get(clerk, "x");
      }
    }
    await smallStateAtRest(stage);
    demands.smallSnapshot(SNAPSHOT_MAX_BYTES, "the service holds one value of one letter, for one client");
  },
);
