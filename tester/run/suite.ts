import type { Program, Role } from "../realm/compile";
import { compileIn } from "./compile-apart";
import { GivenUp, KitFault } from "./fault";
import type { RunReply, RunRequest } from "./message";
import type { RunOutcome, Verdict } from "./outcome";
import { Pool } from "./pool";
import type { Problem, ScenarioCard, ScenarioResult, Smaller, SuiteResult } from "./result";
import { rulesOf } from "./rules";
import { UNCONFINED, type Confinement } from "./sandbox/sandbox";
import { seedsFor, type SeedChoice, type SeedCounts } from "./tiers";
import { Typecheck } from "./typecheck";
import { worstVerdict } from "./verdict";

export type { Program } from "../realm/compile";

/** What the suite needs to know of a scenario: its children know the rest. */
export interface Planned extends SeedCounts {
  name: string;
  title: string;
  lab: string;
  points: number;
}

/** Looks for a smaller run that fails as this one does, by making others with `run`; a result waits for it. */
export type SmallerFinder = (
  failed: RunOutcome,
  run: (request: RunRequest) => Promise<RunReply>,
) => Promise<Smaller | undefined>;

/** What is to be run. */
export interface SuiteOptions {
  /** The submission's folder. */
  impl: string;
  scenarios: readonly Planned[];
  seeds: SeedChoice;
  /** First seed of a tier. */
  base: number;
  /** A scenario's seeds in the order in which they are run, in place of `seeds` and `base`. */
  seedsOf?: (scenario: Planned) => readonly number[];
  /** Changes of the schedule; `""` for none. */
  edits?: string;
  /** Children at a time. */
  jobs: number;
  /** Don't stop a scenario at its first seed that failed. */
  keepGoing: boolean;
  /** Keep the traces of runs that passed too. */
  traceAlways?: boolean;
  /** What {@link gate} let through, of the one role that the scenarios have: nothing is compiled or checked again. */
  gated?: Program;
  /** Asked for each scenario that failed, before it is told. */
  smaller?: SmallerFinder;
  /** Run what is shown once more, to see what the servers' Rafts remember: where it failed, or whatever came of it. */
  inspects?: "failed" | "all";
  /** How children are kept; not at all if absent. Nothing of it changes a run. */
  confinement?: Confinement;
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

/** The runs of one scenario: hands out its seeds, in their order, and takes what came of them. */
class Tally {
  readonly ended: Promise<void>;
  private readonly settle: () => void;
  private readonly seeds: readonly number[];
  /** By position among the seeds. */
  private readonly outcomes: RunOutcome[] = [];
  /** Position of the next seed to be handed out, and how many are out. */
  private next = 0;
  private out = 0;
  /** Position of the lowest seed that stops the scenario; runs above it don't count. */
  private last: number;
  /** The run to be shown so far, with its trace: of many only this one is kept. */
  private shown: { position: number; reply: RunReply } | undefined;
  private begunAtMs = 0;
  private endedAtMs = 0;

  constructor(
    readonly scenario: Planned,
    private readonly options: SuiteOptions,
  ) {
    this.seeds = options.seedsOf?.(scenario) ?? seedsFor(options.seeds, options.base, scenario);
    this.last = this.seeds.length - 1;
    let settle!: () => void;
    this.ended = new Promise((resolve) => (settle = resolve));
    this.settle = settle;
  }

  /** Runs that are to be done, as far as is known. */
  get total(): number {
    return this.last + 1;
  }

  /** The next seed to be run, and its position; `undefined` when there are no more. */
  take(): { position: number; seed: number } | undefined {
    if (this.next > this.last) return undefined;
    if (this.next === 0) this.begunAtMs = this.endedAtMs = performance.now();
    const position = this.next++;
    this.out++;
    return { position, seed: this.seeds[position] };
  }

  /** What came of a seed that was taken; nothing if it was given up. */
  put(position: number, reply: RunReply | undefined): void {
    this.out--;
    if (reply !== undefined) this.add(position, reply);
    if (this.out === 0 && this.next > this.last) this.end();
  }

  /** Nothing more will come. */
  end(): void {
    this.settle();
  }

  private add(position: number, reply: RunReply): void {
    this.endedAtMs = performance.now();
    this.outcomes[position] = reply.outcome;
    const { verdict } = reply.outcome;
    const stops = verdict === "fail" || verdict === "not-started";
    if (stops && !this.options.keepGoing) this.last = Math.min(this.last, position);
    if (this.shown !== undefined && this.shown.position > this.last) this.shown = undefined;
    if (position <= this.last && this.isWorseThanShown(position, verdict)) this.shown = { position, reply };
  }

  /** Of two runs the one of the worse verdict is shown, and of the same verdict the one that comes first. */
  private isWorseThanShown(position: number, verdict: Verdict): boolean {
    if (this.shown === undefined) return true;
    const before = this.shown.reply.outcome.verdict;
    if (verdict === before) return position < this.shown.position;
    return worstVerdict([verdict, before]) === verdict;
  }

