import { nameOf, type Node } from "../trace/event";
import type { Law } from "./law";

/** Entries are handed up in the order of the log: no gap, and no repeat within an incarnation (Raft §5.3). */
export const appliedInOrder: Law = {
  name: "applied-in-order",
  title: "Entries are applied in order, each once",
  source: "Raft §5.3",
  often: "lastApplied is moved too late, too early or by two loops at once.",
  fold: ({ servers }) => {
    const applied = new Map<Node, number>();
    return (event) => {
      if (event.kind === "boot") applied.set(event.server, 0);
      if (event.kind === "applySnapshot") applied.set(event.server, event.index);
      if (event.kind !== "apply") return undefined;
      const { server, index } = event;
      const expected = (applied.get(server) ?? 0) + 1;
      applied.set(server, index);
      if (index === expected) return undefined;
      const name = nameOf(server, servers);
      return {
        servers: [server],
        what: index < expected ? `${name} applies index ${index} a second time.` : `${name} skips an entry.`,
        expected: `index ${expected}`,
        got: `index ${index}`,
      };
    };
  },
};
