import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Each command goes to each follower once, as long as nothing is lost (Raft §5.3).
 */
export default scenario(
  "RPC byte count",
  { lab: "2b", points: 3, servers: 3, network: reliable, classic: true, grade: 24 },
  async ({ cluster, demands }) => {
    await demands.agree("first");
    const before = cluster.bytes;
    const [commands, sizeBytes] = [10, 5_000];
    for (let i = 0; i < commands; i++) await demands.agree("large", { sizeBytes });
    const limit = cluster.size * commands * sizeBytes + 50_000;
    demands.atMost(limit, cluster.bytes - before, "bytes for ten large commands", "each goes to each peer once");
  },
);
