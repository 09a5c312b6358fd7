import { compile, type Role } from "../realm/compile";
import { GivenUp, KitFault } from "./fault";
import type { RunReply } from "./message";
import type { RunOutcome } from "./outcome";
import { Pool } from "./pool";
import type { Problem, ScenarioCard, ScenarioResult, SuiteResult } from "./result";
import { seedsFor, type SeedChoice, type SeedCounts } from "./tiers";
import { Typecheck } from "./typecheck";
import { worstVerdict } from "./verdict";

/** What the suite needs to know of a scenario: its children know the rest. */
export interface Planned extends SeedCounts {
  name: string;
  title: string;
  lab: string;
  points: number;
}

/** What is to be run. */
export interface SuiteOptions {
  /** The submission's folder. */
  impl: string;
  scenarios: readonly Planned[];
  seeds: SeedChoice;
  /** First seed of a tier. */
  base: number;
  /** Changes of the schedule; `""` for none. */
  edits?: string;
  /** Children at a time. */
  jobs: number;
  /** Don't stop a scenario at its first seed that failed. */
  keepGoing: boolean;
  /** Keep the traces of runs that passed too. */
  traceAlways?: boolean;
  /** Gives up what is under way. */
  signal?: AbortSignal;
}

/** Who is told how it goes. Results come in the order of the scenarios, whatever ends first. */
export interface SuiteListener {
  /** Called once, before any result; none of the scenarios counts then. */
  problems?(problems: Problem[]): void;
  scenario?(result: ScenarioResult): void;
  /** `total` shrinks when a scenario stops early. */
  progress?(done: number, total: number): void;
}

/** Labs 2a–2d load raft.ts, labs 3a–3b server.ts and client.ts (INTERFACE.md, «Entry»). */
export function roleOf(lab: string): Role {
  return lab.startsWith("3") ? "kv" : "raft";
}

/** The runs of one scenario, as they come in. */
class Tally {
  readonly seeds: readonly number[];
  private readonly keepGoing: boolean;
  private readonly replies = new Map<number, RunReply>();
  /** Position of the lowest seed that stops the scenario; runs above it don't count. */
  private last: number;
  private begunAtMs: number | undefined;
  private endedAtMs: number | undefined;

  constructor(
    private readonly card: ScenarioCard,
    options: SuiteOptions,
    scenario: Planned,
  ) {
    this.seeds = seedsFor(options.seeds, options.base, scenario);
    this.last = this.seeds.length - 1;
    this.keepGoing = options.keepGoing;
  }

  /** Runs that are to be done, as far as is known. */
  get total(): number {
    return this.last + 1;
  }

  /** Asked when the run's turn comes. */
  isWanted(position: number): boolean {
    if (position > this.last) return false;
    this.begunAtMs ??= performance.now();
    return true;
  }

  add(position: number, reply: RunReply): void {
    this.endedAtMs = performance.now();
    this.replies.set(position, reply);
    const { verdict } = reply.outcome;
    const stops = verdict === "fail" || verdict === "not-started";
    if (stops && !this.keepGoing) this.last = Math.min(this.last, position);
    this.forgetTraces();
  }

  /** Of many traces only the one that will be shown is kept. */
  private forgetTraces(): void {
    const shown = this.shown()?.outcome;
    for (const reply of this.replies.values()) if (reply.outcome !== shown) delete reply.trace;
  }

  private counted(): RunReply[] {
    return this.seeds.slice(0, this.last + 1).flatMap((_, position) => this.replies.get(position) ?? []);
  }

  private shown(): RunReply | undefined {
    const counted = this.counted();
    const worst = worstVerdict(counted.map(({ outcome }) => outcome.verdict));
    return counted.find(({ outcome }) => outcome.verdict === worst);
  }

  result(): ScenarioResult {
    const runs: RunOutcome[] = this.counted().map(({ outcome }) => outcome);
    const isComplete = runs.length === this.last + 1;
    const worst = worstVerdict(runs.map(({ verdict }) => verdict));
    const verdict = worst === "pass" && !isComplete ? "unknown" : worst;
    const shown = this.shown();
    return {
      ...this.card,
      verdict,
      earned: verdict === "pass" ? this.card.points : 0,
      seedsPlanned: this.seeds.length,
      runs,
      shown: shown?.outcome,
      trace: shown?.trace,
      isComplete,
      wallMs: (this.endedAtMs ?? 0) - (this.begunAtMs ?? 0),
    };
  }
}

/** One submission in one role: compiled and type-checked once, and run in one pool. */
class RoleSuite {
  private readonly tallies: Tally[];
  private pool: Pool | undefined;
  private done = 0;
  readonly results: ScenarioResult[] = [];
  hash: string | undefined;

