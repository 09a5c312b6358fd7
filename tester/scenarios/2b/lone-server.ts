import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A cluster of one commits by itself (Raft §5.3).
 */
export default scenario(
  "a cluster of one agrees with itself",
  { lab: "2b", points: 2, servers: 1, network: reliable, grade: 24 },
  async ({ demands }) => {
    for (let index = 1; index <= 5; index++) demands.at(index, await demands.agree("alone"));
  },
);
