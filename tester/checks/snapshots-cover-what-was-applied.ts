import { brief } from "../trace/brief";
import { nameOf } from "../trace/event";
import type { Law } from "./law";

/**
 * A snapshot that Raft saves or hands up is one that the service has made, under the index for which it was made
 * (Raft §7). The law speaks where the tester is the service (lab 2d): there it knows every snapshot.
 */
export const snapshotsCoverWhatWasApplied: Law = {
  name: "snapshots-cover-what-was-applied",
  title: "A snapshot is the service's own, under its own index",
  source: "Raft §7",
  often: "an index that isn't the snapshot's, or a snapshot and a state that aren't saved together.",
  fold: ({ servers, lab }) => {
    const indices = new Map<string, number>();
    if (lab.startsWith("3")) return () => undefined;
    return (event) => {
      if (event.kind === "snapshot") indices.set(event.snapshot, event.index);
      const isTold = event.kind === "applySnapshot" || (event.kind === "save" && event.snapshot !== undefined);
      if (!isTold) return undefined;
      const { server } = event;
      const index = indices.get(event.snapshot!);
      const handsUp = event.kind === "applySnapshot";
      if (index !== undefined && (!handsUp || event.index === index)) return undefined;
      const name = nameOf(server, servers);
      return {
        servers: [server],
        what: handsUp
          ? `${name} hands up a snapshot as that of index ${event.index}.`
          : `${name} saves a snapshot that no service has made.`,
        expected: index === undefined ? "a text that was given to snapshot" : `snapshotIndex ${index}`,
        got: handsUp && index !== undefined ? `snapshotIndex ${event.index}` : brief(JSON.stringify(event.snapshot)),
      };
    };
  },
};
