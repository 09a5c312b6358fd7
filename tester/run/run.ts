import { judge } from "../checks/law";
import { laws } from "../checks/laws";
import type { Violation } from "../checks/violation";
import { Clients } from "../cluster/clients";
import { Cluster } from "../cluster/cluster";
import { Demands } from "../cluster/demands";
import { Edits } from "../trace/edits";
import type { Mailbox } from "../realm/mailbox";
import { Realm, type LoadedProgram } from "../realm/realm";
import type { Scenario } from "../scenarios/scenario";
import type { EventOf, Happening } from "../trace/event";
import type { Inspected } from "../trace/inspected";
import { Trace } from "../trace/trace";
import type { RunOutcome, RunStats, Verdict } from "./outcome";
import { rulesOf } from "./rules";
import { storyOf, printedBefore } from "./story";

/** No scenario is longer, in virtual time: one that is doesn't end. */
const RUN_LIMIT_MS = 3_600_000;

/** Told which server runs an event, and when: what a watchdog names when it never comes back. */
export interface Watch {
  server: number;
  atUs: number;
}

/** Stands between host and realm, and sees each event go in; it changes nothing. */
export type Around = (realm: Mailbox, trace: Trace) => Mailbox;

/** What may go with a run, and changes nothing about it but where it says so. */
export interface Beside {
  watch?: Watch;
  /** A law or a demand that is switched off, to see what it is good for: such a run is nobody's verdict. */
  without?: string;
  /** For a debugger. */
  around?: Around;
  /** Collects what the servers' Rafts remember. */
  states?: Inspected[];
}

/**
 * One run: a pure function of (submission, scenario, seed, edits), but for the CPU time it reports.
 * @throws Error when the kit itself or the scenario is at fault, never for what the submission does
 */
export async function runOnce(
  loaded: LoadedProgram,
  scenario: Scenario,
  seed: number,
  edits: string,
  { watch, without, around = (realm) => realm, states }: Beside = {},
): Promise<{ outcome: RunOutcome; trace: Trace; edited: Edits }> {
  const before = process.cpuUsage();
  const trace = new Trace();
  const { lab, name, network, maxRaftState, snapshotEvery, bootWithinMs } = scenario;
  const edited = new Edits(edits);
  const servers = edited.servers ?? scenario.servers;
  const run = trace.record(0, { kind: "run", format: 1, lab, scenario: name, seed, edits, servers }) as EventOf<"run">;
  const judged = judge(laws, run, without);
  let violation: Violation | undefined;
  let isBroken = false;
  const record = (happening: Happening): void => {
    if (violation !== undefined) return;
    violation = judged(trace.record(cluster.sim.nowUs, happening));
    isBroken ||= violation !== undefined || happening.kind === "unmet";
    if (violation !== undefined) cluster.stop();
  };
  const realm = (): Mailbox => around(new Realm(loaded), trace);
  const cluster: Cluster = new Cluster({
    ...{
      seed,
      servers,
      network,
      maxRaftState,
      snapshotEvery,
      bootWithinMs,
      edits: edited,
      record,
      realm,
      watch,
      inspected: states && ((server, fields) => states.push({ n: trace.events.length - 1, server, fields })),
    },
    ...rulesOf(lab),
  });
  await play(cluster, scenario, record, () => isBroken);
  const spent = process.cpuUsage(before);
  const stats = statsOf(cluster, trace);
  const outcome: RunOutcome = {
    token: `${lab}/${name}/${seed}${edits === "" ? "" : `+${edits}`}`,
    lab,
    scenario: name,
    seed,
    edits,
    verdict: verdictOf(violation),
    violation: violation?.unknown === undefined ? violation : undefined,
    reason: violation?.unknown,
    story: violation === undefined ? [] : storyOf(trace, violation, servers),
    logs: violation === undefined ? [] : printedBefore(trace, servers),
    stats,
    traceHash: trace.hash(),
    cpuMs: (spent.user + spent.system) / 1_000,
  };
  return { outcome, trace, edited };
}

function verdictOf(violation: Violation | undefined): Verdict {
  if (violation === undefined) return "pass";
  if (violation.unknown !== undefined) return "unknown";
  return violation.todo === undefined ? "fail" : "not-started";
}

/** Runs cluster and scenario side by side until the scenario ends, a law is broken or the scenario fails. */
async function play(
  cluster: Cluster,
  scenario: Scenario,
  record: (happening: Happening) => void,
  isBroken: () => boolean,
): Promise<void> {
  let failure: unknown;
  cluster.sim.at(RUN_LIMIT_MS * 1_000, () => {
    // Where edits have left nothing to wait for, no event comes before this one.
    if (!cluster.edits.bendsStory)
      failure = new Error(`scenario ${scenario.lab}/${scenario.name} doesn't end within an hour of virtual time`);
    cluster.stop();
  });
  const demands = new Demands(cluster);
  const stage = { cluster, demands, clients: new Clients(cluster, demands) };
  const story = cluster.bootAll().then(() => scenario.body(stage));
  const end = (): void => {
    record({ kind: "end" });
    cluster.stop();
  };
  story.then(end, (error: unknown) => {
    // A story of which edits have taken pieces out ends where it finds no sense in what is left.
    if (cluster.edits.bendsStory) return end();
    // After a demand that wasn't met, say for a leader, a story stumbles over what isn't there: that is no error.
    if (!isBroken()) failure = error;
    cluster.stop();
  });
  await cluster.sim.run();
  if (failure !== undefined) throw failure;
}

function statsOf(cluster: Cluster, trace: Trace): RunStats {
  const { size, rpcs, bytes, sim } = cluster;
  const commits = Math.max(0, ...cluster.servers.map((id) => cluster.server(id).applied));
  return { virtualUs: sim.nowUs, servers: size, rpcs, bytes, commits, events: trace.events.length };
}
