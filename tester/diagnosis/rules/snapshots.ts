import type { EventOf, Node } from "../../trace/event";
import type { DetectorOf } from "../finding";
import { lastIndex, termOfEntry, type Saved } from "../saved";
import { isSettled, type Scene } from "../world";

/** What a snapshot does to a log and a disk (Raft §7, Figure 13). */
export const snapshots: DetectorOf = (findings) => {
  /** The index that a snapshot's text covers, where the tester made it or a save showed it. */
  const indices = new Map<string, number>();
  /** What each server has saved as its snapshots, oldest first. */
  const kept = new Map<Node, { index: number; text: string }[]>();
  return {
    begin({ turn }) {
      if (turn.trigger.kind === "snapshot") indices.set(turn.trigger.snapshot, turn.trigger.index);
    },
    effect(effect, scene) {
      if (effect.kind === "save") onSave(effect, scene);
      if (effect.kind === "applySnapshot") onHandedUp(effect, scene);
      if (effect.kind === "send") onSend(effect, scene);
    },
    end(scene) {
      if (!scene.turn.isCut) onInstalled(scene);
    },
  };

  function onSave(effect: EventOf<"save">, scene: Scene): void {
    const { now, turn, world } = scene;
    const next = world.read(effect.state);
    const { disk } = now;
    if (next === undefined || disk === undefined) return;
    const name = findings.name(now.id);
    const index = next.base;
    if (effect.snapshot !== undefined && index > 0) {
      const list = kept.get(now.id) ?? [];
      kept.set(now.id, list);
      const last = list.at(-1);
      if (last?.text !== effect.snapshot || last.index !== index) list.push({ index, text: effect.snapshot });
    }
    const moved = next.base > disk.base;
    if (moved && effect.snapshot === undefined) {
      const what = `${name} saves a state that begins after index ${index} without the snapshot that covers it`;
      return findings.add("snapshot-saved-with-its-state", effect, [now.id], what, { index });
    }
    const covers = effect.snapshot === undefined ? undefined : indices.get(effect.snapshot);
    if (effect.snapshot !== undefined && covers !== undefined && covers > next.base) {
      const what = `${name} saves a snapshot up to index ${covers} with a state that begins after index ${index}`;
      return findings.add("snapshot-saved-with-its-state", effect, [now.id], what, { index: covers });
    }
    if (next.base < disk.base) {
      const what = `${name}, whose snapshot covers index ${disk.base}, goes back to one that covers index ${index}`;
      return findings.add("old-snapshots-ignored", effect, [now.id], what, { index });
    }
    if (moved && isOwn(scene, disk)) judgeCut(effect, scene, disk, next);
    if (!moved && turn.trigger.kind === "snapshot" && lastIndex(next) < lastIndex(disk)) {
      const what = `${name}, asked for a snapshot up to index ${turn.trigger.index} which its own up to ${index} covers, cuts its log again`;
      findings.add("old-snapshots-ignored", effect, [now.id], what, { index });
    }
  }

  /** The log after a snapshot of the server's own: what follows it is the same as before. */
  function judgeCut(effect: EventOf<"save">, { now }: Scene, had: Saved, has: Saved): void {
    const name = findings.name(now.id);
    const { base } = has;
    const more = { index: base };
    const term = termOfEntry(had, base);
    if (term === undefined) return;
    if (has.baseTerm !== term && base > had.base) {
      const what = `${name} saves term ${has.baseTerm} for index ${base}, the last that its snapshot covers, whose term was ${term}`;
      findings.add("positions-count-the-snapshot", effect, [now.id], what, more);
    }
    const rest = had.entries.slice(base - had.base);
    const isSame = (a: typeof rest, b: typeof rest): boolean =>
      a.every((entry, i) => b[i]?.term === entry.term && b[i]?.command === entry.command);
    if (isSame(rest, has.entries)) return;
    const ends = `its log ended at index ${lastIndex(had)}, and ends at ${lastIndex(has)} now`;
    const isOneShort = has.entries.length === rest.length - 1 && isSame(has.entries, rest.slice(1));
    const what = `${name} cuts its log at index ${base}, and what follows is not the same as before: ${ends}`;
    const rule = isOneShort ? "snapshot-replaces-its-prefix" : "positions-count-the-snapshot";
    findings.add(rule, effect, [now.id], what, more);
  }

  /** Whether nothing but a snapshot of its own can have cut the log. */
  function isOwn({ turn, now, call }: Scene, had: Saved): boolean {
    const { trigger, waited } = turn;
    if (trigger.kind === "return" || waited.length > 0) return false;
    if (trigger.kind !== "deliver") return isSettled(now);
    if (!isSettled(now, trigger.call) || (call !== undefined && call.request === undefined)) return false;
    return (
      call?.request?.kind !== "install" &&
      (call?.request?.kind !== "append" || call.request.prevLogIndex >= lastIndex(had))
    );
  }

  function isInstall({ turn, call }: Scene): boolean {
    return turn.trigger.kind === "deliver" && call?.request?.kind === "install";
  }

  /** The log after a leader's snapshot. */
  function onInstalled(scene: Scene): void {
    const { now, before, call, turn } = scene;
    if (!isInstall(scene) || call?.request?.kind !== "install") return;
    const [had, has] = [before.disk, now.disk];
    const { lastIncludedIndex: index, lastIncludedTerm: term } = call.request;
    if (had === undefined || has === undefined || before.term > call.request.term) return;
    const save = turn.effects.find((each): each is EventOf<"save"> => each.kind === "save");
    if (save === undefined || has.base === had.base) {
      if (save !== undefined && lastIndex(has) < lastIndex(had) && index <= lastIndex(had) && has.base >= index) {
        const what = `${findings.name(now.id)} throws entries away on a snapshot up to index ${index}, which it has applied`;
        findings.add("snapshot-replaces-its-prefix", save, [now.id], what, { index });
      }
      return;
    }
    if (has.base !== index) return;
    const name = findings.name(now.id);
    if (has.baseTerm !== term) {
      const what = `${name} takes index ${index}, the last that a snapshot covers, for one of term ${has.baseTerm}, and it is of term ${term}`;
      findings.add("positions-count-the-snapshot", save, [now.id], what, { index });
    }
    const fits = termOfEntry(had, index) === term && index >= had.base;
    if (fits && lastIndex(had) > index && lastIndex(has) < lastIndex(had)) {
      const what = `${name} takes a snapshot up to index ${index}, and throws away its entries from index ${lastIndex(has) + 1} to ${lastIndex(had)}, which fit it`;
      findings.add("snapshot-replaces-its-prefix", save, [now.id], what, { index });
    } else if (termOfEntry(had, index) !== undefined && !fits && lastIndex(has) > index && index > had.base) {
      const what = `${name} keeps entries after index ${index}, whose own entry there is of another term than the snapshot's`;
      findings.add("snapshot-replaces-its-prefix", save, [now.id], what, { index });
    }
  }

  function onHandedUp(effect: EventOf<"applySnapshot">, { now, call, turn }: Scene): void {
    const name = findings.name(now.id);
    const { index } = effect;
    const covers = indices.get(effect.snapshot);
    const sent = call?.request?.kind === "install" ? call.request.lastIncludedIndex : undefined;
    const right = covers ?? sent;
    if (right !== undefined && right !== index && turn.trigger.kind === "deliver") {
      const isSent = sent !== undefined && covers !== undefined && sent !== covers;
      if (isSent) return;
      const what = `${name} hands up a snapshot up to index ${right} as one up to index ${index}`;
      findings.add("positions-count-the-snapshot", effect, [now.id], what, { index });
    }
    if (index > now.applied || turn.trigger.kind === "boot" || now.applied === 0) return;
    const what = `${name}, which has applied up to index ${now.applied}, hands up a snapshot up to index ${index}`;
    findings.add("old-snapshots-ignored", effect, [now.id], what, { index });
  }

  /** A leader sends the snapshot that it has, under that one's index. */
  function onSend(effect: EventOf<"send">, { now }: Scene): void {
    const list = kept.get(now.id);
    if (list === undefined || !effect.args.includes("lastIncludedIndex")) return;
    const args = JSON.parse(effect.args) as Record<string, unknown>;
    const texts = Object.values(args).filter((value) => typeof value === "string");
    const older = list.find(({ index, text }) => texts.includes(text) && index !== args.lastIncludedIndex);
    const isRight = list.some(({ index, text }) => texts.includes(text) && index === args.lastIncludedIndex);
    if (older === undefined || isRight) return;
    const what = `${findings.name(now.id)} sends the snapshot up to index ${older.index} as one up to index ${String(args.lastIncludedIndex)}`;
    findings.add("snapshot-sent-where-entries-are-gone", effect, [now.id], what, { index: older.index });
  }
};
