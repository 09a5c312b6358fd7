import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Commands are applied by everybody, in the order in which they were given, at indices 1, 2, 3 (Raft §5.3).
 */
export default scenario(
  "basic agreement",
  { lab: "2b", points: 2, servers: 3, network: reliable, classic: true, grade: 24 },
  async ({ demands }) => {
    for (let index = 1; index <= 3; index++) {
      await demands.notCommitted(index, 0);
      demands.at(index, await demands.agree("basic"));
    }
  },
);
