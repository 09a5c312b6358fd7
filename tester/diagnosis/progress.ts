import type { Violation } from "../checks/violation";
import type { EventOf, Node } from "../trace/event";
import type { Finding, Findings } from "./finding";
import { isAboutProgress } from "./ranking";
import type { RuleName } from "./rule";
import { lastIndex } from "./saved";
import type { Seen, SeenCall, World } from "./world";

/** What is looked at of a run in which nothing moves: its last seconds, µs. */
const TAIL_US = 2_000_000;
/** So often the same in vain is no chance. */
const AGAIN = 3;

/** Why a healthy majority makes no progress (Raft §5.2, §5.3): hints, the strongest first. */
export function progress(world: World, findings: Findings, violation: Violation): Finding[] {
  if (!isAboutProgress(violation)) return [];
  const look = new Look(world, findings, violation);
  look.heartbeats();
  look.silence();
  look.replication();
  look.timeouts();
  return look.found;
}

class Look {
  readonly found: Finding[] = [];
  private readonly calls: SeenCall[];
  private readonly up: Seen[];
  private readonly since: number;

  constructor(
    private readonly world: World,
    private readonly findings: Findings,
    private readonly violation: Violation,
  ) {
    this.since = violation.atUs - TAIL_US;
    this.calls = [...world.calls.values()].filter(({ send }) => send.server < world.servers);
    this.up = [...world.seen.values()].filter(({ id, isUp }) => isUp && id < world.servers);
  }

  private add(rule: RuleName, { n, atUs }: { n: number; atUs: number }, servers: Node[], what: string): void {
    this.found.push({ rule, n, atUs, servers, what, isHint: true });
  }

  private name(id: Node): string {
    return this.findings.name(id);
  }

  /** Elections begin after the same time, again and again. */
  timeouts(): void {
    const armed = new Map<string, number>();
    const delays: EventOf<"arm">["delayUs"][] = [];
    const events = this.world.events;
    events.forEach((event, n) => {
      if (event.kind === "arm") armed.set(`${event.server} ${event.timer}`, event.delayUs);
      if (event.kind !== "fire") return;
      const next = events.slice(n + 1, n + 5).find((each) => each.kind === "send" && each.server === event.server);
      const isElection = next?.kind === "send" && next.args.includes('"candidateId"');
      const delay = armed.get(`${event.server} ${event.timer}`);
      if (isElection && delay !== undefined) delays.push(delay);
    });
    if (delays.length < AGAIN || new Set(delays).size > 1) return;
    const what = `all ${delays.length} elections begin after the same timeout of ${Math.round(delays[0] / 1000)} ms`;
    const { n, atUs } = this.violation;
    const servers = this.up.map(({ id }) => id);
    this.found.unshift({ rule: "timeouts-differ", n, atUs, servers, what, isHint: true });
  }

  /** Somebody stands for election although a leader was there. */
  heartbeats(): void {
    const { law } = this.violation;
    if (law !== "calm" && law !== "leader" && law !== "same-term" && law !== "agreement") return;
    for (const call of this.calls) {
      if (call.request?.kind !== "vote" || call.isProbe) continue;
      const { server, atUs } = call.send;
      const reign = this.reignAt(call.send.n, server);
      if (reign === undefined || this.isHurtBetween(reign.n, call.send.n, reign.server, server)) continue;
      const sent = this.calls.filter(
        ({ send, request }) =>
          send.server === reign.server && send.to === server && send.n < call.send.n && request?.kind === "append",
      );
      const last = sent.at(-1);
      const gapMs = Math.round((atUs - (last?.send.atUs ?? reign.atUs)) / 1000);
      const name = this.name(server);
      const leader = this.name(reign.server);
      const what =
        gapMs >= 150
          ? `${leader}, leader of term ${reign.term}, has sent ${name} no AppendEntries for ${gapMs} ms when ${name} stands for election`
          : `${name} stands for election ${gapMs} ms after an AppendEntries of ${leader}, leader of term ${reign.term}`;
      this.add("heartbeats-keep-the-peace", call.send, [reign.server, server], what);
      return;
    }
  }

  /** Who led when an event happened, if nobody stood for election in between. */
  private reignAt(n: number, but: Node): EventOf<"state"> | undefined {
    for (let i = n - 1; i >= 0; i--) {
      const event = this.world.events[i];
      if (event.kind === "state" && event.isLeader && event.server !== but) return event;
      if (event.kind === "send" && event.args.includes('"candidateId"')) return undefined;
    }
    return undefined;
  }

  private isHurtBetween(from: number, to: number, a: Node, b: Node): boolean {
    return this.world.events.slice(from, to).some((event) => {
      if (event.kind === "crash" || event.kind === "pause") return event.server === a || event.server === b;
      if (event.kind === "lose" && event.part === "request") return event.from === a && event.to === b;
      return event.kind === "fault" && event.fault > 0;
    });
  }

