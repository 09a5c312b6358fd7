import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

interface LogEntry {
  term: number;
  command: Json;
}

interface RequestVoteArgs {
  term: number;
  candidateId: number;
  lastLogIndex: number;
  lastLogTerm: number;
}

interface RequestVoteReply {
  term: number;
  voteGranted: boolean;
}

interface AppendEntriesArgs {
  term: number;
  leaderId: number;
  prevLogIndex: number;
  prevLogTerm: number;
  entries: LogEntry[];
  leaderCommit: number;
}

interface AppendEntriesReply {
  term: number;
  success: boolean;
  /** On a refusal: the term of the entry at prevLogIndex, if there is one, and the first index of that term. */
  conflictTerm?: number;
  conflictIndex?: number;
}

interface InstallSnapshotArgs {
  term: number;
  leaderId: number;
  lastIncludedIndex: number;
  lastIncludedTerm: number;
  data: string;
}

interface InstallSnapshotReply {
  term: number;
}

export interface Raft {
  start(command: Json): StartResult;
  getState(): RaftState;
  snapshot(index: number, snapshot: string): void;
  kill(): void;
  requestVote(args: RequestVoteArgs): RequestVoteReply;
  appendEntries(args: AppendEntriesArgs): AppendEntriesReply;
  installSnapshot(args: InstallSnapshotArgs): InstallSnapshotReply;
}

/** What a leader does for the time that it leads. */
interface Reign {
  started(): void;
  end(): void;
}

const HEARTBEAT_MS = 110;
const TIMEOUT_MIN_MS = 350;
const TIMEOUT_MAX_MS = 700;

/** The entries that no snapshot covers, and the last one that it does. */
function newLog(saved?: [number, number, LogEntry[]]) {
  let [base, baseTerm, entries]: [number, number, LogEntry[]] = saved ?? [0, 0, []];
  const last = (): number => base + entries.length;
  const termAt = (index: number): number => (index === base ? baseTerm : entries[index - base - 1].term);
  return {
    last,
    termAt,
    base: (): number => base,
    at: (index: number): LogEntry => entries[index - base - 1],
    after: (index: number): LogEntry[] => entries.slice(index - base),
    push: (entry: LogEntry): number => entries.push(entry),
    /** Whether an entry stands there, or at the end of the snapshot. */
    has: (index: number, term: number): boolean => index >= base && index <= last() && termAt(index) === term,
    /** Nothing after `index` stays. */
    cutAfter: (index: number): void => void (entries = entries.slice(0, index - base)),
    rebase: (index: number, term: number, keepsRest: boolean): void => {
      entries = keepsRest ? entries.slice(index - base) : [];
      [base, baseTerm] = [index, term];
    },
    toJson: (): Json => [base, baseTerm, entries] as unknown as Json,
  };
}

