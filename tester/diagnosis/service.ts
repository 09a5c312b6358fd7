import type { Violation } from "../checks/violation";
import type { EventOf, Node } from "../trace/event";
import type { Finding, Findings } from "./finding";
import type { RuleName } from "./rule";
import type { World } from "./world";

/** An operation as its clerk saw it, with the entries of the log that carry its value. */
interface Asked {
  invoke: EventOf<"invoke">;
  ok?: EventOf<"ok">;
  /** Events at which some server first applied an entry of it, by index. */
  entries: Map<number, EventOf<"apply">>;
}

/**
 * The service above Raft (Raft §8): hints from what clerks saw and what was applied. An operation is known in the log by
 * the text that it puts or appends, whatever else its command carries.
 */
export function service(world: World, findings: Findings, violation: Violation): Finding[] {
  if (!world.run.lab.startsWith("3")) return [];
  return new Service(world, findings, violation).look();
}

class Service {
  private readonly found: Finding[] = [];
  private readonly asked = new Map<number, Asked>();

  constructor(
    private readonly world: World,
    private readonly findings: Findings,
    private readonly violation: Violation,
  ) {
    const byText = new Map<string, Asked>();
    for (const event of world.events) {
      if (event.kind === "invoke") {
        const asked: Asked = { invoke: event, entries: new Map() };
        this.asked.set(event.operation, asked);
        if (event.value !== undefined && event.value !== "") byText.set(JSON.stringify(event.value), asked);
      }
      if (event.kind === "ok") this.asked.get(event.operation)!.ok = event;
      if (event.kind !== "apply") continue;
      for (const text of event.command.match(/"(?:[^"\\]|\\.)*"/g) ?? []) {
        const asked = byText.get(text);
        if (asked !== undefined && !asked.entries.has(event.index)) asked.entries.set(event.index, event);
      }
    }
  }

  look(): Finding[] {
    const { law } = this.violation;
    if (law === "linearizable" || law === "no-answer-without-majority") this.history();
    if (law === "operation" || law === "longest-wait") this.waits();
    return this.found;
  }

  private add(rule: RuleName, { n, atUs }: { n: number; atUs: number }, servers: Node[], what: string): void {
    this.found.push({ rule, n, atUs, servers, what, isHint: true });
  }

  private history(): void {
    for (const asked of this.asked.values()) {
      this.twice(asked);
      this.tooEarly(asked);
      if (this.world.run.lab === "3a") this.dropped(asked);
    }
    this.afterSnapshot();
    this.reads();
  }

  /** A read shows an appended text twice. */
  private twice({ invoke, entries }: Asked): void {
    if (invoke.op !== "append" || (invoke.value ?? "").length < 2) return;
    const read = [...this.asked.values()].find(({ invoke: { op, key }, ok }) => {
      return op === "get" && key === invoke.key && ok?.value !== undefined && ok.value.split(invoke.value!).length > 2;
    });
    if (read?.ok === undefined) return;
    const clerk = this.findings.name(invoke.server);
    const stands = entries.size > 1 ? `, which stands in the log at indices ${[...entries.keys()].join(" and ")},` : "";
    const what = `the append of ${JSON.stringify(invoke.value)} by ${clerk}${stands} is read twice`;
    this.add(
      this.snapshotBetween(invoke.n, read.ok.n) ? "snapshot-holds-the-service" : "operation-executed-once",
      [...entries.values()].at(-1) ?? read.ok,
      [invoke.server],
      what,
    );
  }

  /** An append that stands in the log and was answered, and that a later read of its key hasn't got. */
  private dropped({ invoke, ok, entries }: Asked): void {
    const { op, key, value } = invoke;
    if (op !== "append" || ok === undefined || value === undefined || value === "" || entries.size === 0) return;
    const all = [...this.asked.values()];
    const applied = Math.min(...[...entries.values()].map(({ n }) => n));
    if (applied > ok.n) return;
    // What a put has replaced is nobody's loss.
    if (all.some((each) => each.invoke.op === "put" && each.invoke.key === key && (each.ok?.n ?? Infinity) > invoke.n))
      return;
    const read = all.find((each) => {
      const isLater = each.invoke.op === "get" && each.invoke.key === key && each.invoke.n > ok.n;
      return isLater && each.ok?.value !== undefined && !each.ok.value.includes(value);
    });
    if (read === undefined) return;
    const isFirst = !all.some(
      (each) => each.invoke.key === key && each.invoke.op !== "get" && each.invoke.n < invoke.n,
    );
    const others = all.some(({ ok: seen }) => seen?.value !== undefined && seen.value !== "");
    const rule = isFirst && !others ? "operations-mean-what-they-say" : "operation-executed-once";
    const what = `the append of ${JSON.stringify(value)} by ${this.findings.name(invoke.server)} stands in the log, was answered, and isn't read afterwards`;
    this.add(rule, read.ok!, [invoke.server], what);
  }

  private snapshotBetween(from: number, to: number): boolean {
    if (this.world.run.lab !== "3b") return false;
    return this.world.events.slice(from, to).some(({ kind }) => kind === "applySnapshot" || kind === "boot");
  }

  /** An operation returns before any server has applied it. */
  private tooEarly({ invoke, ok, entries }: Asked): void {
    if (ok === undefined || invoke.value === undefined || invoke.value === "") return;
    const first = Math.min(...[...entries.values()].map(({ n }) => n));
    if (first < ok.n) return;
    const clerk = this.findings.name(invoke.server);
    const turn = this.lastOf(invoke.server, ok.n);
    const isDone = turn?.kind === "return" && this.saidYes(turn);
    const what = `${clerk} takes its ${invoke.op} of ${JSON.stringify(invoke.value)} for done, which no server has applied`;
    this.add(isDone ? "answered-when-applied" : "clerk-tries-on", ok, [invoke.server], what);
  }

  /** What the clerk was told last before it returned. */
  private lastOf(clerk: Node, n: number): EventOf<"return" | "noreply" | "fire"> | undefined {
    for (let i = n - 1; i >= 0; i--) {
      const event = this.world.events[i];
      if ((event.kind === "return" || event.kind === "noreply" || event.kind === "fire") && event.server === clerk)
        return event;
    }
    return undefined;
  }

  /** Whether an answer differs from what servers say that don't lead. */
  private saidYes({ call }: { call: number }): boolean {
    const reply = this.world.calls.get(call)?.answer?.reply;
    const refusals = new Set<string>();
    for (const { answer, delivery } of this.world.calls.values()) {
      if (
        answer !== undefined &&
        delivery !== undefined &&
        !delivery.before.isLeader &&
        answer.atUs === delivery.at.atUs
      ) {
        refusals.add(answer.reply);
      }
    }
    return reply === undefined || !refusals.has(reply);
  }

  private afterSnapshot(): void {
    if (this.world.run.lab !== "3b" || this.found.length > 0) return;
    const last = this.world.events.filter(({ kind }) => kind === "applySnapshot" || kind === "boot").at(-1);
    if (last === undefined || (last.kind === "boot" && last.incarnation === 1)) return;
    const server = (last as EventOf<"boot">).server;
    const what = `${this.findings.name(server)} begins anew from a snapshot, and reads differ from what was written before`;
    this.add("snapshot-holds-the-service", last, [server], what);
  }

  /** A get that no entry of the log carries. */
  private reads(): void {
    const gets = [...this.asked.values()].filter(({ invoke, ok }) => invoke.op === "get" && ok !== undefined);
    const applied = this.world.events.filter((event): event is EventOf<"apply"> => event.kind === "apply");
    const isInLog = (invoke: EventOf<"invoke">, until: number): boolean =>
      applied.some(
        ({ n, command }) =>
          n > invoke.n && n < until && command.includes(JSON.stringify(invoke.key)) && command.includes('"get"'),
      );
    for (const { invoke, ok } of gets) {
      if (!this.violation.servers.includes(invoke.server) && this.violation.servers.length > 0) continue;
      if (isInLog(invoke, ok!.n)) continue;
      const what = `${this.findings.name(invoke.server)}'s get of ${JSON.stringify(invoke.key)} is answered without an entry in the log`;
      this.add("reads-see-all-writes", ok!, [invoke.server], what);
      return;
    }
    if (this.found.length > 0) return;
    const isRestarted = this.world.events.some((event) => event.kind === "boot" && event.incarnation > 1);
    const elections = this.world.events.filter((event) => event.kind === "state" && event.isLeader).length;
    const rule = elections > 1 && !isRestarted ? "state-from-the-log-alone" : "operations-mean-what-they-say";
    this.add(rule, this.violation, this.violation.servers, this.violation.what.replace(/\.$/, ""));
  }

  /** An operation that isn't answered: whom its clerk asks, and who doesn't answer. */
  private waits(): void {
    const open = [...this.asked.values()].filter(({ ok }) => ok === undefined);
    for (const { invoke } of open) {
      const calls = [...this.world.calls.values()].filter(
        ({ send }) => send.server === invoke.server && send.n > invoke.n,
      );
      const name = this.findings.name(invoke.server);
      const last = calls.at(-1);
      if (last === undefined) continue;
      const asked = new Set(calls.slice(-6).map(({ send }) => send.to));
      if (asked.size === 1 && calls.length >= 2) {
        const what = `${name} asks ${this.findings.name(last.send.to)} again and again, and no other server`;
        this.add("clerk-tries-on", last.send, [invoke.server], what);
      } else if (last.delivery !== undefined && last.answer === undefined) {
        const what = `${this.findings.name(last.send.to)} has ${name}'s operation since ${(last.delivery.at.atUs / 1e6).toFixed(3)} s, and doesn't answer`;
        this.add("waiters-woken", last.delivery.at, [last.send.to], what);
      }
    }
    if (this.found.length > 0) return;
    const unanswered = [...this.world.calls.values()].find(({ send, delivery, answer }) => {
      return send.server >= this.world.servers && delivery !== undefined && answer === undefined;
    });
    if (unanswered !== undefined) {
      const what = `${this.findings.name(unanswered.send.to)} has an operation of ${this.findings.name(unanswered.send.server)} and doesn't answer`;
      this.add("waiters-woken", unanswered.delivery!.at, [unanswered.send.to], what);
    }
  }
}
