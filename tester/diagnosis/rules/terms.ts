import type { EventOf, Node } from "../../trace/event";
import type { DetectorOf } from "../finding";
import { replyOf, requestOf } from "../message";
import type { RuleName } from "../rule";
import type { Trigger } from "../turn";
import type { Scene, Seen } from "../world";

/** A reply of a higher term that a leader got, and what it has broken if it goes on as before. */
interface Told {
  at: Trigger;
  incarnation: number;
  term: number;
  broken: { rule: RuleName; what: string }[];
}

/** Arming a timer of at least this is taken for an election timeout, µs. */
const LONG_US = 100_000;

/**
 * What terms do to a server (Raft §5.1): a higher one is adopted, with a free vote and no reign left; a request of a lower
 * one is refused, and changes nothing; its own never goes back.
 */
export const terms: DetectorOf = (findings) => {
  /** Candidates that asked a server for its vote, and terms in which they did. */
  const asked = new Set<string>();
  /** What leaders were told of higher terms. Two replies of one instant may be taken up together. */
  const told = new Map<Node, Told>();
  return {
    begin({ turn, now, call }) {
      judgeTold(now, turn.trigger.atUs);
      if (turn.trigger.kind === "deliver" && call?.request?.kind === "vote") {
        asked.add(`${now.id} ${call.request.candidate} ${call.request.term}`);
      }
    },
    effect(effect, scene) {
      if (effect.kind === "save") onSave(effect, scene);
      if (effect.kind === "state") onState(effect, scene);
      if (effect.kind === "answer") onAnswer(effect, scene);
    },
    end(scene) {
      if (scene.turn.isCut) return;
      onReply(scene);
      onRequest(scene);
      judgeReign(scene);
      judgeSends(scene);
    },
    close(world) {
      for (const id of told.keys()) judgeTold(world.server(id), Infinity);
    },
  };

  function judgeTold(now: Seen, atUs: number): void {
    const last = told.get(now.id);
    if (last === undefined || last.at.atUs >= atUs) return;
    told.delete(now.id);
    if (last.incarnation !== now.incarnation || !now.isUp || now.term >= last.term) return;
    for (const { rule, what } of last.broken) findings.add(rule, last.at, [now.id], what, { term: last.term });
  }

  function onSave(effect: EventOf<"save">, { now, world, turn }: Scene): void {
    const next = world.read(effect.state);
    const { disk } = now;
    if (next === undefined || disk === undefined) return;
    const name = findings.name(now.id);
    if (next.term < disk.term) {
      const isFirst = !now.hasSaved && now.incarnation > 1;
      const rule = isFirst ? "restored-as-saved" : "terms-only-grow";
      findings.add(rule, effect, [now.id], `${name} had saved term ${disk.term}, and saves term ${next.term}`, {
        term: next.term,
      });
    }
    if (world.sees.vote && next.term > disk.term && next.votedFor !== null && next.votedFor === disk.votedFor) {
      const isMoved = turn.trigger.kind === "fire" || now.stood.has(next.term) || sendsVotes(turn.effects);
      const stands = next.votedFor === now.id && isMoved;
      if (stands || asked.has(`${now.id} ${next.votedFor} ${next.term}`)) return;
      const what = `${name} goes from term ${disk.term} to term ${next.term}, and keeps its old vote for ${findings.name(next.votedFor)}`;
      findings.add("higher-term-adopted", effect, [now.id], what, { term: next.term });
    }
  }

  function onState(effect: EventOf<"state">, { now, before, turn }: Scene): void {
    if (effect.term >= now.term || turn.trigger.kind === "boot") return;
    const what = `${findings.name(now.id)} goes back from term ${before.term} to term ${effect.term}`;
    findings.add("terms-only-grow", effect, [now.id], what, { term: effect.term });
  }

  /** A yes to a request of a term that was over when it came. */
  function onAnswer(effect: EventOf<"answer">, { now, world }: Scene): void {
    const call = world.calls.get(effect.call);
    if (call?.delivery === undefined || call.request === undefined || call.isProbe) return;
    const { before, incarnation } = call.delivery;
    const { term, kind } = call.request;
    const { yes } = replyOf(effect.reply);
    if (yes !== true || before.term <= term || incarnation !== now.incarnation) return;
    const from = findings.name(call.send.server);
    const did = kind === "vote" ? "grants" : "answers success to";
    const what = `${findings.name(now.id)}, in term ${before.term}, ${did} a request of ${from} of term ${term}`;
    findings.add("lower-term-refused", effect, [now.id, call.send.server], what, { term });
  }

  function onRequest({ turn, now, before, call }: Scene): void {
    const { trigger, effects } = turn;
    if (trigger.kind !== "deliver" || call?.request === undefined || call.isProbe) return;
    const { term, kind } = call.request;
    const answer = effects.find((each): each is EventOf<"answer"> => each.kind === "answer");
    const yes = answer === undefined ? undefined : replyOf(answer.reply).yes;
    const name = findings.name(now.id);
    const from = findings.name(call.send.server);
    if (term > before.term && now.term < term && (yes === true || (kind === "append" && answer !== undefined))) {
      const what = `${name}, in term ${before.term}, ${yes === true ? "says yes to" : "answers"} a request of ${from} of term ${term}, and stays in term ${now.term}`;
      findings.add("higher-term-adopted", answer!, [now.id], what, { term });
    }
    const resets = effects.some((each) => each.kind === "disarm") && effects.some(isLongArm);
    if (term < before.term) {
      if (before.isLeader && !now.isLeader && now.term === before.term) {
        const what = `${name}, leader of term ${before.term}, steps down on a request of ${from} of term ${term}`;
        findings.add("lower-term-refused", trigger, [now.id, call.send.server], what, { term: before.term });
      } else if (resets && !before.isLeader && kind !== "vote") {
        const what = `${name}, in term ${before.term}, begins its election timeout anew on a message of ${from} of term ${term}`;
        findings.add("timer-reset-by-the-right-things", trigger, [now.id], what, { term: before.term });
      }
    }
    if (kind === "vote" && yes === false && resets && !before.isLeader) {
      const what = `${name} refuses ${from} its vote in term ${term}, and begins its election timeout anew all the same`;
      findings.add("timer-reset-by-the-right-things", trigger, [now.id], what, { term });
    }
  }

  /** A leader hears of a higher term in a reply to its entries. */
  function onReply({ turn, now, before, call }: Scene): void {
    if (turn.trigger.kind !== "return" || call?.request?.kind !== "append" || call.reply?.term === undefined) return;
    const { term } = call.reply;
    if (!before.isLeader || call.request.term !== before.term || term <= before.term || now.term >= term) return;
    const from = findings.name(call.send.to);
    const leader = `${findings.name(now.id)}, leader of term ${before.term}`;
    const { prevLogIndex: prev } = call.request;
    const isWalking = turn.effects.some((each) => {
      const next = each.kind === "send" && each.to === call.send.to ? requestOf(each.args) : undefined;
      return next?.kind === "append" && next.prevLogIndex < prev;
    });
    const broken: Told["broken"] = [];
    if (isWalking || prev < 0) {
      const what = `${leader}, is refused by ${from} for its term, which is ${term} there, and walks back in the log as if it were for index ${prev}`;
      broken.push({ rule: "next-index-backs-up", what });
    }
    broken.push({
      rule: "higher-term-adopted",
      what: `${leader}, learns of term ${term} from ${from}, and stays in its own`,
    });
    if (!told.has(now.id)) told.set(now.id, { at: turn.trigger, incarnation: now.incarnation, term, broken });
  }

  /** A leader that goes on in a term which it wasn't elected in, or ends its own reign. */
  function judgeReign({ turn, now, before }: Scene): void {
    if (!before.isLeader || now.term <= before.term) return;
    const name = findings.name(now.id);
    if (now.isLeader && !sendsVotes(turn.effects)) {
      const what = `${name}, leader of term ${before.term}, learns of term ${now.term}, and goes on as its leader`;
      findings.add("leader-steps-down", turn.trigger, [now.id], what, { term: now.term });
    } else if (turn.trigger.kind === "fire" && sendsVotes(turn.effects)) {
      const what = `${name}, leader of term ${before.term}, stands for election in term ${now.term} on a timer of its own`;
      findings.add("leader-leads-on", turn.trigger, [now.id], what, { term: now.term });
    }
  }

  /** Entries sent in a term that somebody else leads. */
  function judgeSends({ turn, now, before, world }: Scene): void {
    for (const effect of turn.effects) {
      if (effect.kind !== "send") continue;
      const request = world.calls.get(effect.call)!.request;
      if (request?.kind !== "append" && request?.kind !== "install") continue;
      if (request.term !== now.term || now.isLeader || before.isLeader || now.led.has(request.term)) continue;
      const what = `${findings.name(now.id)} sends AppendEntries of term ${request.term}, which it doesn't lead`;
      findings.add("leader-steps-down", effect, [now.id], what, { term: request.term });
    }
  }

  function sendsVotes(effects: Scene["turn"]["effects"]): boolean {
    return effects.some((each) => each.kind === "send" && /"candidateId":/.test(each.args));
  }

  function isLongArm(each: { kind: string }): boolean {
    return each.kind === "arm" && (each as EventOf<"arm">).delayUs >= LONG_US;
  }
};