  /** No leader, and nobody who stands for election. */
  silence(): void {
    const { law, atUs } = this.violation;
    if (this.up.some(({ isLeader }) => isLeader) && law !== "leader") return;
    const stood = this.calls.filter(({ request, isProbe }) => request?.kind === "vote" && !isProbe);
    if (this.calls.length === 0 || this.world.requests === 0) return;
    for (const server of this.up) {
      const last = stood.filter(({ send }) => send.server === server.id).at(-1);
      if (last !== undefined && last.send.atUs > atUs - TAIL_US) continue;
      const reigns = [...server.led];
      const name = this.name(server.id);
      const lost = this.world.events.filter((each) => each.kind === "state" && each.server === server.id).at(-1);
      const at = lost ?? this.violation;
      if (lost === undefined || at.atUs > atUs - TAIL_US) continue;
      if (reigns.length > 0 && (last === undefined || !this.stoodAfterReign(server, last))) {
        const what = `${name}, which led term ${Math.max(...reigns)}, steps down, and stands for no election after that`;
        this.found.unshift({
          rule: "leader-steps-down",
          n: at.n,
          atUs: at.atUs,
          servers: [server.id],
          what,
          isHint: true,
        });
      } else {
        const what = `${name}, in term ${server.term}, has heard of no leader and hasn't stood for election since`;
        const isCandidate = last?.request?.term === server.term;
        const { n, atUs: since } = last?.send ?? at;
        const finding = { n, atUs: since, servers: [server.id], what, isHint: true as const };
        this.found[isCandidate ? "unshift" : "push"]({ rule: "candidate-tries-again", ...finding });
      }
    }
  }

  private stoodAfterReign({ led }: Seen, last: SeenCall): boolean {
    return last.request!.term > Math.max(...led);
  }

  /** A leader, and followers that don't get, or don't apply, what it has. */
  replication(): void {
    const leader = this.up.filter(({ isLeader }) => isLeader).sort((a, b) => b.term - a.term)[0];
    if (leader === undefined) return;
    const acked = new Map<Node, number>();
    let told = 0;
    for (const follower of this.up) {
      if (follower === leader) continue;
      const sent = this.calls.filter(({ send, request }) => {
        return send.server === leader.id && send.to === follower.id && request?.term === leader.term;
      });
      this.refusals(leader, follower, sent);
      this.missingSnapshot(leader, follower, sent);
      for (const { request, reply } of sent) {
        if (request?.kind !== "append") continue;
        told = Math.max(told, request.leaderCommit);
        const end = request.prevLogIndex + request.entries.length;
        if (reply?.yes === true) acked.set(follower.id, Math.max(acked.get(follower.id) ?? 0, end));
      }
      const matched = acked.get(follower.id) ?? 0;
      if (Math.min(told, matched) > follower.applied) {
        const what = `${this.name(follower.id)} has stored entries up to index ${matched}, was told that ${told} is committed, and has applied up to index ${follower.applied}`;
        this.add("applied-once-in-order", this.violation, [follower.id], what);
      } else if (leader.applied > told && matched > follower.applied) {
        const what = `${this.name(leader.id)} has applied up to index ${leader.applied}, and its messages never say more than leaderCommit ${told}`;
        this.add("commit-told-to-followers", this.violation, [leader.id, follower.id], what);
      }
    }
    const stored = [...acked.values()].sort((a, b) => b - a)[this.world.majority - 2] ?? 0;
    if (stored > leader.applied) {
      const what = `${this.name(leader.id)}, leader of term ${leader.term}, has been told by a majority that index ${stored} is stored, and has applied up to index ${leader.applied}`;
      this.add("applied-once-in-order", this.violation, [leader.id], what);
    }
  }

  private refusals(leader: Seen, follower: Seen, sent: readonly SeenCall[]): void {
    const refused = sent.filter(
      ({ request, reply, send }) =>
        request?.kind === "append" && reply?.yes === false && reply.term === request.term && send.atUs > this.since,
    );
    const indices = refused.map(({ request }) => (request as { prevLogIndex: number }).prevLogIndex);
    const last = indices.at(-1);
    if (last === undefined || indices.filter((index) => index === last).length < AGAIN) return;
    const first = refused.find(({ request }) => (request as { prevLogIndex: number }).prevLogIndex === last)!;
    const what = `${this.name(leader.id)} sends ${this.name(follower.id)} entries after index ${last}, is refused, and sends them after index ${last} again`;
    const isGone =
      leader.disk !== undefined && follower.disk !== undefined && leader.disk.base > lastIndex(follower.disk);
    const rule = isGone ? "snapshot-sent-where-entries-are-gone" : "next-index-backs-up";
    this.add(rule, first.send, [leader.id, follower.id], what);
  }

  private missingSnapshot(leader: Seen, follower: Seen, sent: readonly SeenCall[]): void {
    const installs = sent.filter(({ request, reply }) => request?.kind === "install" && reply !== undefined);
    const index = (call: SeenCall): number => (call.request as { lastIncludedIndex: number }).lastIncludedIndex;
    const last = installs.at(-1);
    if (last === undefined) return;
    const same = installs.filter((call) => index(call) === index(last));
    if (same.length < AGAIN || sent.some(({ request, send }) => request?.kind === "append" && send.n > same[1].send.n))
      return;
    const what = `${this.name(leader.id)} sends ${this.name(follower.id)} the snapshot up to index ${index(last)} again and again, and not the entries after it`;
    this.add("snapshot-sent-where-entries-are-gone", same[1].send, [leader.id, follower.id], what);
  }
}