  result(): ScenarioResult {
    const runs = this.outcomes.slice(0, this.last + 1).filter((outcome) => outcome !== undefined);
    const isComplete = runs.length === this.last + 1;
    const worst = worstVerdict(runs.map(({ verdict }) => verdict));
    const verdict = worst === "pass" && !isComplete ? "unknown" : worst;
    return {
      ...cardOf(this.scenario),
      verdict,
      earned: verdict === "pass" ? this.scenario.points : 0,
      seedsPlanned: this.seeds.length,
      runs,
      shown: this.shown?.reply.outcome,
      trace: this.shown?.reply.trace,
      isComplete,
      wallMs: this.endedAtMs - this.begunAtMs,
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
    scenarios: readonly Planned[],
    private readonly options: SuiteOptions,
    private readonly listener: SuiteListener,
  ) {
    this.tallies = scenarios.map((scenario) => new Tally(scenario, options));
  }

  /** Problems of the submission's text, and then no results. */
  async run(): Promise<Problem[]> {
    const { gated, impl, confinement = UNCONFINED } = this.options;
    const typecheck = gated === undefined ? new Typecheck(impl, this.role, confinement.sandbox) : undefined;
    const stop = () => {
      typecheck?.stop();
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

  private async runBeside(typecheck: Typecheck | undefined): Promise<Problem[]> {
    const { gated, impl, confinement = UNCONFINED } = this.options;
    const compiled =
      gated === undefined
        ? await compileIn(confinement.sandbox, impl, this.role)
        : ({ ok: true, program: gated } as const);
    if (!compiled.ok) return inTscsWords(compiled.problems, typecheck);
    this.hash = compiled.program.hash;
    if (this.options.signal?.aborted) return [];
    this.pool = new Pool(compiled.program, this.options.jobs, confinement);
    const work = this.work();
    // It may fail before anybody waits for it below.
    work.catch(() => undefined);
    const problems = await this.problemsOf(typecheck);
    if (problems.length > 0) return problems;
    await this.tellAsTheyEnd(work);
    return [];
  }

  private async problemsOf(typecheck: Typecheck | undefined): Promise<Problem[]> {
    try {
      return (await typecheck?.problems) ?? [];
    } catch (error) {
      if (this.options.signal?.aborted) return [];
      throw error;
    }
  }

  /** In the scenarios' order. Rejects as soon as `work` does. */
  private async tellAsTheyEnd(work: Promise<void>): Promise<void> {
    for (const tally of this.tallies) {
      await Promise.race([tally.ended, work]);
      const result = await this.inspected(tally.result(), tally.scenario);
      result.smaller = await this.smallerThan(result);
      this.results.push(result);
      this.listener.scenario?.(result);
    }
  }

  private async smallerThan({ verdict, shown }: ScenarioResult): Promise<Smaller | undefined> {
    if (verdict !== "fail" || shown === undefined) return undefined;
    return this.options.smaller?.(shown, (request) => this.pool!.run(request));
  }

  /** With the states of its shown run: those of a second one, which is the same run. */
  private async inspected(result: ScenarioResult, { lab, name }: Planned): Promise<ScenarioResult> {
    const { shown, trace, verdict } = result;
    const { inspects } = this.options;
    const isWanted = inspects === "all" || (inspects === "failed" && verdict === "fail");
    if (!isWanted || trace === undefined || shown === undefined) return result;
    const { seed, edits, traceHash } = shown;
    try {
      const again = await this.pool!.run({ lab, scenario: name, seed, edits, trace: "never", inspects: true });
      return again.outcome.traceHash === traceHash ? { ...result, states: again.states } : result;
    } catch {
      // Given up, or the machine's fault: the verdict stands, and the picture does without.
      return result;
    }
  }

  /** Seeds are handed out one by one, so that a million of them costs no memory before they are run. */
  private async work(): Promise<void> {
    await Promise.all(Array.from({ length: this.options.jobs }, () => this.workInLine()));
    for (const tally of this.tallies) tally.end();
  }

  private async workInLine(): Promise<void> {
    for (const tally of this.tallies) {
      for (let next = tally.take(); next !== undefined; next = tally.take()) {
        const reply = await this.runSeed(tally.scenario, next.seed);
        tally.put(next.position, reply);
        if (reply === undefined) return;
        this.tellProgress();
      }
    }
  }

  /** `undefined` when everything is given up. */
  private async runSeed({ lab, name }: Planned, seed: number): Promise<RunReply | undefined> {
    const { edits = "", traceAlways } = this.options;
    const trace = traceAlways ? "always" : "unless passed";
    try {
      return await this.pool!.run({ lab, scenario: name, seed, edits, trace });
    } catch (error) {
      if (error instanceof GivenUp) return undefined;
      throw error;
    }
  }

  private tellProgress(): void {
    this.done++;
    const total = this.tallies.reduce((sum, each) => sum + each.total, 0);
    this.listener.progress?.(Math.min(this.done, total), total);
  }
}

function cardOf({ lab, name, title, points }: Planned): ScenarioCard {
  return { lab, scenario: name, title, points };
}

/** Imports that aren't allowed and missing files in our words; syntax errors as tsc words them. */
async function inTscsWords(problems: Problem[], typecheck: Typecheck | undefined): Promise<Problem[]> {
  const isOurs = ({ line, text }: Problem) => line === undefined || /^(imports|uses) /.test(text);
  const ours = problems.filter(isOurs);
  if (ours.length === problems.length) return ours;
  const tscs = (await typecheck?.problems.catch(() => [])) ?? [];
  return tscs.length > 0 ? [...ours, ...tscs] : problems;
}

/** What came of {@link gate}: the program, or what keeps the submission's text from being judged. */
export type Gated = { program: Program } | { problems: Problem[] };

/**
 * Compiles and checks a submission in a role, before anything of it runs.
 * @throws KitFault when the check itself goes wrong
 */
export async function gate(impl: string, role: Role, { sandbox }: Confinement = UNCONFINED): Promise<Gated> {
  const typecheck = new Typecheck(impl, role, sandbox);
  try {
    const compiled = await compileIn(sandbox, impl, role);
    const problems = compiled.ok ? await typecheck.problems : await inTscsWords(compiled.problems, typecheck);
    return compiled.ok && problems.length === 0 ? { program: compiled.program } : { problems };
  } finally {
    typecheck.stop();
  }
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
  const scenarios = options.scenarios.filter(({ lab }) => rulesOf(lab).role === role);
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