  constructor(
    private readonly role: Role,
    private readonly scenarios: readonly Planned[],
    private readonly options: SuiteOptions,
    private readonly listener: SuiteListener,
  ) {
    this.tallies = scenarios.map((scenario) => new Tally(cardOf(scenario), options, scenario));
  }

  /** Problems of the submission's text, and then no results. */
  async run(): Promise<Problem[]> {
    const typecheck = new Typecheck(this.options.impl, this.role);
    const stop = () => {
      typecheck.stop();
      this.pool?.close();
    };
    this.options.signal?.addEventListener("abort", stop);
    try {
      return await this.runBeside(typecheck);
    } finally {
      stop();
      this.options.signal?.removeEventListener("abort", stop);
    }
  }

  private async runBeside(typecheck: Typecheck): Promise<Problem[]> {
    const compiled = await compile(this.options.impl, this.role);
    if (!compiled.ok) return inTscsWords(compiled.problems, typecheck);
    this.hash = compiled.program.hash;
    if (this.options.signal?.aborted) return [];
    this.pool = new Pool(compiled.program, this.options.jobs);
    const all = this.scenarios.map((scenario, i) => this.runScenario(scenario, this.tallies[i]));
    // A kit fault may come before anybody waits for it below.
    for (const each of all) each.catch(() => undefined);
    const isGood = typecheck.problems.catch((error: Error) => {
      if (this.options.signal?.aborted) return [];
      throw error;
    });
    const problems = await isGood;
    if (problems.length > 0) return problems;
    for (const each of all) this.tell(await each);
    return [];
  }

  private tell(result: ScenarioResult): void {
    this.results.push(result);
    this.listener.scenario?.(result);
  }

  private async runScenario(scenario: Planned, tally: Tally): Promise<ScenarioResult> {
    await Promise.all(tally.seeds.map((seed, position) => this.runSeed(scenario, tally, seed, position)));
    return tally.result();
  }

  private async runSeed(scenario: Planned, tally: Tally, seed: number, position: number): Promise<void> {
    const { lab, name } = scenario;
    const { edits = "", traceAlways } = this.options;
    const trace = traceAlways ? "always" : "unless passed";
    try {
      const reply = await this.pool!.run({ lab, scenario: name, seed, edits, trace }, () => tally.isWanted(position));
      tally.add(position, reply);
      this.done++;
      const total = this.tallies.reduce((sum, each) => sum + each.total, 0);
      this.listener.progress?.(Math.min(this.done, total), total);
    } catch (error) {
      if (!(error instanceof GivenUp)) throw error;
    }
  }
}

function cardOf({ lab, name, title, points }: Planned): ScenarioCard {
  return { lab, scenario: name, title, points };
}

/** Imports that aren't allowed and missing files in our words; syntax errors as tsc words them. */
async function inTscsWords(problems: Problem[], typecheck: Typecheck): Promise<Problem[]> {
  const isOurs = ({ line, text }: Problem) => line === undefined || /^(imports|uses) /.test(text);
  const ours = problems.filter(isOurs);
  if (ours.length === problems.length) return ours;
  const tscs = await typecheck.problems.catch(() => []);
  return tscs.length > 0 ? [...ours, ...tscs] : problems;
}

/**
 * Runs scenarios on seeds, and tells the listener as results come.
 *
 * Never rejects: an error of the kit's own is in the result's `fault`.
 */
export async function runSuite(options: SuiteOptions, listener: SuiteListener = {}): Promise<SuiteResult> {
  const beganAtMs = performance.now();
  const suite: SuiteResult = { impl: options.impl, problems: [], scenarios: [], isInterrupted: false, wallMs: 0 };
  try {
    for (const role of ["raft", "kv"] as const) await runRole(role, suite, options, listener);
  } catch (error) {
    suite.fault = faultText(error);
  }
  suite.isInterrupted = options.signal?.aborted ?? false;
  suite.wallMs = performance.now() - beganAtMs;
  return suite;
}

async function runRole(role: Role, suite: SuiteResult, options: SuiteOptions, listener: SuiteListener): Promise<void> {
  const scenarios = options.scenarios.filter(({ lab }) => roleOf(lab) === role);
  if (scenarios.length === 0 || suite.problems.length > 0 || options.signal?.aborted) return;
  const part = new RoleSuite(role, scenarios, options, listener);
  try {
    suite.problems = await part.run();
  } finally {
    suite.submissionHash ??= part.hash;
    suite.scenarios.push(...part.results);
  }
  if (suite.problems.length > 0) listener.problems?.(suite.problems);
}

function faultText(error: unknown): string {
  if (error instanceof KitFault) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
