/**
 * Your Raft. "Figure 2" is the one of the extended Raft paper; docs/students/interface.md says what you may rely on.
 *
 * Each `todo("2a", …)` marks a gap, and the lab part that needs it filled. Replace it by your code. Add fields, methods,
 * types and files as you like; keep the names and shapes of what is here, as the tester and your k/v server use them.
 */
import { todo, type ApplyCh, type Json, type Peer, type Persister, type RaftState, type StartResult } from "raftlab";

/** One entry of the log (Figure 2, «State»). */
export interface LogEntry {
  /** The term in which the leader received it. */
  term: number;
  command: Json;
}

/** Arguments of RequestVote (Figure 2). */
export interface RequestVoteArgs {
  term: number;
  candidateId: number;
  lastLogIndex: number;
  lastLogTerm: number;
}

/** Reply of RequestVote (Figure 2). */
export interface RequestVoteReply {
  term: number;
  voteGranted: boolean;
}

/** Arguments of AppendEntries (Figure 2). A heartbeat is one without entries. */
export interface AppendEntriesArgs {
  term: number;
  leaderId: number;
  prevLogIndex: number;
  prevLogTerm: number;
  entries: LogEntry[];
  leaderCommit: number;
}

/** Reply of AppendEntries (Figure 2). */
export interface AppendEntriesReply {
  term: number;
  success: boolean;
}

/** One server of the cluster. */
export class Raft {
  // Here belongs the state of Figure 2.

  /**
   * Makes a server, new or restarted: it begins as a follower, with what the persister holds.
   *
   * Must return at once. What goes on in the background starts here, as timers and async functions.
   * @param peers all servers of the cluster, in the same order everywhere. `peers[i].call("Raft.requestVote", args)`
   *   calls a method of server i; the reply is `undefined` where none came
   * @param me this server's place among the peers
   * @param persister what outlives a crash
   * @param applyCh where committed entries go, each once and in the order of the log
   */
  constructor(
    protected readonly peers: readonly Peer[],
    protected readonly me: number,
    protected readonly persister: Persister,
    protected readonly applyCh: ApplyCh,
  ) {
    const saved = persister.readRaftState();
    if (saved !== undefined) this.readPersist(saved);

    todo("2a", "the constructor of Raft");
  }

  /**
   * The current term, and whether this server believes that it is the leader.
   *
   * The tester asks after every event: answer from your fields, and change nothing.
   */
  getState(): RaftState {
    return todo("2a", "Raft.getState");
  }

  /** RPC handler: a candidate asks for this server's vote (Figure 2, «RequestVote RPC»). */
  requestVote(args: RequestVoteArgs): RequestVoteReply {
    return todo("2a", "Raft.requestVote");
  }

  /**
   * RPC handler: the leader's heartbeat, and from lab 2b on its entries (Figure 2, «AppendEntries RPC»).
   *
   * Lab 2a needs only as much of it as elections do.
   */
  appendEntries(args: AppendEntriesArgs): AppendEntriesReply {
    return todo("2a", "Raft.appendEntries");
  }

  /**
   * The service wants `command` to be the next entry of the log.
   *
   * Returns at once, without waiting for agreement: there is no promise that the command will ever be committed.
   * @returns where the command will stand if it is, from 1, the current term, and whether this server believes that it
   *   is the leader; if it isn't, the command is not taken, and index and term don't count
   */
  start(command: Json): StartResult {
    return todo("2b", "Raft.start");
  }

  /** Saves what Figure 2 calls persistent, with `persister.save`. Find out where it must be called. */
  protected persist(): void {
    todo("2c", "Raft.persist");
  }

  /** Takes back what {@link persist} saved. */
  protected readPersist(saved: string): void {
    todo("2c", "Raft.readPersist");
  }

  /**
   * The service has put all entries up to and including `index` into `snapshot`: the log needn't keep them any longer
   * (§7). Save the snapshot together with the rest, by the second argument of `persister.save`.
   */
  snapshot(index: number, snapshot: string): void {
    todo("2d", "Raft.snapshot");
  }

  /**
   * The tester has no further use for this server: soon after, nothing may be sent or saved any more.
   *
   * A crash never calls it.
   */
  kill(): void {
    todo("2a", "Raft.kill");
  }
}
