import type { RunReply, RunRequest } from "../run/message";
import type { RunOutcome } from "../run/outcome";
import type { Choice } from "../run/choices";

/** Random schedules that are asked for at a time. */
const BATCH = 100;

/** What is searched: every schedule that differs from the quiet one by so many deviations, early enough in the run. */
export interface Bounds {
  lab: string;
  servers: number;
  seed: number;
  /** Most deviations of one schedule. */
  deviations: number;
  /** They take hold among the first so many events. */
  within: number;
  /** Random schedules by priorities (net/priorities.ts) after these, and how deep they are. */
  random: number;
  depth: number;
}

/** How far a search has come. */
export interface Coverage {
  runs: number;
  /** Schedules that weren't run on from, as they are like one that was but for the order of independent events. */
  alike: number;
  /** Runs that broke a law, in the order in which they were found. */
  found: RunOutcome[];
  /** Runs without a verdict. */
  unknown: number;
}

/** What a search needs, and whom it tells. */
export interface Search {
  run(request: RunRequest): Promise<RunReply>;
  /** Whether the schedules that begin with these edits have been searched already. */
  isDone(edits: string): boolean;
  /** They have now, and every one of them has passed. */
  done(edits: string): void;
  /** `total` grows while schedules are found that go on. */
  progress(coverage: Coverage, total: number): void;
  /** Ends at the first violation. */
  stopsAtFirst: boolean;
}

/** A schedule that was run, and where it could go on. */
interface Schedule {
  edits: readonly Choice[];
  choices: readonly Choice[];
}

/**
 * Runs the quiet schedule, then every one with a deviation, then every one with two, and so on. A further deviation
 * comes after those before it, so no set of them is run twice; a schedule that shows the servers nothing new is not
 * gone on from.
 */
export class Explorer {
  private readonly shapes = new Set<string>();
  private readonly coverage: Coverage = { runs: 0, alike: 0, found: [], unknown: 0 };
  private total = 1;

  constructor(
    private readonly bounds: Bounds,
    private readonly search: Search,
  ) {}

  async explore(): Promise<Coverage> {
    let level = await this.tryAll([[]]);
    for (let depth = 0; depth < this.bounds.deviations && !this.isOver; depth++) {
      const isLast = depth + 1 === this.bounds.deviations;
      const open = level.filter(({ edits }) => !isLast || !this.search.isDone(textOf(edits)));
      this.total += open.reduce((sum, { choices }) => sum + choices.length, 0);
      const next: Schedule[] = [];
      for (const schedule of open) {
        if (this.isOver) break;
        const before = this.troubles;
        next.push(...(await this.tryAll(schedule.choices.map((choice) => [...schedule.edits, choice]))));
        if (isLast && this.troubles === before) this.search.done(textOf(schedule.edits));
      }
      level = next;
    }
    await this.tryRandom();
    return this.coverage;
  }

  /** What lies beyond the bound: schedules by priorities, one a draw. */
  private async tryRandom(): Promise<void> {
    const { random, depth, within } = this.bounds;
    this.total += random;
    for (let first = 1; first <= random && !this.isOver; first += BATCH) {
      const draws = Array.from({ length: Math.min(BATCH, random - first + 1) }, (_, i) => first + i);
      await this.tryAll(draws.map((draw) => [{ n: 0, edit: `p${draw}.${depth}.${within}` }]));
    }
  }

  /** Runs that must be told again by a search that goes on from here. */
  private get troubles(): number {
    return this.coverage.found.length + this.coverage.unknown;
  }

  private get isOver(): boolean {
    return this.search.stopsAtFirst && this.coverage.found.length > 0;
  }

  /** Those of the schedules that are worth going on from, in the order given. */
  private async tryAll(schedules: readonly (readonly Choice[])[]): Promise<Schedule[]> {
    const replies = schedules.map((edits) => this.run(edits));
    // Where one is given up, so are those after it, and nobody waits for them.
    void Promise.allSettled(replies);
    const tried: (Schedule | undefined)[] = [];
    // Looked at in the order given, as which of them ends first is chance.
    for (const [i, reply] of replies.entries()) tried.push(this.judge(schedules[i], await reply));
    return tried.filter((schedule) => schedule !== undefined);
  }

  private run(edits: readonly Choice[]): Promise<RunReply> {
    const { lab, servers, seed, within } = this.bounds;
    const scenario = `explored-${servers}`;
    const choices = { within, mayCrash: lab !== "2a" && lab !== "2b" };
    return this.search.run({ lab, scenario, seed, edits: textOf(edits), trace: "never", choices });
  }

  /** Where the schedule goes on, if it is worth it. */
  private judge(edits: readonly Choice[], reply: RunReply): Schedule | undefined {
    this.coverage.runs++;
    this.search.progress(this.coverage, this.total);
    const { outcome } = reply;
    if (outcome.verdict === "unknown") this.coverage.unknown++;
    else if (outcome.verdict !== "pass") this.coverage.found.push(outcome);
    if (outcome.verdict !== "pass" || reply.choices === undefined) return undefined;
    if (this.shapes.has(reply.choices.shape)) {
      this.coverage.alike++;
      return undefined;
    }
    this.shapes.add(reply.choices.shape);
    const last = edits.at(-1)?.n ?? -1;
    const isNew = ({ n, edit }: Choice): boolean =>
      n > last || (n === last && !edits.some((other) => other.edit === edit));
    return { edits, choices: reply.choices.choices.filter(isNew) };
  }
}

/** Edits as a token writes them. */
function textOf(edits: readonly Choice[]): string {
  return edits.map(({ edit }) => edit).join(",");
}
