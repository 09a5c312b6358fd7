/** For tests: a cluster whose realms are plain functions, so that a test says what each server does. */
import { Edits } from "../trace/edits";
import { reliable, type NetworkProfile } from "../net/profile";
import type { Role } from "../realm/compile";
import type { Boot, Mailbox } from "../realm/mailbox";
import type { EventOf, Happening, Node, TraceEvent } from "../trace/event";
import { Trace } from "../trace/trace";
import { Cluster } from "./cluster";

/** An effect, as the fields of its line. */
export type Effect = readonly (string | number)[];

/** One event, as a realm hears it. */
export interface Heard {
  nowUs: number;
  /** `boot`, `request`, … */
  kind: string;
  fields: string[];
}

/** A realm's program: a fresh handler for each boot, which is given the `boot` event first. */
export type Behaviour = (boot: Boot) => (event: Heard) => Effect[];

/** A realm that runs a handler. */
class FakeRealm implements Mailbox {
  private handler: ((event: Heard) => Effect[]) | undefined;
  private effects: Effect[] = [];

  constructor(
    private readonly behaviour: Behaviour,
    private readonly hear: (me: Node, event: Heard) => void,
  ) {}

  private me = -1;

  deliver(event: string): void {
    const [nowUs, kind, ...fields] = event.split("\t");
    if (kind === "boot") {
      const boot = JSON.parse(fields[0]) as Boot;
      this.me = boot.me;
      this.handler = this.behaviour(boot);
    }
    const heard = { nowUs: Number(nowUs), kind, fields };
    this.hear(this.me, heard);
    this.effects = this.handler!(heard);
  }

  collect(): string {
    return this.effects
      .splice(0)
      .map((fields) => fields.join("\t"))
      .join("\n");
  }
}

/** What a test may choose. */
export interface LoneOptions {
  seed?: number;
  servers?: number;
  network?: NetworkProfile;
  edits?: string;
  /** `kv` for stories with clerks: their boot says `clerk`. */
  role?: Role;
  snapshotEvery?: number;
}

/** A cluster of fakes, its trace, and what each server heard. A demand that isn't met ends the run, as in run/run.ts. */
export class LoneCluster {
  readonly trace = new Trace();
  readonly heard: (Heard & { server: Node })[] = [];
  readonly cluster: Cluster;

  constructor(behaviour: Behaviour, options: LoneOptions = {}) {
    const { seed = 1, servers = 3, network = reliable, edits = "", role = "raft", snapshotEvery } = options;
    const hear = (server: Node, event: Heard): void => void this.heard.push({ server, ...event });
    this.cluster = new Cluster({
      ...{ seed, servers, network, role, snapshotEvery, unreachableMaxMs: 6_999, edits: new Edits(edits) },
      record: (happening) => this.record(happening),
      realm: () => new FakeRealm(behaviour, hear),
    });
  }

  private record(happening: Happening): void {
    this.trace.record(this.cluster.sim.nowUs, happening);
    if (happening.kind === "unmet" || happening.kind === "overrun") this.cluster.stop();
  }

  /** Boots all servers and plays a story to its end, or to a demand that isn't met. */
  async play(story: (cluster: Cluster) => Promise<void> | void): Promise<void> {
    let failure: unknown;
    const { cluster } = this;
    void cluster
      .bootAll()
      .then(() => story(cluster))
      .catch((error: unknown) => (failure = error))
      .finally(() => cluster.stop());
    await cluster.sim.run();
    if (failure !== undefined) throw failure;
  }

  /** The events of one kind, of one server where it is given. */
  events<K extends Happening["kind"]>(kind: K, server?: Node): EventOf<K>[] {
    const isOf = (event: TraceEvent): boolean =>
      event.kind === kind && (server === undefined || ("server" in event && event.server === server));
    return this.trace.events.filter(isOf) as EventOf<K>[];
  }

  /** What a server heard of one kind. */
  heardBy(server: Node, kind: string): Heard[] {
    return this.heard.filter((event) => event.server === server && event.kind === kind);
  }
}

/** Says nothing and does nothing. */
export const silent: Behaviour = () => () => [];

/** Answers requests at once with what it was asked, and does nothing else. */
export const echoing: Behaviour =
  () =>
  ({ kind, fields }) =>
    kind === "request" ? [["answer", fields[0], fields[2]]] : [];

/** What a server is to do, at so many ms after its boot (up to 1 ms later). */
export type Plan = readonly (readonly [afterMs: number, ...effects: Effect[]])[];

/** Servers that do what is planned, and take commands as `onStart` says. */
export function planned(plans: { [server: Node]: Plan }, onStart: (command: string) => Effect[] = () => []): Behaviour {
  return ({ me }) => {
    const plan = plans[me] ?? [];
    return ({ kind, fields }) => {
      if (kind === "boot") return plan.map(([afterMs], i) => ["arm", i + 1, afterMs * 1_000]);
      if (kind === "fire") return (plan[Number(fields[0]) - 1]?.slice(1) ?? []) as Effect[];
      return kind === "start" ? onStart(fields[0]) : [];
    };
  };
}

/** A change of `getState`. */
export function state(term: number, isLeader: boolean): Effect {
  return ["state", term, isLeader ? 1 : 0];
}

export function apply(index: number, command: unknown): Effect {
  return ["apply", JSON.stringify({ index, command })];
}

/** An answer of `start`. */
export function started(index: number, term: number, isLeader = true): Effect {
  return ["started", JSON.stringify({ index, term, isLeader })];
}
