import { unreliable } from "../../net/profile";
import { churn } from "../churn";
import { scenario } from "../scenario";

/** The same, with messages that are slow or get lost. */
export default scenario(
  "churn on an unreliable network",
  {
    ...{ lab: "2c", points: 4, servers: 5, network: unreliable, classic: true, quick: 3, grade: 18 },
    promises: ["disconnect", "lose", "delay", "crash", "restart"],
  },
  (stage) => churn(stage),
);
