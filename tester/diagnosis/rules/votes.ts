import type { EventOf, Node } from "../../trace/event";
import type { DetectorOf } from "../finding";
import { replyOf } from "../message";
import { reachesAsFar, lastIndex, lastTerm, type Saved } from "../saved";
import { isAnsweredAlone, isSettled, type Scene, type SeenCall, type Seen } from "../world";

/** A vote that a server has given in a term. */
interface Vote {
  candidate: Node;
  incarnation: number;
  n: number;
}

/**
 * Whom a server votes for (Raft §5.2, §5.4.1): one candidate a term, kept until the term is over, across a crash too, and
 * one whose log is at least as up to date.
 */
export const votes: DetectorOf = (findings) => {
  const given = new Map<string, Vote>();
  const cleared = new Set<string>();
  return {
    effect(effect, scene) {
      if (effect.kind === "save") onSave(scene, effect);
      if (effect.kind !== "answer") return;
      const call = scene.world.calls.get(effect.call);
      const request = call?.request;
      if (call?.delivery === undefined || request?.kind !== "vote" || call.isProbe) return;
      if (call.delivery.incarnation !== scene.now.incarnation) return;
      onAnswer(effect, call, scene);
    },
    end(scene) {
      const { now, turn, world } = scene;
      for (const effect of turn.effects) {
        if (effect.kind !== "send") continue;
        const call = world.calls.get(effect.call)!;
        if (call.request?.kind !== "vote" || call.isProbe) continue;
        // Whoever asks itself too votes when it answers that.
        const asksItself = turn.effects.some((each) => each.kind === "send" && each.to === now.id);
        if (!asksItself) enter(now, call.request.term, now.id, effect.n);
        return;
      }
    },
  };

  function enter(now: Seen, term: number, candidate: Node, n: number): void {
    const key = `${now.id} ${term}`;
    if (!given.has(key)) given.set(key, { candidate, incarnation: now.incarnation, n });
  }

  /** A save shows that a vote went, or was changed, within its term. */
  function onSave({ now, world, turn }: Scene, { n, atUs, state }: EventOf<"save">): void {
    const { disk } = now;
    const next = world.read(state);
    if (disk === undefined || next === undefined || disk.term === 0) return;
    if (next.term !== disk.term || disk.votedFor === null || next.votedFor === disk.votedFor) return;
    const name = findings.name(now.id);
    const before = `the vote for ${findings.name(disk.votedFor)} in term ${disk.term}`;
    if (next.votedFor === null || turn.trigger.kind === "boot") cleared.add(`${now.id} ${disk.term}`);
    if (next.votedFor !== null) return;
    const isFirst = !now.hasSaved && now.incarnation > 1;
    if (isFirst) {
      findings.add(
        "restored-as-saved",
        { n, atUs },
        [now.id],
        `${name}, restarted, saves its state without ${before}, which it had saved before the crash`,
        { term: disk.term },
      );
    } else {
      findings.add(
        "vote-kept-in-its-term",
        { n, atUs },
        [now.id],
        `${name} saves its state without ${before}, and is still in that term`,
        { term: disk.term },
      );
    }
  }

  function onAnswer(effect: EventOf<"answer">, call: SeenCall, scene: Scene): void {
    const { now } = scene;
    const { term, candidate } = call.request as { term: number; candidate: Node };
    const { yes, term: told } = replyOf(effect.reply);
    if (yes !== true) return onRefusal(effect, call, scene, told);
    if (call.delivery!.before.term > term) return;
    const key = `${now.id} ${term}`;
    const before = given.get(key);
    if (before !== undefined && before.candidate !== candidate) second(effect, term, candidate, before, scene);
    else if (before === undefined) given.set(key, { candidate, incarnation: now.incarnation, n: effect.n });
    judgeLog(effect, call, scene);
  }

  function second(e: EventOf<"answer">, term: number, candidate: Node, before: Vote, { now }: Scene): void {
    const name = findings.name(now.id);
    const [first, other] = [findings.name(before.candidate), findings.name(candidate)];
    const more = { term };
    const isSelf = before.candidate === now.id;
    const having = `${name}, ${isSelf ? "a candidate itself" : `having voted for ${first}`} in term ${term}`;
    if (before.incarnation === now.incarnation) {
      const rule = cleared.has(`${now.id} ${term}`) ? "vote-kept-in-its-term" : "one-vote-a-term";
      findings.add(rule, e, [now.id, candidate], `${having}, votes for ${other}`, more);
      return;
    }
    const { booted } = now;
    if (booted === undefined) {
      findings.add("one-vote-a-term", e, [now.id], `${having} before its crash, votes for ${other} after it`, more);
    } else if (booted.term === term && booted.votedFor === before.candidate) {
      const what = `${having} and saved it, votes for ${other} after its restart`;
      findings.add("restored-as-saved", e, [now.id, candidate], what, more);
    } else if (cleared.has(`${now.id} ${term}`)) {
      findings.add("vote-kept-in-its-term", e, [now.id], `${having}, votes for ${other} after a restart`, more);
    } else if (!isSelf) {
      const what = `${having} without saving it, votes for ${other} after its restart`;
      findings.add("saved-before-answered", e, [now.id, candidate], what, more);
    }
  }

  function judgeLog(effect: EventOf<"answer">, call: SeenCall, { now }: Scene): void {
    const request = call.request as { term: number; candidate: Node; lastLogIndex: number; lastLogTerm: number };
    if (call.delivery!.isMerged || !isAnsweredAlone(call, now) || !isSettled(now)) return;
    const logs = [call.delivery!.before.disk, now.disk];
    if (logs.some((log) => log === undefined || reachesAsFar(log, request))) return;
    const log = now.disk!;
    const counted = countsEntriesLeft(log, request);
    const what =
      `${findings.name(now.id)}, whose log ends at index ${lastIndex(log)} (term ${lastTerm(log)}), votes in term ` +
      `${request.term} for ${findings.name(request.candidate)}, whose log ends at index ${request.lastLogIndex} (term ${request.lastLogTerm})`;
    const rule = counted ? "positions-count-the-snapshot" : "vote-for-up-to-date-logs";
    findings.add(rule, effect, [now.id, request.candidate], what, { term: request.term });
  }

  function onRefusal(effect: EventOf<"answer">, call: SeenCall, scene: Scene, told: number | undefined): void {
    const { now } = scene;
    const request = call.request as { term: number; candidate: Node; lastLogIndex: number; lastLogTerm: number };
    const { before } = call.delivery!;
    if (
      call.delivery!.isMerged ||
      !isAnsweredAlone(call, now) ||
      told !== request.term ||
      before.term > request.term ||
      before.isLeader
    )
      return;
    const vote = given.get(`${now.id} ${request.term}`);
    if (vote !== undefined || now.stood.has(request.term)) return;
    const logs = [before.disk, now.disk];
    if (logs.some((log) => log === undefined || !reachesAsFar(log, request))) return;
    const counts = now.disk!.base > 0;
    const what =
      `${findings.name(now.id)}, which hasn't voted in term ${request.term}, refuses ${findings.name(request.candidate)}, ` +
      `whose log ends at index ${request.lastLogIndex} (term ${request.lastLogTerm}) where its own ends at index ${lastIndex(now.disk!)} (term ${lastTerm(now.disk!)})`;
    const rule = counts ? "positions-count-the-snapshot" : "vote-where-it-is-free";
    findings.add(rule, effect, [now.id, request.candidate], what, { term: request.term, isHint: true });
  }
};

/** Whether the vote would be right if only the entries that a snapshot has left were counted. */
function countsEntriesLeft(log: Saved, request: { lastLogIndex: number; lastLogTerm: number }): boolean {
  return log.base > 0 && request.lastLogTerm === lastTerm(log) && request.lastLogIndex >= log.entries.length;
}
