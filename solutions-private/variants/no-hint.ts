import type { Change } from "../bank/change";

/** A follower refuses as Figure 2 has it, and doesn't say where the leader should go on from. */
export const refusesWithoutHint: readonly Change[] = [
  {
    find: `  /** On a refusal: where the leader should go on from (end of §5.3). */\n  retryFrom?: number;\n`,
    replace: ``,
  },
  {
    find: `success: false, retryFrom: this.firstIndexOfConflict(args.prevLogIndex) };`,
    replace: `success: false };`,
  },
  {
    find: `  private firstIndexOfConflict(prevLogIndex: number): number {
    if (prevLogIndex > this.lastLogIndex()) return this.lastLogIndex() + 1;
    let index = prevLogIndex;
    while (index > this.lastIncludedIndex + 1 && this.termAt(index - 1) === this.termAt(prevLogIndex)) index--;
    return index;
  }

`,
    replace: ``,
  },
];
