// Tries: keeps the type checker busy for ever.
// slow-rejected: took too (long|much memory)|too complex|excessively deep
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";
type Grow<T extends unknown[], N extends number> = T["length"] extends N ? T : Grow<[...T, 1], N>;
type Row = Grow<[], 40>;
type Pairs<A extends string> = A extends any ? `${A}${A}` : never;
type D = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Many = `${D}${D}${D}${D}`;
type Cross<A extends string> = A extends infer X extends string ? (Many extends infer Y extends string ? (Y extends X ? [X, Y] : never) : never) : never;
export const bomb: Cross<Many> = "" as any as Cross<Many>;
export const row: Row = [] as any;
export const pairs: Pairs<Many> = "" as any;

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    
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
