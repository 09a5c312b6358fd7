import type { EventOf, Node } from "../../trace/event";
import type { DetectorOf, Finding } from "../finding";
import { replyOf, type RaftRequest } from "../message";
import { lastIndex, termOfEntry, type Saved } from "../saved";
import { isAnsweredAlone, isSettled, type Scene, type SeenCall, type World } from "../world";

type Append = Extract<RaftRequest, { kind: "append" }>;

/**
 * What AppendEntries does to a follower's log (Raft §5.3, Figure 2), held against what it saves: success only after an
 * entry that it has, conflicts gone, matching entries kept, new ones stored as they were sent, nothing on a refusal.
 */
export const appends: DetectorOf = (findings) => {
  /** Servers whose disk is known to lag behind: what they hold in memory is not known any more. */
  const lagging = new Set<Node>();
  return {
    effect(effect, scene) {
      if (effect.kind === "apply") onApply(effect, scene);
      if (effect.kind !== "answer" || lagging.has(scene.now.id)) return;
      const call = scene.world.calls.get(effect.call);
      if (call?.delivery === undefined || call.request?.kind !== "append") return;
      if (!isAnsweredAlone(call, scene.now) || call.delivery.isMerged) return;
      const { yes } = replyOf(effect.reply);
      if (yes === true) onSuccess(effect, call, call.request, scene);
    },
    end(scene) {
      if (scene.turn.isCut || lagging.has(scene.now.id)) return;
      const { turn, call } = scene;
      if (turn.trigger.kind !== "deliver" || call?.request?.kind !== "append") return;
      const answer = turn.effects.find((each): each is EventOf<"answer"> => each.kind === "answer");
      const saves = turn.effects.some(({ kind }) => kind === "save");
      if (answer?.call !== turn.trigger.call || !isSettled(scene.now, answer.call)) return;
      const { yes } = replyOf(answer.reply);
      if (yes === false) onRefusal(answer, call, call.request, scene);
      if (yes === true && saves) onStored(answer, call.request, scene);
    },
  };

  function tell(
    rule: Finding["rule"],
    at: EventOf<"answer">,
    { now }: Scene,
    call: SeenCall,
    what: string,
    index: number,
  ): void {
    const { term } = call.request!;
    findings.add(rule, at, [now.id, call.send.server], `${findings.name(now.id)} ${what}`, { term, index });
  }

  /** What a leader sends for an index is what may be applied there: a committed entry is in every later leader's log. */
  function onApply(effect: EventOf<"apply">, { turn, call, before, now }: Scene): void {
    if (turn.trigger.kind !== "deliver" || call?.request?.kind !== "append") return;
    const { request, send } = call;
    const { index } = effect;
    const sent = request.entries[index - request.prevLogIndex - 1];
    if (sent?.command === undefined || sent.command === effect.command || request.term < before.term) return;
    const own = before.disk === undefined ? undefined : termOfEntry(before.disk, index);
    const isKept = own !== undefined && own !== sent.term;
    const held = isKept ? `its own of term ${own}` : "another";
    const what = `${findings.name(now.id)} is sent the entry of term ${sent.term} at index ${index} by ${findings.name(send.server)}, and applies ${held}`;
    const rule = isKept ? "conflicts-removed" : misplaced(request.prevLogIndex, before.disk, "entries-stored-as-sent");
    findings.add(rule, effect, [now.id, send.server], what, { term: request.term, index });
  }

  /** Entries that begin before what a snapshot covers are easily put at the wrong place. */
  function misplaced(prev: number, log: Saved | undefined, otherwise: Finding["rule"]): Finding["rule"] {
    return log !== undefined && prev < log.base ? "positions-count-the-snapshot" : otherwise;
  }

  function onSuccess(answer: EventOf<"answer">, call: SeenCall, request: Append, scene: Scene): void {
    const { before } = call.delivery!;
    const { disk } = scene.now;
    if (before.disk === undefined || disk === undefined || before.term > request.term) return;
    const { prevLogIndex: prev, prevLogTerm, entries } = request;
    const from = findings.name(call.send.server);
    const lacks = (log: Saved): boolean => prev > log.base && termOfEntry(log, prev) !== prevLogTerm;
    const disagrees = (log: Saved): boolean => prev === log.base && prev > 0 && log.baseTerm !== prevLogTerm;
    if (lacks(before.disk) && lacks(disk)) {
      const own = termOfEntry(before.disk, prev);
      const has = own === undefined ? `its log ends at index ${lastIndex(before.disk)}` : `its own is of term ${own}`;
      const what = `answers success to ${from} for entries after index ${prev} of term ${prevLogTerm}, where ${has}`;
      const isNewer = lackedBefore(scene, prev);
      if (isNewer) {
        lagging.add(scene.now.id);
        tell("saved-before-answered", answer, scene, call, what, prev);
      } else tell("previous-entry-checked", answer, scene, call, what, prev);
      return;
    }
    if (disagrees(before.disk) && disagrees(disk)) {
      const what = `holds index ${prev}, the last that its snapshot covers, for one of term ${disk.baseTerm}, which ${from} sends as one of term ${prevLogTerm}`;
      tell("positions-count-the-snapshot", answer, scene, call, what, prev);
    }
    for (const [nth, entry] of entries.entries()) {
      const index = prev + 1 + nth;
      if (index <= disk.base) continue;
      const own = disk.entries[index - disk.base - 1];
      if (own?.term === entry.term) {
        if (own.command === entry.command || own.command === undefined || entry.command === undefined) continue;
        const what = `stores another command at index ${index} than ${from} sends: ${own.command.slice(0, 60)}`;
        if (isGone(call, scene.world)) {
          const gone = `${from} sends ${findings.name(scene.now.id)} entries after index ${prev}, which its snapshot covers, and at index ${index} another than it had`;
          const at = [call.send.server, scene.now.id];
          return findings.add("snapshot-sent-where-entries-are-gone", call.send, at, gone, { index });
        }
        return tell(misplaced(prev, disk, "entries-stored-as-sent"), answer, scene, call, what, index);
      }
      return missing(answer, call, scene, index, entry.term, own?.term);
    }
  }

  /** Success was answered, and the disk hasn't got the entry. Whether memory has, what comes later shows. */
  function missing(
    answer: EventOf<"answer">,
    call: SeenCall,
    scene: Scene,
    index: number,
    sent: number,
    own: number | undefined,
  ): void {
    const { now, world } = scene;
    const { prevLogIndex: prev } = call.request as Append;
    const from = findings.name(call.send.server);
    const disk = now.disk!;
    if (prev < disk.base && scene.turn.effects.some(({ kind }) => kind === "save")) {
      const what = `stores entries that ${from} sends from index ${prev + 1} on at the wrong place: its snapshot covers those up to ${disk.base}`;
      return tell("positions-count-the-snapshot", answer, scene, call, what, index);
    }
    const isKept = own !== undefined;
    const isInMemory = showsLater(world, now.id, now.incarnation, answer.n, index, sent);
    if (isKept && isInMemory !== true) {
      const what = `answers success to ${from}, and keeps its entry of term ${own} at index ${index}, where ${from} sends one of term ${sent}`;
      return tell("conflicts-removed", answer, scene, call, what, index);
    }
    lagging.add(now.id);
    const has = isKept ? `one of term ${own}` : "none";
    const what = `answers success to ${from} for index ${index} of term ${sent} before it has saved it: on its disk is ${has}`;
    tell("saved-before-answered", answer, scene, call, what, index);
  }

  function onRefusal(answer: EventOf<"answer">, call: SeenCall, request: Append, scene: Scene): void {
    const { before, now } = scene;
    if (before.disk === undefined || now.disk === undefined || request.entries.length === 0) return;
    const had = before.disk;
    const grown = now.disk.entries.some((entry, i) => {
      const index = now.disk!.base + 1 + i;
      return index > had.base && termOfEntry(had, index) !== entry.term;
    });
    if (!grown) return;
    const what = `refuses the entries that ${findings.name(call.send.server)} sends after index ${request.prevLogIndex} in term ${request.term}, and stores them all the same`;
    tell("refusal-changes-nothing", answer, scene, call, what, request.prevLogIndex + 1);
  }

  /** What went from the log in a turn in which it was saved. */
  function onStored(answer: EventOf<"answer">, request: Append, scene: Scene): void {
    const { before, now, call } = scene;
    const [had, has] = [before.disk, now.disk];
    if (had === undefined || has === undefined || before.term > request.term) return;
    const { prevLogIndex: prev, entries } = request;
    const end = prev + entries.length;
    const from = findings.name(call!.send.server);
    const conflict = entries.findIndex((entry, i) => {
      const own = prev + 1 + i > had.base ? termOfEntry(had, prev + 1 + i) : undefined;
      return own !== undefined && own !== entry.term;
    });
    if (conflict >= 0 && lastIndex(has) > end && lastIndex(had) > end) {
      const what = `overwrites index ${prev + 1 + conflict} with what ${from} sends, and keeps what followed the old entry`;
      return tell("conflicts-removed", answer, scene, call!, what, end + 1);
    }
    if (conflict < 0 && lastIndex(has) < lastIndex(had) && lastIndex(had) > end && end >= had.base) {
      const what = `cuts its log from index ${lastIndex(had)} to ${lastIndex(has)} on entries of ${from} that end at index ${end} and match its own`;
      tell("matching-entries-kept", answer, scene, call!, what, lastIndex(has) + 1);
    }
  }
};

