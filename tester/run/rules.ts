import type { Role } from "../realm/compile";

/** What a lab's number decides. */
export interface Rules {
  /** Labs 2a–2d load raft.ts, labs 3a–3b server.ts and client.ts (INTERFACE.md, «Entry»). */
  role: Role;
  /** How long the caller of a dead or cut-off server may wait for the news, ms (INTERFACE.md, «RPC»). */
  unreachableMaxMs: number;
}

export function rulesOf(lab: string): Rules {
  return lab.startsWith("3") ? { role: "kv", unreachableMaxMs: 99 } : { role: "raft", unreachableMaxMs: 6_999 };
}
