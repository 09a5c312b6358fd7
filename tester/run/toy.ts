/** For tests: submissions that keep the contract and do nothing, or one thing. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Planned } from "./suite";

/** A well-typed raft.ts whose constructor ends in `statements`. */
export function toyRaft(statements: string): string {
  return `import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    ${statements}
  }
  getState(): RaftState {
    return { term: 0, isLeader: false };
  }
  requestVote(args: Json): Json {
    return args;
  }
  appendEntries(args: Json): Json {
    return args;
  }
  start(command: Json): StartResult {
    return { index: 0, term: 0, isLeader: false };
  }
  snapshot(index: number, snapshot: string): void {}
  kill(): void {}
}
`;
}

/** Fails in most seeds' runs, but not in all, at the first event. */
export const MOODY = `if (Math.random() < 0.2) throw new Error("a bad day");`;

/** Folders of submissions, until {@link remove}. */
export class Folders {
  private readonly root = mkdtempSync(join(tmpdir(), "submissions-"));

  /** A folder with this raft.ts in it; an empty one without. */
  add(text?: string): string {
    const folder = mkdtempSync(join(this.root, "raft-"));
    if (text !== undefined) writeFileSync(join(folder, "raft.ts"), text);
    return folder;
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** A real scenario of one lone server: the quickest. */
export const LONE: Planned = { lab: "2a", name: "lone-server", title: "a cluster of one", points: 3 };
/** One of three. */
export const THREE: Planned = { lab: "2a", name: "initial-election", title: "initial election", points: 8 };
