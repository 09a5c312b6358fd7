import type { EventOf, Node } from "../../trace/event";
import type { DetectorOf } from "../finding";
import { lastIndex, termOfEntry, type Saved } from "../saved";
import { isSettled, type Scene, type World } from "../world";

/** What a server may know to be committed, in this life. */
interface Known {
  incarnation: number;
  commit: number;
  /** Whether any message told it of a commit. */
  isTold: boolean;
  /** In the newest term of a leader that it follows: how far its log matches, and what it was told. */
  term: number;
  matched: number;
  told: number;
  /** Highest leaderCommit of any message, and those that were lower than one before. */
  highest: number;
  lower: Set<number>;
  /** The last entry before the newest message's, where the log lacks it. */
  lacking?: number;
}

/**
 * When entries are committed (Raft §5.3, §5.4.2), seen at what is applied: by a leader once a majority has acknowledged an
 * entry of its own term, by a follower once it was told, up to the last new entry.
 */
export const commits: DetectorOf = (findings) => {
  const known = new Map<Node, Known>();
  /** What followers acknowledged to a leader: `leader incarnation term` → follower → index. */
  const acks = new Map<string, Map<Node, number>>();
  /** Successes that reached a leader for what it had sent in an earlier term: `leader term` → index and follower. */
  const stale = new Map<string, { index: number; follower: Node }>();
  return {
    begin({ now, turn, call, world }) {
      if (turn.trigger.kind === "boot") known.delete(now.id);
      if (turn.trigger.kind === "deliver")
        hear(now.id, call, turn.waited.length > 0 ? 0 : now.term, world, turn.waited.length > 0);
      if (turn.trigger.kind !== "return" || call === undefined) return;
      const { request, reply } = call;
      if (request?.kind === "append" && reply?.yes === true) {
        const index = request.prevLogIndex + request.entries.length;
        const key = `${now.id} ${now.term}`;
        const isStale = now.isLeader && request.term < now.term && index > (stale.get(key)?.index ?? 0);
        if (isStale) stale.set(key, { index, follower: call.send.to });
        acknowledge(now.id, request.term, call.send.to, request.prevLogIndex + request.entries.length);
      }
      if (request?.kind === "install" && reply !== undefined && (reply.term ?? 0) <= request.term) {
        acknowledge(now.id, request.term, call.send.to, request.lastIncludedIndex);
      }
      credit(now, world);
    },
    effect(effect, scene) {
      if (effect.kind === "applySnapshot") {
        const own = knownOf(scene);
        own.commit = Math.max(own.commit, effect.index);
      }
      if (effect.kind === "apply") onApply(effect, scene);
    },
  };

  function acknowledge(leader: Node, term: number, follower: Node, index: number): void {
    const key = `${leader} ${term}`;
    const of = acks.get(key) ?? new Map<Node, number>();
    acks.set(key, of);
    of.set(follower, Math.max(of.get(follower) ?? 0, index));
  }

  /** What a leader may commit now, it may apply later, as a follower too. */
  function credit(now: Scene["now"], world: World): void {
    const of = acks.get(`${now.id} ${now.term}`);
    if (of === undefined || of.size < world.majority - 1) return void knownOf({ now, world });
    const others = [...of].filter(([node]) => node !== now.id);
    const index = others.map(([, upTo]) => upTo).sort((a, b) => b - a)[world.majority - 2] ?? 0;
    const { disk } = now;
    if (disk !== undefined && (lastIndex(disk) < index || (termOfEntry(disk, index) ?? 0) < now.term - 1)) return;
    const own = knownOf({ now, world });
    own.commit = Math.max(own.commit, index);
  }

  function knownOf({ now, world }: Pick<Scene, "now" | "world">): Known {
    const before = known.get(now.id);
    if (before !== undefined) return before;
    const base = world.server(now.id).booted?.base ?? 0;
    const fresh = {
      incarnation: now.incarnation,
      commit: base,
      isTold: false,
      term: 0,
      matched: 0,
      told: 0,
      highest: 0,
      lower: new Set<number>(),
    };
    known.set(now.id, fresh);
    return fresh;
  }

  function hear(id: Node, call: Scene["call"], term: number, world: World, isMerged: boolean): void {
    const own = knownOf({ now: world.server(id), world });
    const request = call?.request;
    if (request === undefined || request.term < term) return;
    if (request.kind === "install") {
      own.commit = Math.max(own.commit, request.lastIncludedIndex);
      own.isTold = true;
    }
    if (request.kind !== "append") return;
    if (request.term > own.term) Object.assign(own, { term: request.term, matched: 0, told: 0 });
    own.lacking = undefined;
    if (!isMerged && isSettled(world.server(id), call!.send.call) && lacks(world.server(id).disk, request, own)) {
      own.lacking = request.prevLogIndex;
      return;
    }
    own.isTold ||= request.leaderCommit > 0;
    if (request.leaderCommit < own.highest) own.lower.add(request.leaderCommit);
    own.highest = Math.max(own.highest, request.leaderCommit);
    own.told = Math.max(own.told, request.leaderCommit);
    own.matched = Math.max(own.matched, request.prevLogIndex + request.entries.length);
    own.commit = Math.max(own.commit, Math.min(own.told, own.matched));
  }

  function onApply(effect: EventOf<"apply">, scene: Scene): void {
    const own = knownOf(scene);
    const { now, before, world } = scene;
    const isLeading = before.isLeader || now.isLeader || leadsAtEnd(scene);
    repeated(effect, scene, own);
    if (effect.index <= own.commit) return;
    const canRead = (world.hasSuccesses && world.sees.append) || world.servers === 1;
    if (isLeading && canRead) onLeaders(effect, scene);
    else if (!isLeading && world.sees.append) onFollowers(effect, scene, own);
    own.commit = Math.max(own.commit, effect.index);
  }

  /** Whether the log hasn't the entry before; what came earlier in this term it may have, saved or not. */
  function lacks(disk: Saved | undefined, request: { prevLogIndex: number; prevLogTerm: number }, own: Known): boolean {
    const { prevLogIndex: prev, prevLogTerm } = request;
    if (disk === undefined || prev <= disk.base || prev <= own.matched) return false;
    return termOfEntry(disk, prev) !== prevLogTerm;
  }

  function repeated(effect: EventOf<"apply">, { now }: Scene, own: Known): void {
    const { index } = effect;
    if (now.applied === 0 || index === now.applied + 1) return;
    const name = findings.name(now.id);
    if (index > now.applied) {
      const what = `${name} applies index ${index} right after index ${now.applied}`;
      findings.add("applied-once-in-order", effect, [now.id], what, { index });
      return;
    }
    const what = `${name}, which has applied up to index ${now.applied}, applies index ${index} again`;
    if (own.lower.has(index - 1)) {
      const late = ` after a late message that says leaderCommit ${index - 1}`;
      findings.add("commit-index-only-grows", effect, [now.id], `${what}${late}`, { index });
    } else findings.add("applied-once-in-order", effect, [now.id], what, { index });
  }

  function onLeaders(effect: EventOf<"apply">, scene: Scene): void {
    const { now, world, turn, call } = scene;
    const { index } = effect;
    const term = now.isLeader ? now.term : Math.max(now.term, scene.before.term);
    const of = acks.get(`${now.id} ${term}`) ?? new Map<Node, number>();
    const others = [...of].filter(([node]) => node !== now.id).map(([, upTo]) => upTo);
    const sorted = others.sort((a, b) => b - a);
    // Itself and the best of the others.
    const byMajority = world.majority === 1 ? Infinity : (sorted[world.majority - 2] ?? 0);
    const name = findings.name(now.id);
    const more = { index, term };
    if (byMajority >= index) {
      judgeOwnCopy(effect, scene, sorted);
      judgeTerm(effect, scene, byMajority, term);
      return;
    }
    const count = 1 + sorted.filter((upTo) => upTo >= index).length;
    const lead = `${name}, leader of term ${term}, commits index ${index}`;
    const { request, reply } = call ?? {};
    if (turn.trigger.kind === "return" && reply !== undefined && request !== undefined && reply.yes !== false) {
      const from = findings.name(call!.send.to);
      const sent =
        request.kind === "append"
          ? request.prevLogIndex + request.entries.length
          : request.kind === "install"
            ? request.lastIncludedIndex
            : -1;
      if (sent >= 0 && request.term !== term) {
        const what = `${lead} on an answer of ${from} to a message of term ${request.term}`;
        return findings.add("stale-replies-ignored", effect, [now.id, call!.send.to], what, more);
      }
      if (sent >= 0 && sent < index) {
        const what = `${lead} on an answer of ${from} to a message whose last entry is index ${sent}`;
        return findings.add("match-index-is-acknowledged", effect, [now.id, call!.send.to], what, more);
      }
    }
    const late = stale.get(`${now.id} ${term}`);
    if (late !== undefined && late.index >= index) {
      const what = `${lead}, and of that ${findings.name(late.follower)} has told it only in answer to a message of an earlier term`;
      return findings.add("stale-replies-ignored", effect, [now.id, late.follower], what, more);
    }
    if (acknowledgedEarlier(now.id, term, index, world)) {
      const what = `${lead} on what was acknowledged to it in an earlier term, and holds no more for certain`;
      return findings.add("match-index-is-acknowledged", effect, [now.id], what, more);
    }
    const what = `${lead}, which ${count} of ${world.servers} servers ${count === 1 ? "has" : "have"} stored as far as it has been told`;
    findings.add("majority-commits", effect, [now.id], what, more);
  }

  /** It has led before, and was then told that enough others hold the index. */
  function acknowledgedEarlier(id: Node, term: number, index: number, world: World): boolean {
    return [...acks].some(([key, of]) => {
      const [leader, earlier] = key.split(" ").map(Number);
      const count = [...of.values()].filter((upTo) => upTo >= index).length;
      return leader === id && earlier < term && count > 0 && world.servers > 1;
    });
  }

  /** The leader's own copy counts once it is saved. */
  function judgeOwnCopy(effect: EventOf<"apply">, { now, world }: Scene, others: readonly number[]): void {
    const { index } = effect;
    if (now.disk === undefined || world.saves.read === 0 || lastIndex(now.disk) >= index) return;
    if ((others[world.majority - 1] ?? 0) >= index) return;
    const what = `${findings.name(now.id)} counts itself for index ${index}, and has saved its log up to index ${lastIndex(now.disk)} only`;
    findings.add("saved-before-answered", effect, [now.id], what, { index });
  }

  /** Copies count for an entry of the leader's own term; of the term right before nobody else can have made any. */
  function judgeTerm(effect: EventOf<"apply">, { now }: Scene, byMajority: number, term: number): void {
    const { disk } = now;
    if (disk === undefined) return;
    const newest = termOfEntry(disk, Math.min(byMajority, lastIndex(disk)));
    if (newest === undefined || newest >= term - 1) return;
    const what = `${findings.name(now.id)}, leader of term ${term}, commits index ${effect.index}, of term ${newest}, by counting copies`;
    findings.add("own-term-commits", effect, [now.id], what, { index: effect.index, term });
  }

  function onFollowers(effect: EventOf<"apply">, { now, turn, call }: Scene, own: Known): void {
    const { index } = effect;
    const name = findings.name(now.id);
    const more = { index, term: now.term };
    if (!own.isTold && now.incarnation > 1) {
      const what = `${name}, restarted, applies index ${index} before anybody has told it what is committed`;
      return findings.add("restored-as-saved", effect, [now.id], what, more);
    }
    const isAppend = turn.trigger.kind === "deliver" && call?.request?.kind === "append";
    const request = isAppend ? (call.request as { term: number; prevLogIndex: number; entries: unknown[] }) : undefined;
    if (request !== undefined && request.term < now.term) return;
    if (isAppend && own.lacking !== undefined) {
      const from = findings.name(call.send.server);
      const what = `${name} takes what ${from} sends after index ${own.lacking}, which its own log hasn't got as ${from} has, and applies index ${index}`;
      return findings.add("previous-entry-checked", effect, [now.id, call.send.server], what, more);
    }
    const told = `of leaderCommit up to ${own.told}, and of entries up to index ${own.matched}`;
    const what = `${name} applies index ${index}, and has been told ${told} in term ${own.term}`;
    findings.add("commit-to-the-last-new-entry", effect, [now.id], what, more);
  }
};

/** In the turn in which a server wins, it may commit before getState says so. */
function leadsAtEnd({ turn }: Scene): boolean {
  return turn.effects.some((each) => each.kind === "state" && each.isLeader);
}
