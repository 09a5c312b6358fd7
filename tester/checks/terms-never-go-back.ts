import { nameOf, type Node } from "../trace/event";
import type { Law } from "./law";

/** A server's term only grows, crashes included: what getState has shown was saved before (Raft §5.1, Figure 2). */
export const termsNeverGoBack: Law = {
  name: "terms-never-go-back",
  title: "A server's term never goes back",
  source: "Raft §5.1",
  often: "the term of an old message is adopted without comparing it first, or a term was never saved.",
  fold: ({ servers }) => {
    const termOf = new Map<Node, number>();
    return (event) => {
      if (event.kind !== "state") return undefined;
      const { server, term } = event;
      const before = termOf.get(server) ?? 0;
      termOf.set(server, term);
      if (term >= before) return undefined;
      return {
        servers: [server],
        what: `${nameOf(server, servers)} goes back from term ${before} to term ${term}.`,
        expected: `a term of at least ${before}`,
        got: `term ${term}`,
      };
    };
  },
};
