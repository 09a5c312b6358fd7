import { canonical } from "../trace/canonical";
import { nameOf, secondsOf, type Node } from "../trace/event";
import { brief } from "../trace/brief";
import type { Law } from "./law";

/** State Machine Safety (Raft §5.4.3, Figure 3): what one server applied at an index, every server applies there. */
export const sameCommandSameIndex: Law = {
  name: "same-command-same-index",
  title: "The same command at the same index, everywhere and for ever",
  source: "Raft §5.4.3",
  often: "an entry counts as committed that a later leader need not have, or a follower keeps an entry that conflicts.",
  fold: ({ servers }) => {
    const first = new Map<number, { server: Node; atUs: number; text: string }>();
    return (event) => {
      if (event.kind !== "apply") return undefined;
      const { server, index, atUs } = event;
      const text = canonical(event.command);
      const earlier = first.get(index);
      if (earlier === undefined) first.set(index, { server, atUs, text });
      if (earlier === undefined || earlier.text === text) return undefined;
      const [a, b] = [earlier.server === server ? "it" : nameOf(earlier.server, servers), nameOf(server, servers)];
      return {
        servers: [earlier.server, server],
        what: `${b} applies another command at index ${index} than ${a} did at ${secondsOf(earlier.atUs)}.`,
        expected: brief(earlier.text),
        got: brief(text),
      };
    };
  },
};
