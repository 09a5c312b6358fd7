// Tries: gets at the host through errors.
// fails: 
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";
const seek: any = (from: any) => {
  for (const at of [from, from?.constructor, Object.getPrototypeOf(Object(from))]) {
    try {
      const found = at.constructor.constructor("return process")();
      if (found?.pid) throw "ESCAPED";
    } catch (error) {
      if (error === "ESCAPED") throw new Error("ESCAPED");
    }
  }
  if ((globalThis as any).process || (globalThis as any).require) throw new Error("ESCAPED");
};


export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    try { (null as any).x; } catch (error) { seek(error); }
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
