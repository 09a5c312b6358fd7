import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A cluster of one elects itself: its own vote is a majority (Raft §5.2).
 */
export default scenario(
  "a cluster of one",
  { lab: "2a", points: 4, servers: 1, network: reliable, grade: 12 },
  async ({ demands }) => {
    await demands.calm(ELECTION_GRACE_MS);
  },
);