/** Whether the sender hasn't got any more what it sends from on. */
function isGone({ request, send }: SeenCall, world: World): boolean {
  return request?.kind === "append" && request.prevLogIndex < (world.server(send.server).disk?.base ?? 0);
}

/** Whether the disk lags: the entry before was answered for earlier, so that memory may have it. */
function lackedBefore({ now }: Scene, prev: number): boolean {
  return now.applied >= prev;
}

/**
 * Whether a later event of the same life shows that memory had the entry: the server saves it, or sends it on, or applies
 * what was sent. `undefined` where nothing later shows it.
 */
function showsLater(
  world: World,
  id: Node,
  incarnation: number,
  from: number,
  index: number,
  term: number,
): boolean | undefined {
  const sent = commandOf(world, index, term);
  for (let n = from + 1; n < world.events.length; n++) {
    const event = world.events[n];
    if (event.kind === "crash" && event.server === id) return undefined;
    if (event.kind === "boot" && event.server === id && event.incarnation !== incarnation) return undefined;
    if (event.kind === "apply" && event.server === id && event.index === index && sent !== undefined) {
      return event.command === sent;
    }
  }
  return undefined;
}

/** The command that a leader of that term has sent for an index, as far as the trace has come. */
function commandOf(world: World, index: number, term: number): string | undefined {
  for (const { request } of world.calls.values()) {
    if (request?.kind !== "append") continue;
    const entry = request.entries[index - request.prevLogIndex - 1];
    if (entry?.term === term) return entry.command;
  }
  return undefined;
}
