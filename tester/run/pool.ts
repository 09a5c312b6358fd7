import pLimit from "p-limit";
import type { Program } from "../realm/compile";
import { Positions } from "../realm/source-map";
import { GivenUp, KitFault } from "./fault";
import type { Mode, RunReply, RunRequest } from "./message";
import { runawayOutcome, unknownOutcome, unloadableOutcome } from "./runaway";
import { UNCONFINED, type Confinement } from "./sandbox/sandbox";
import { Servant, type Ending } from "./servant";

/** A run took too much, and its child is gone. */
type Excessive = Extract<Ending, { kind: "cpu" | "memory" }>;

function isExcessive(ending: Ending): ending is Excessive {
  return ending.kind === "cpu" || ending.kind === "memory";
}

/** Runs one submission in up to `jobs` children, which live from run to run. */
export class Pool {
  private readonly limit: pLimit.Limit;
  private readonly positions: Positions;
  private readonly idle: Servant[] = [];
  private readonly all = new Set<Servant>();
  private isClosed = false;
  /** Whether the run that ended last took too much, also alone: the next one most likely does, too. */
  private ranAway = false;
  private readonly killAll = () => this.all.forEach((servant) => servant.kill());

  constructor(
    private readonly program: Program,
    jobs: number,
    private readonly confinement: Confinement = UNCONFINED,
  ) {
    this.limit = pLimit(jobs);
    this.positions = new Positions(program.map);
    process.once("exit", this.killAll);
  }

  /**
   * Does one run, as soon as its turn comes: first come, first served.
   * @throws GivenUp when the pool was closed meanwhile
   * @throws KitFault when there can be no verdict
   */
  run(request: RunRequest): Promise<RunReply> {
    return this.limit(async () => {
      if (this.isClosed) throw new GivenUp();
      return this.judge(request);
    });
  }

  /** Ends all children. What was under way is given up. */
  close(): void {
    this.isClosed = true;
    for (const servant of this.all) servant.stop();
    this.all.clear();
    process.removeListener("exit", this.killAll);
  }

  private async judge(request: RunRequest): Promise<RunReply> {
    if (this.ranAway) return this.alone(request);
    const ending = await this.attempt(request);
    return isExcessive(ending) ? this.alone(request, ending) : this.replyOf(request, ending);
  }

  /** What came of a run that didn't take too much. */
  private async replyOf(request: RunRequest, ending: Exclude<Ending, Excessive>): Promise<RunReply> {
    switch (ending.kind) {
      case "reply":
        return ending.reply;
      case "unloadable":
        return { outcome: unloadableOutcome(request, ending.text) };
      case "stopped":
        throw new GivenUp();
      default:
        return this.retry(request, ending);
    }
  }

  private async attempt(request: RunRequest): Promise<Ending> {
    const servant = this.idle.pop() ?? this.hire("plain");
    const ending = await servant.run(request);
    if (servant.isFit && ending.kind === "reply") this.idle.push(servant);
    else this.dismiss(servant);
    return ending;
  }

  private async once(request: RunRequest, mode: Mode): Promise<Ending> {
    const servant = this.hire(mode);
    const ending = await servant.run(request);
    this.dismiss(servant);
    return ending;
  }

  /**
   * A run in a fresh child that has nothing else to do and is watched: one that has taken too much `before`, or that
   * comes after one that did so twice, and then isn't tried unwatched first.
   */
  private async alone(request: RunRequest, before?: Excessive): Promise<RunReply> {
    const { sandbox, limits } = this.confinement;
    const ending = await this.once(request, sandbox.kind === "none" ? "watched" : "announced");
    this.ranAway = isExcessive(ending);
    if (isExcessive(ending)) {
      const outcome = runawayOutcome(request, ending.kind, ending.sighting, this.positions, limits);
      return { outcome: { ...outcome, cpuMs: (before?.cpuMs ?? 0) + ending.cpuMs } };
    }
    const reply = await this.replyOf(request, ending);
    // A run is a pure function: when the repetition finds a law broken, it is broken.
    if (before === undefined || reply.outcome.verdict !== "pass") return reply;
    return { outcome: unknownOutcome(before.kind, reply.outcome) };
  }

  /** The machine's fault or the kit's own: tried once more. */
  private async retry(request: RunRequest, before: Ending & { kind: "fault" | "died" }): Promise<RunReply> {
    const ending = await this.once(request, "plain");
    if (ending.kind === "reply") return ending.reply;
    if (ending.kind === "stopped") throw new GivenUp();
    throw new KitFault(
      before.kind === "fault" ? before.text : `its process ended twice without an answer (${before.how})`,
    );
  }

  private hire(mode: Mode): Servant {
    if (this.isClosed) throw new GivenUp();
    const servant = new Servant(this.program, mode, { confinement: this.confinement });
    this.all.add(servant);
    return servant;
  }

  private dismiss(servant: Servant): void {
    servant.stop();
    this.all.delete(servant);
  }
}
