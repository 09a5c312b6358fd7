import { stringify } from "./builtins";
import { emit } from "./outbox";
import { show, misuse } from "./thrown";
import { utf8Length } from "./text-encoding";

/** The disk as the submission sees it. `state` and `snapshot` are what it holds at the boot. */
export function newPersister(state: string | undefined, snapshot: string | undefined): object {
  /** UTF-8 bytes of `state`; −1 while nobody has asked. */
  let sizeBytes = -1;
  return {
    save(raftState: unknown, newSnapshot?: unknown): void {
      if (typeof raftState !== "string") throw misuse(`persister.save needs a string, but got ${show(raftState)}`);
      if (newSnapshot !== undefined && typeof newSnapshot !== "string") {
        throw misuse(`persister.save needs a string as its snapshot, but got ${show(newSnapshot)}`);
      }
      emit("save\t" + stringify(raftState) + "\t" + (newSnapshot === undefined ? "" : stringify(newSnapshot)));
      state = raftState;
      sizeBytes = -1;
      if (newSnapshot !== undefined) snapshot = newSnapshot;
    },
    readRaftState: (): string | undefined => state,
    readSnapshot: (): string | undefined => snapshot,
    raftStateSize(): number {
      if (sizeBytes < 0) sizeBytes = state === undefined ? 0 : utf8Length(state);
      return sizeBytes;
    },
  };
}