/** A timer that can be wound up again and again. */
function newAlarm(ring: () => void): { set(ms: number): void; off(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const off = (): void => clearTimeout(timer);
  const set = (ms: number): void => {
    off();
    timer = setTimeout(ring, ms);
  };
  return { set, off };
}

/** Raft without classes: what a server knows lives in closures, and what a leader knows in those of its reign. */
function newRaft(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh): Raft {
  const others = peers.map((peer, id) => ({ peer, id })).filter(({ id }) => id !== me);
  const majority = Math.floor(peers.length / 2) + 1;
  const state = persister.readRaftState();
  const saved =
    state === undefined ? undefined : (JSON.parse(state) as [number, number | null, [number, number, LogEntry[]]]);
  let currentTerm = saved?.[0] ?? 0;
  let votedFor = saved?.[1] ?? null;
  const log = newLog(saved?.[2]);
  let commitIndex = log.base();
  let lastApplied = log.base();
  let isCandidate = false;
  let reign: Reign | undefined;
  let killed = false;

  const persist = (snapshot?: string): void =>
    persister.save(JSON.stringify([currentTerm, votedFor, log.toJson()]), snapshot);
  const electionAlarm = newAlarm(() => campaign());
  const windUp = (): void => {
    if (!killed) electionAlarm.set(TIMEOUT_MIN_MS + Math.random() * (TIMEOUT_MAX_MS - TIMEOUT_MIN_MS));
  };

  function stepDown(): void {
    isCandidate = false;
    if (reign === undefined) return;
    reign.end();
    reign = undefined;
    windUp();
  }

  /** Follows into a higher term; whether it was one. */
  function moveTo(term: number): boolean {
    if (term <= currentTerm) return false;
    currentTerm = term;
    votedFor = null;
    persist();
    stepDown();
    return true;
  }

  function commitUpTo(index: number): void {
    commitIndex = Math.max(commitIndex, index);
    while (lastApplied < commitIndex) {
      lastApplied++;
      applyCh.send({ index: lastApplied, command: log.at(lastApplied).command });
    }
  }

  function campaign(): void {
    isCandidate = true;
    const term = ++currentTerm;
    votedFor = me;
    persist();
    windUp();
    const args = { term, candidateId: me, lastLogIndex: log.last(), lastLogTerm: log.termAt(log.last()) };
    let missing = majority;
    const count = (): void => {
      if (--missing === 0 && isCandidate && currentTerm === term && !killed) reign = rule(term);
    };
    count();
    for (const { peer } of others) {
      void peer.call("Raft.requestVote", args).then((reply?: RequestVoteReply) => {
        if (reply === undefined || killed || moveTo(reply.term)) return;
        if (reply.voteGranted) count();
      });
    }
  }

  /** Leads for one term. */
  function rule(term: number): Reign {
    isCandidate = false;
    electionAlarm.off();
    let isOver = false;
    const followers = others.map(({ peer }) => ({ peer, next: log.last() + 1, match: 0 }));
    type Follower = (typeof followers)[number];

    const commit = (): void => {
      const held = [log.last(), ...followers.map(({ match }) => match)].sort((a, b) => b - a)[majority - 1];
      if (held > commitIndex && log.termAt(held) === term) commitUpTo(held);
    };
    /** Whether a reply is there, and of this reign. */
    const counts = (reply?: { term: number }): boolean =>
      reply !== undefined && !killed && !moveTo(reply.term) && !isOver;
    const matched = (follower: Follower, index: number): void => {
      follower.match = Math.max(follower.match, index);
      follower.next = Math.max(follower.next, follower.match + 1);
      commit();
    };
    const backUp = (
      follower: Follower,
      prevLogIndex: number,
      { conflictTerm, conflictIndex = 1 }: AppendEntriesReply,
    ): void => {
      if (follower.next !== prevLogIndex + 1 || follower.match >= prevLogIndex) return;
      let next = conflictIndex;
      // The last entry of that term in this log, if it has the term, may be common.
      for (let index = prevLogIndex; conflictTerm !== undefined && index > log.base(); index--) {
        if (log.termAt(index) < conflictTerm) break;
        if (log.termAt(index) === conflictTerm) {
          next = index + 1;
          break;
        }
      }
      follower.next = Math.max(follower.match + 1, Math.min(next, prevLogIndex));
      tell(follower);
    };
    const tell = (follower: Follower): void => {
      const prevLogIndex = follower.next - 1;
      if (prevLogIndex < log.base()) return tellSnapshot(follower);
      const entries = log.after(prevLogIndex);
      const prevLogTerm = log.termAt(prevLogIndex);
      const args = { term, leaderId: me, prevLogIndex, prevLogTerm, entries, leaderCommit: commitIndex };
      void follower.peer.call("Raft.appendEntries", args).then((reply?: AppendEntriesReply) => {
        if (!counts(reply)) return;
        if (reply!.success) matched(follower, prevLogIndex + entries.length);
        else backUp(follower, prevLogIndex, reply!);
      });
    };
    const tellSnapshot = (follower: Follower): void => {
      const lastIncludedIndex = log.base();
      const lastIncludedTerm = log.termAt(lastIncludedIndex);
      const args = { term, leaderId: me, lastIncludedIndex, lastIncludedTerm, data: persister.readSnapshot()! };
      void follower.peer.call("Raft.installSnapshot", args).then((reply?: InstallSnapshotReply) => {
        if (counts(reply)) matched(follower, lastIncludedIndex);
      });
    };
    const beat = (): void => {
      followers.forEach(tell);
      pulse.set(HEARTBEAT_MS);
    };
    const pulse = newAlarm(beat);

    beat();
    return {
      started: () => {
        followers.forEach(tell);
        commit();
      },
      end: () => {
        isOver = true;
        pulse.off();
      },
    };
  }

  /** One who leads has spoken. */
  function heed(term: number): boolean {
    moveTo(term);
    if (term < currentTerm) return false;
    isCandidate = false;
    windUp();
    return true;
  }

  function requestVote({ term, candidateId, lastLogIndex, lastLogTerm }: RequestVoteArgs): RequestVoteReply {
    moveTo(term);
    const ownTerm = log.termAt(log.last());
    const isUpToDate = lastLogTerm > ownTerm || (lastLogTerm === ownTerm && lastLogIndex >= log.last());
    const voteGranted = term === currentTerm && isUpToDate && (votedFor ?? candidateId) === candidateId;
    if (voteGranted) {
      votedFor = candidateId;
      persist();
      windUp();
    }
    return { term: currentTerm, voteGranted };
  }

  function refuse(prevLogIndex: number): AppendEntriesReply {
    const refusal = { term: currentTerm, success: false };
    if (prevLogIndex > log.last()) return { ...refusal, conflictIndex: log.last() + 1 };
    const conflictTerm = log.termAt(prevLogIndex);
    let conflictIndex = prevLogIndex;
    while (conflictIndex - 1 > log.base() && log.termAt(conflictIndex - 1) === conflictTerm) conflictIndex--;
    return { ...refusal, conflictTerm, conflictIndex };
  }

  function appendEntries({
    term,
    prevLogIndex,
    prevLogTerm,
    entries,
    leaderCommit,
  }: AppendEntriesArgs): AppendEntriesReply {
    if (!heed(term)) return { term: currentTerm, success: false };
    if (prevLogIndex >= log.base() && !log.has(prevLogIndex, prevLogTerm)) return refuse(prevLogIndex);
    const at = (i: number): number => prevLogIndex + 1 + i;
    const fresh = entries.findIndex((entry, i) => at(i) > log.base() && !log.has(at(i), entry.term));
    if (fresh !== -1) {
      log.cutAfter(at(fresh) - 1);
      entries.slice(fresh).forEach(log.push);
      persist();
    }
    commitUpTo(Math.min(leaderCommit, prevLogIndex + entries.length));
    return { term: currentTerm, success: true };
  }

  function installSnapshot(args: InstallSnapshotArgs): InstallSnapshotReply {
    const { term, lastIncludedIndex: snapshotIndex, lastIncludedTerm: snapshotTerm, data: snapshot } = args;
    if (heed(term) && snapshotIndex > commitIndex) {
      log.rebase(snapshotIndex, snapshotTerm, log.has(snapshotIndex, snapshotTerm));
      persist(snapshot);
      commitIndex = lastApplied = snapshotIndex;
      applyCh.send({ snapshot, snapshotIndex, snapshotTerm });
    }
    return { term: currentTerm };
  }

  function start(command: Json): StartResult {
    if (reign === undefined || killed) return { index: 0, term: currentTerm, isLeader: false };
    log.push({ term: currentTerm, command });
    persist();
    reign.started();
    return { index: log.last(), term: currentTerm, isLeader: true };
  }

  function snapshot(index: number, text: string): void {
    if (index <= log.base() || killed) return;
    log.rebase(index, log.termAt(index), true);
    persist(text);
  }

  function kill(): void {
    killed = true;
    stepDown();
    electionAlarm.off();
  }

  const getState = (): RaftState => ({ term: currentTerm, isLeader: reign !== undefined });

  windUp();
  return { start, getState, snapshot, kill, requestVote, appendEntries, installSnapshot };
}

/** `new Raft(…)` gives what the function returns. */
export const Raft = function (...args: Parameters<typeof newRaft>): Raft {
  return newRaft(...args);
} as unknown as new (...args: Parameters<typeof newRaft>) => Raft;
