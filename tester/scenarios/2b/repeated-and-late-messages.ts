import { duplicating, reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { storm } from "../storm";

/**
 * Requests arrive twice, and late ones after newer ones, while leaders change.
 */
export default scenario(
  "agreement under duplication and reordering",
  {
    lab: "2b",
    points: 4,
    servers: 5,
    network: { ...duplicating, longPpm: 300_000, longUs: 400_000 },
    quick: 4,
    grade: 30,
    promises: ["disconnect", "duplicate", "delay"],
  },
  async ({ cluster, demands }) => {
    await storm(cluster, demands, 6);
    cluster.become(reliable);
    await demands.agree("reliable again");
  },
);
