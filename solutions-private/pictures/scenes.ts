/** The stories that the pictures show, played by the reference. They are no tests: nobody is given points for them. */
import { join } from "node:path";
import { reliable } from "../../tester/net/profile";
import { compile } from "../../tester/realm/compile";
import { kitRoot } from "../../tester/realm/kit-root";
import { LoadedProgram } from "../../tester/realm/realm";
import { rulesOf } from "../../tester/run/rules";
import { runOnce } from "../../tester/run/run";
import type { Scenario } from "../../tester/scenarios/scenario";
import type { TraceEvent } from "../../tester/trace/event";

/** How many seeds are tried for a run that shows what a picture is about. */
const SEEDS_MAX = 400;

type Scene = Pick<Scenario, "lab" | "servers" | "body">;

const scene = (lab: Scenario["lab"], servers: number, body: Scenario["body"]): Scene => ({ lab, servers, body });

export const SCENES = {
  /** A clerk that knows the leader already has one command done. */
  command: scene("3a", 3, async ({ clients, cluster, demands }) => {
    await demands.leader();
    const clerk = await clients.clerk();
    await clients.put(clerk, "x", "0");
    await cluster.sleep(250);
    await clients.put(clerk, "x", "1");
    await cluster.sleep(130);
  }),
  /** Four servers elect a leader. */
  election: scene("2a", 4, async ({ cluster, demands }) => {
    await demands.leader();
    await cluster.sleep(200);
  }),
  /** A leader and one follower are cut off, take commands in vain, and come back. */
  minority: scene("2b", 5, async ({ cluster, demands }) => {
    await demands.agree("a");
    const leader = await demands.leader();
    const [companion] = cluster.except(leader);
    cluster.partition([leader, companion], cluster.except(leader, companion));
    await demands.tryAt(leader, "b");
    await cluster.until(() => cluster.claimant(cluster.except(leader, companion)) !== undefined, 2_000);
    const second = cluster.claimant(cluster.except(leader, companion));
    if (second !== undefined) await demands.tryAt(second, "c");
    await cluster.sleep(40);
    cluster.heal();
    await cluster.sleep(330);
  }),
  /** Logs go apart twice, and come together. */
  logs: scene("2b", 3, async ({ cluster, demands }) => {
    await demands.agree("a");
    const first = await demands.leader();
    await cluster.sleep(150);
    cluster.disconnect(first);
    for (const command of ["b", "c"]) await demands.tryAt(first, command);
    const others = cluster.except(first);
    await cluster.until(() => cluster.claimant(others) !== undefined, 3_000);
    const second = cluster.claimant(others);
    if (second === undefined) return;
    for (const command of ["d", "e", "f"]) await demands.tryAt(second, command);
    await cluster.sleep(250);
    cluster.reconnect(first);
    await cluster.sleep(600);
  }),
  /** Two commands, close to each other, and then a heartbeat. */
  piggyback: scene("2b", 3, async ({ cluster, demands }) => {
    const leader = await demands.leader();
    await cluster.sleep(40);
    await demands.tryAt(leader, "x");
    await cluster.sleep(12);
    await demands.tryAt(leader, "y");
    await cluster.sleep(160);
  }),
} as const;

const programs = new Map<string, Promise<LoadedProgram>>();

async function load(role: "raft" | "kv"): Promise<LoadedProgram> {
  const compiled = await compile(join(kitRoot(), "solutions-private", "reference"), role);
  if (!compiled.ok) throw new Error("the reference doesn't compile");
  return new LoadedProgram(compiled.program);
}

async function play(name: keyof typeof SCENES, seed: number): Promise<readonly TraceEvent[]> {
  const { role } = rulesOf(SCENES[name].lab);
  if (!programs.has(role)) programs.set(role, load(role));
  const whole: Scenario = { ...SCENES[name], name, title: name, points: 0, network: reliable };
  const { outcome, trace } = await runOnce(await programs.get(role)!, whole, seed, "");
  return outcome.verdict === "pass" ? trace.events : [];
}

/** The run of the lowest seed in which `shows` finds what the picture is about. */
export async function findRun<T>(
  name: keyof typeof SCENES,
  shows: (events: readonly TraceEvent[]) => T | undefined,
): Promise<T> {
  for (let seed = 1; seed <= SEEDS_MAX; seed++) {
    const events = await play(name, seed);
    const found = events.length === 0 ? undefined : shows(events);
    if (found !== undefined) return found;
  }
  throw new Error(`none of ${SEEDS_MAX} runs of the scene "${name}" shows what its picture is about`);
}
