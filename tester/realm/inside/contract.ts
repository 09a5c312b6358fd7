/** What the tester demands of a submission's classes, once they run; typecheck.ts says it earlier and better. */

/** A class that a submission exports: from which file, and what its instances must have. */
export interface Demand {
  file: string;
  className: string;
  methods: readonly string[];
}

const RAFT_METHODS = ["start", "getState", "kill", "requestVote", "appendEntries"];

export const RAFT: Demand = { file: "raft.ts", className: "Raft", methods: RAFT_METHODS };
export const KV_SERVER: Demand = { file: "server.ts", className: "KVServer", methods: ["kill"] };
export const CLERK: Demand = { file: "client.ts", className: "Clerk", methods: ["get", "put", "append"] };

/** A breach of the contract, as one sentence. */
export class Breach {
  constructor(readonly text: string) {}
}

/** The class, or the sentence that it is missing. */
export function demandClass(exports: Record<string, unknown>, demand: Demand): new (...args: unknown[]) => object {
  const found = exports[demand.className];
  if (typeof found !== "function") throw new Breach(`${demand.file} exports no class ${demand.className}`);
  return found as new (...args: unknown[]) => object;
}

/** Checks that an instance has every method: own or inherited. */
export function demandMethods(instance: object, { className, methods }: Demand): void {
  for (let i = 0; i < methods.length; i++) {
    const name = methods[i]!;
    if (typeof (instance as Record<string, unknown>)[name] !== "function") {
      throw new Breach(`class ${className} has no method ${name}`);
    }
  }
}
