import { nameOf, type Node } from "../trace/event";
import type { Law } from "./law";

/** What a server has shown for so long while it spoke was saved by then, however it batches its saves, µs. */
const SAVED_WITHIN_US = 1_000_000;

/** One server's term, as getState showed it. */
interface Shown {
  term: number;
  sinceUs: number;
  /** Highest term that outlives a crash: it was shown, and long after that the server still sent or answered. */
  lasting: number;
}

/**
 * A server's term only grows (Raft §5.1). Across a crash too, as it is saved before the server speaks (Figure 2); but
 * what was shown and not yet told to anyone may be lost with the crash.
 */
export const termsNeverGoBack: Law = {
  name: "terms-never-go-back",
  title: "A server's term never goes back",
  source: "Raft §5.1",
  often: "the term of an old message is adopted without comparing it first, or a term was never saved.",
  fold: ({ servers }) => {
    const shown = new Map<Node, Shown>();
    return (event) => {
      if (event.kind === "send" || event.kind === "answer") {
        const known = shown.get(event.server);
        if (known !== undefined && event.atUs >= known.sinceUs + SAVED_WITHIN_US) known.lasting = known.term;
      }
      if (event.kind === "boot") {
        const known = shown.get(event.server);
        if (known !== undefined) known.term = known.lasting;
      }
      if (event.kind !== "state") return undefined;
      const { server, term, atUs } = event;
      const { term: before, sinceUs, lasting } = shown.get(server) ?? { term: -1, sinceUs: atUs, lasting: 0 };
      shown.set(server, { term, sinceUs: term === before ? sinceUs : atUs, lasting });
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
