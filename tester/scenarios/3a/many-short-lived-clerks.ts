import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Clients that come, append once or twice to the same key, and are never seen again: each is somebody else, and none of
 * their words is lost. (Servers may remember each of them for ever: nobody tells them that a client has gone.)
 */
export default scenario(
  "many short-lived clients",
  { lab: "3a", points: 3, servers: 3, network: reliable, quick: 1, grade: 6 },
  async ({ clients }) => {
    for (let round = 0; round < 8; round++) {
      const crowd = await clients.several(4);
      for (const clerk of crowd) void clerk.append("shared", `(${clerk.id}.1)`);
      await clients.answered(...crowd);
      const [again] = crowd;
      await clients.append(again, "shared", `(${again.id}.2)`);
    }
    await clients.get(await clients.clerk(), "shared");
  },
);
