import type { EventOf } from "../../trace/event";
import type { DetectorOf } from "../finding";
import { replyOf } from "../message";
import { lastIndex, termOfEntry } from "../saved";
import type { Scene, SeenCall } from "../world";

/** What is saved before it is told (Raft §5.6, Figure 2), and found again after a restart. */
export const persistence: DetectorOf = (findings) => {
  /** Servers whose first save after a restart was looked at. */
  const looked = new Set<string>();
  return {
    effect(effect, scene) {
      if (effect.kind === "answer") onAnswer(effect, scene);
      if (effect.kind === "save") onSave(effect, scene);
      if (effect.kind === "apply" || effect.kind === "applySnapshot") onFirstApply(effect, scene);
    },
    end({ now, turn }) {
      if (turn.trigger.kind !== "boot" || turn.isCut || now.booted === undefined) return;
      const { term } = now.booted;
      if (now.term >= term) return;
      const what = `${findings.name(now.id)} had saved term ${term}, and begins in term ${now.term} after its restart`;
      findings.add("restored-as-saved", turn.trigger, [now.id], what, { term });
    },
  };

  function onAnswer(effect: EventOf<"answer">, { now, world }: Scene): void {
    const call = world.calls.get(effect.call);
    if (now.disk === undefined || call?.request === undefined || call.isProbe) return;
    const { term, yes } = replyOf(effect.reply);
    const name = findings.name(now.id);
    const to = findings.name(call.send.server);
    if (term !== undefined && term > now.disk.term) {
      const what = `${name} answers ${to} in term ${term}, and has saved term ${now.disk.term}`;
      findings.add("saved-before-answered", effect, [now.id, call.send.server], what, { term });
    }
    const { request } = call;
    if (request.kind === "vote" && yes === true && now.disk.term === request.term) {
      if (now.disk.votedFor === request.candidate) return;
      const what = `${name} grants ${to} its vote in term ${request.term}, and hasn't saved it`;
      if (now.disk.votedFor === null) {
        findings.add("saved-before-answered", effect, [now.id, call.send.server], what, { term: request.term });
      }
    }
    if (request.kind === "install") onInstalled(effect, call, request.lastIncludedIndex, now);
  }

  function onInstalled(effect: EventOf<"answer">, call: SeenCall, index: number, now: Scene["now"]): void {
    const disk = now.disk!;
    const isOld = (call.delivery?.before.term ?? 0) > call.request!.term;
    if (isOld || disk.base >= index || lastIndex(disk) >= index) return;
    if (now.applied < index) return;
    const to = findings.name(call.send.server);
    const what = `${findings.name(now.id)} answers ${to} for a snapshot up to index ${index}, and has saved one up to ${disk.base}`;
    findings.add("saved-before-answered", effect, [now.id, call.send.server], what, { index });
  }

  /** The first save after a restart: what isn't in it any more was not read back. */
  function onSave(effect: EventOf<"save">, { now, world }: Scene): void {
    const key = `${now.id} ${now.incarnation}`;
    if (now.incarnation === 1 || looked.has(key)) return;
    looked.add(key);
    const next = world.read(effect.state);
    const { booted } = now;
    if (next === undefined || booted === undefined || next.base !== booted.base) return;
    if (now.cutAfter < lastIndex(booted)) return;
    const name = findings.name(now.id);
    if (lastIndex(next) < lastIndex(booted)) {
      const what = `${name} had saved its log up to index ${lastIndex(booted)}, and saves it up to index ${lastIndex(next)} after its restart`;
      findings.add("restored-as-saved", effect, [now.id], what, { index: lastIndex(booted) });
    } else if (termOfEntry(next, next.base) !== termOfEntry(booted, booted.base)) {
      const what = `${name} had saved term ${booted.baseTerm} for index ${booted.base}, and saves term ${next.baseTerm} for it after its restart`;
      findings.add("positions-count-the-snapshot", effect, [now.id], what, { index: booted.base });
    }
  }

  /** After a restart the service is handed what follows its snapshot. */
  function onFirstApply(effect: EventOf<"apply" | "applySnapshot">, { now }: Scene): void {
    const { booted } = now;
    if (effect.kind !== "apply" || now.applied !== 0 || now.incarnation === 1 || booted === undefined) return;
    if (effect.index === booted.base + 1) return;
    const what = `${findings.name(now.id)}, restarted over a snapshot up to index ${booted.base}, applies index ${effect.index} first`;
    findings.add("restored-as-saved", effect, [now.id], what, { index: effect.index });
  }
};
