import { nameOf, type EventOf, type Node } from "../trace/event";
import type { Finding, Law } from "./law";

/** How far one server has come. */
interface Progress {
  /** Highest index applied in this incarnation; `undefined` after a boot over a snapshot whose index nobody knows. */
  applied: number | undefined;
  /** The snapshot that its disk holds, if any. */
  saved: string | undefined;
  /** The one that it was booted over, if any. */
  booted: string | undefined;
}

/**
 * Entries are handed up in the order of the log: no gap, and no repeat within an incarnation (Raft §5.3). A service
 * begins with the snapshot that it finds at its boot, and goes on after it; any other snapshot handed up lies above
 * what was applied (Raft §7). Which index a snapshot has is known where the tester made it (lab 2d); in lab 3 it is the
 * service's own text, and the first index after such a boot is believed.
 */
export const appliedInOrder: Law = {
  name: "applied-in-order",
  title: "Entries are applied in order, each once",
  source: "Raft §5.3, §7",
  often: "lastApplied is moved too late, too early or by two loops at once, or not moved with a snapshot.",
  fold: ({ servers }) => {
    const progress = new Map<Node, Progress>();
    const indices = new Map<string, number>();
    return (event) => {
      switch (event.kind) {
        case "boot": {
          const saved = progress.get(event.server)?.saved;
          const applied = saved === undefined ? 0 : indices.get(saved);
          progress.set(event.server, { applied, saved, booted: saved });
          return undefined;
        }
        case "snapshot":
          indices.set(event.snapshot, event.index);
          return undefined;
        case "save":
          if (event.snapshot !== undefined) progress.get(event.server)!.saved = event.snapshot;
          return undefined;
        case "apply":
          return onApply(progress.get(event.server)!, event, nameOf(event.server, servers));
        case "applySnapshot":
          return onSnapshot(progress.get(event.server)!, event, nameOf(event.server, servers));
        default:
          return undefined;
      }
    };
  },
};

function onApply(progress: Progress, { server, index }: EventOf<"apply">, name: string): Finding | undefined {
  const expected = progress.applied === undefined ? index : progress.applied + 1;
  progress.applied = index;
  if (index === expected) return undefined;
  const what = index < expected ? `${name} applies index ${index} a second time.` : `${name} skips an entry.`;
  return { servers: [server], what, expected: `index ${expected}`, got: `index ${index}` };
}

function onSnapshot(
  progress: Progress,
  { server, index, snapshot }: EventOf<"applySnapshot">,
  name: string,
): Finding | undefined {
  const { applied = 0, booted } = progress;
  progress.applied = Math.max(applied, index);
  if (index > applied || snapshot === booted) return undefined;
  return {
    servers: [server],
    what: `${name} hands up a snapshot of entries that it has applied already: the service would go back.`,
    expected: `a snapshotIndex above ${applied}`,
    got: `snapshotIndex ${index}`,
  };
}
