/**
 * Your fault-tolerant key/value server, on top of your Raft. Clerks (client.ts) call its methods as `"KVServer.x"`.
 *
 * The handlers below are a proposal: their names, arguments and replies are between your server and your clerk.
 */
import { ApplyChannel, todo, type Peer, type Persister } from "raftlab";
import { Raft } from "./raft";

/** Arguments of {@link KVServer.get}. */
export interface GetArgs {
  key: string;
}

/** Reply of {@link KVServer.get}. */
export interface GetReply {
  value: string;
}

/** Arguments of {@link KVServer.putAppend}. */
export interface PutAppendArgs {
  op: "put" | "append";
  key: string;
  value: string;
}

/** Reply of {@link KVServer.putAppend}. */
export type PutAppendReply = Record<string, never>;

/** One replica of the key/value service. */
export class KVServer {
  /** The Raft beneath this server. The tester asks it for its state, and carries its RPCs. */
  readonly raft: Raft;
  /** What Raft has committed, in order: `for await (const msg of this.applyCh)`. */
  protected readonly applyCh = new ApplyChannel();

  /**
   * Makes a server, new or restarted. Must return at once.
   * @param servers all servers, in the same order everywhere
   * @param me this server's place among them
   * @param persister what outlives a crash; Raft's, which saves the service's snapshots too
   * @param maxRaftState bound on `persister.raftStateSize()`, in bytes, for lab 3b; −1: none
   */
  constructor(
    servers: readonly Peer[],
    protected readonly me: number,
    protected readonly persister: Persister,
    protected readonly maxRaftState: number,
  ) {
    this.raft = new Raft(servers, me, persister, this.applyCh);
    const snapshot = persister.readSnapshot();
    if (snapshot !== undefined) this.readSnapshot(snapshot);

    todo("3a", "the constructor of KVServer");
  }

  /** RPC handler: the value of a key, `""` for one that was never written. */
  async get(args: GetArgs): Promise<GetReply> {
    return todo("3a", "KVServer.get");
  }

  /** RPC handler: sets a key, or appends to its value. Append to a key that was never written is a put. */
  async putAppend(args: PutAppendArgs): Promise<PutAppendReply> {
    return todo("3a", "KVServer.putAppend");
  }

  /** All that this server would need after a restart, as text, for `raft.snapshot`. */
  protected makeSnapshot(): string {
    return todo("3b", "KVServer.makeSnapshot");
  }

  /** Takes back what {@link makeSnapshot} made. */
  protected readSnapshot(snapshot: string): void {
    todo("3b", "KVServer.readSnapshot");
  }

  /** The tester has no further use for this server. A crash never calls it. */
  kill(): void {
    this.raft.kill();
    todo("3a", "KVServer.kill");
  }
}
