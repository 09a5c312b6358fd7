import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/** A cluster elects a leader and, while nothing happens, keeps it (Raft §5.2). */
export default scenario(
  "initial election",
  { lab: "2a", points: 6, servers: 3, network: reliable, classic: true, grade: 30 },
  async ({ demands }) => {
    await demands.calm(ELECTION_GRACE_MS);
  },
);
