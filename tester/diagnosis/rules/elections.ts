import type { EventOf, Node } from "../../trace/event";
import type { DetectorOf } from "../finding";
import { lastIndex, lastTerm } from "../saved";
import { isSettled, type Scene, type SeenCall } from "../world";

/** How elections are won (Raft §5.2): by a majority's votes of this term, asked for with the candidate's own log. */
export const elections: DetectorOf = (findings) => {
  const granted = new Map<string, Set<Node>>();
  const asked = new Map<string, number>();
  return {
    begin({ turn, now, call, world }) {
      if (turn.trigger.kind === "boot") for (const key of granted.keys()) if (isOf(key, now.id)) granted.delete(key);
      if (turn.trigger.kind !== "return" || call?.request?.kind !== "vote" || call.isProbe) return;
      if (call.reply?.yes === true && world.hasVotes) votersOf(now.id, call.request.term).add(call.send.to);
    },
    effect(effect, scene) {
      if (effect.kind === "state" && effect.isLeader && !scene.turn.isCut) onLeader(effect, scene);
    },
    end(scene) {
      onCandidate(scene);
      onRefusedByCandidate(scene);
    },
  };

  function isOf(key: string, id: Node): boolean {
    return key.startsWith(`${id} `);
  }

  function votersOf(id: Node, term: number): Set<Node> {
    const key = `${id} ${term}`;
    const voters = granted.get(key) ?? new Set([id]);
    granted.set(key, voters);
    return voters;
  }

  function onLeader(effect: EventOf<"state">, { now, world, turn, call, before }: Scene): void {
    if (now.led.has(effect.term) || ((!world.hasVotes || !world.sees.vote) && world.servers > 1)) return;
    const { size } = votersOf(now.id, effect.term);
    const name = findings.name(now.id);
    const more = { term: effect.term };
    if (size >= world.majority) {
      const { disk } = now;
      if (disk === undefined || world.saves.read === 0) return;
      const isSaved = disk.term > effect.term || (disk.term === effect.term && disk.votedFor === now.id);
      if (isSaved || size - 1 >= world.majority) return;
      const what = `${name} leads term ${effect.term} by its own vote too, which it hasn't saved: on its disk stands term ${disk.term}`;
      findings.add("saved-before-answered", effect, [now.id], what, more);
      return;
    }
    // It was a leader, and carries its reign into another term: that is another rule.
    if (before.isLeader) return;
    const isStale =
      turn.trigger.kind === "return" && call?.request?.kind === "vote" && call.request.term !== effect.term;
    if (isStale && call.reply?.yes === true) {
      const what = `${name} takes a vote of ${findings.name(call.send.to)}, given in term ${call.request!.term}, for one in term ${effect.term}, and leads`;
      findings.add("stale-replies-ignored", effect, [now.id, call.send.to], what, more);
      return;
    }
    const what = `${name} leads term ${effect.term} by ${size} ${size === 1 ? "vote" : "votes"} of that term, of ${world.servers} servers`;
    findings.add("majority-elects", effect, [now.id], what, more);
  }

  function onCandidate({ turn, now, before, world }: Scene): void {
    const call = firstVoteCall(turn.effects, world);
    if (call?.request?.kind !== "vote" || turn.isCut) return;
    const { term, lastLogIndex, lastLogTerm } = call.request;
    const name = findings.name(now.id);
    const key = `${now.id} ${now.incarnation} ${term}`;
    const at = asked.get(key);
    if (at !== undefined && turn.trigger.kind === "fire" && call.send.atUs - at >= 200_000) {
      const what = `${name} stands for election in term ${term} again, in which the others have voted`;
      findings.add("candidate-tries-again", call.send, [now.id], what, { term, isHint: true });
    }
    if (at === undefined) asked.set(key, call.send.atUs);
    const logs = [before.disk, now.disk];
    if (logs.some((log) => log === undefined)) return;
    const told = `index ${lastLogIndex} (term ${lastLogTerm})`;
    const has = logs.some((log) => lastIndex(log!) === lastLogIndex && lastTerm(log!) === lastLogTerm);
    if (has) return;
    const log = now.disk!;
    const what = `${name} asks for votes in term ${term} as one whose log ends at ${told}, and has saved it up to index ${lastIndex(log)} (term ${lastTerm(log)})`;
    const isOlder = logs.every(
      (each) => lastLogTerm < lastTerm(each!) || (lastLogTerm === lastTerm(each!) && lastLogIndex < lastIndex(each!)),
    );
    const more = { term };
    if (isOlder && !isSettled(now)) return;
    if (log.base > 0 && isSettled(now) && lastIndex(log) === lastLogIndex && lastTerm(log) !== lastLogTerm) {
      findings.add("positions-count-the-snapshot", call.send, [now.id], what, more);
    } else if (isOlder && log.base > 0 && lastLogIndex === log.entries.length) {
      findings.add("positions-count-the-snapshot", call.send, [now.id], what, more);
    } else if (isOlder && now.incarnation > 1 && now.booted !== undefined && lastIndex(now.booted) > lastLogIndex) {
      findings.add("restored-as-saved", call.send, [now.id], what, more);
    } else if (isOlder) {
      findings.add("request-vote-tells-the-own-log", call.send, [now.id], what, more);
    } else {
      findings.add("saved-before-answered", call.send, [now.id], what, { ...more, isHint: true });
    }
  }

  /** A candidate hears the leader of its term, and says no. */
  function onRefusedByCandidate({ turn, now, call, before }: Scene): void {
    const answer = turn.effects.find((each) => each.kind === "answer");
    if (turn.trigger.kind !== "deliver" || call?.request?.kind !== "append" || answer === undefined) return;
    const { term, prevLogIndex } = call.request;
    if (call.reply?.yes !== false || before.term !== term || !now.stood.has(term) || now.led.has(term)) return;
    if (before.disk !== undefined && prevLogIndex > lastIndex(before.disk)) return;
    if (prevLogIndex > 0 && call.reply.term === undefined) return;
    if (before.disk === undefined || prevLogIndex > before.disk.base) {
      const own = before.disk?.entries[prevLogIndex - before.disk.base - 1]?.term;
      if (own === undefined || own !== call.request.prevLogTerm) return;
    }
    const what = `${findings.name(now.id)}, a candidate of term ${term}, refuses the AppendEntries of ${findings.name(call.send.server)}, which leads that term`;
    findings.add("candidate-yields", answer, [now.id, call.send.server], what, { term });
  }
};

function firstVoteCall(effects: Scene["turn"]["effects"], world: Scene["world"]): SeenCall | undefined {
  for (const effect of effects) {
    if (effect.kind !== "send") continue;
    const call = world.calls.get(effect.call)!;
    if (call.request?.kind === "vote" && !call.isProbe) return call;
  }
  return undefined;
}
