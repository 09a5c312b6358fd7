import { nameOf, secondsOf, type Node } from "../trace/event";
import type { Law } from "./law";

/** Election Safety (Raft §5.2, Figure 3): at most one leader in a term, for ever. */
export const oneLeaderATerm: Law = {
  name: "one-leader-a-term",
  title: "At most one leader a term",
  source: "Raft §5.2",
  often: "a server votes twice in one term, or a vote is counted that doesn't belong to this election.",
  fold: ({ servers }) => {
    const leaderOf = new Map<number, { server: Node; atUs: number }>();
    return (event) => {
      if (event.kind !== "state" || !event.isLeader) return undefined;
      const { server, term, atUs } = event;
      const first = leaderOf.get(term);
      if (first === undefined) {
        leaderOf.set(term, { server, atUs });
        return undefined;
      }
      if (first.server === server) return undefined;
      const [a, b] = [nameOf(first.server, servers), nameOf(server, servers)];
      return {
        servers: [first.server, server],
        what: `${b} is leader of term ${term}, and so was ${a}.`,
        expected: `one leader in term ${term}, for ever`,
        got: `${a} at ${secondsOf(first.atUs)}, ${b} at ${secondsOf(atUs)}`,
      };
    };
  },
};
