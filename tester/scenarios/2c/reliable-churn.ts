import { reliable } from "../../net/profile";
import { churn } from "../churn";
import { scenario } from "../scenario";

/** Clients start commands while servers crash, restart, leave and return; what they saw committed is there at the end. */
export default scenario(
  "churn",
  {
    ...{ lab: "2c", points: 4, servers: 5, network: reliable, classic: true, quick: 3, grade: 18 },
    promises: ["crash", "restart"],
  },
  (stage) => churn(stage),
);
