/**
 * Lab parts graded elsewhere: a queue of BullMQ's over Redis, which workers on any number of machines empty. Who is
 * killed in the middle loses nothing: a job whose worker is silent goes back, and what came of a job stays in Redis until
 * the grader has written it into its journal.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job, Queue, Worker } from "bullmq";
import type { KitIdentity } from "../run/result";
import type { Candidate, Done } from "./grader";
import { LocalExecutor } from "./local";
import type { LabPlan } from "./plan";
import { doneSchema } from "./result";
import { filesIn, stage } from "./roster";
import { faultGrade, type UnitConditions } from "./unit";

/** What a worker needs to grade a lab part. */
interface Errand {
  submission: string;
  hash: string;
  files: { name: string; text: string }[];
  problem?: string;
  lab: LabPlan;
}

/** A redis that can't be reached, or a package that isn't installed: one sentence. */
export class QueueError extends Error {
  override readonly name = "QueueError";
}

/** A worker that says nothing for so long is taken for dead, and its job is given to another, ms. */
const LOCK_MS = 30_000;
/** How often a job may lose its worker: machines are switched off, and nobody's grade hangs on it. */
const STALLED_MAX = 20;
/** How often a job is tried that the machine or the kit spoiled. */
const ATTEMPTS_MAX = 3;
/** How often the grader looks for what is done, ms. */
const LOOK_EVERY_MS = 500;
/** Results taken in one look. */
const TAKEN_MAX = 100;
/** How long the first connection may take, ms. */
const CONNECT_MS = 5_000;

/** Workers of another kit or another Node would come to other traces: they never see these jobs. */
function queueName({ hash, nodeMajor }: KitIdentity): string {
  return `raftlab-${hash.slice(0, 16)}-node${nodeMajor}`;
}

function load(): { bull: typeof import("bullmq"); redis: typeof import("ioredis") } {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- optional: loaded where a queue is asked for
    return { bull: require("bullmq") as never, redis: require("ioredis") as never };
  } catch {
    throw new QueueError("The packages bullmq and ioredis aren't installed: npm install bullmq ioredis.");
  }
}

/** @throws QueueError when there is no Redis at `url` */
async function connection(url: string): Promise<import("ioredis").Redis> {
  const { redis } = load();
  const once = new redis.Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: CONNECT_MS });
  once.on("error", () => undefined);
  try {
    await once.connect();
    await once.ping();
  } catch (error) {
    throw new QueueError(`There is no Redis at ${url}: ${(error as Error).message}.`);
  } finally {
    once.disconnect();
  }
  // From here on a Redis that is restarted is waited for, as long as it takes.
  const lasting = new redis.Redis(url, { maxRetriesPerRequest: null });
  lasting.on("error", () => undefined);
  return lasting;
}

/** The grader's side: hands lab parts out, and waits for what comes of them. */
export class QueueExecutor {
  private readonly waiting = new Map<string, { lab: LabPlan; settle: (done: Done | undefined) => void }>();
  private readonly timer: NodeJS.Timeout;
  private isLooking = false;

  private constructor(
    private readonly queue: Queue<Errand, Done>,
    private readonly redis: import("ioredis").Redis,
    signal: AbortSignal,
  ) {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    signal.addEventListener("abort", () => this.giveUp());
  }

  /** @throws QueueError when there is no Redis at `url` */
  static async open(url: string, kit: KitIdentity, signal: AbortSignal): Promise<QueueExecutor> {
    const redis = await connection(url);
    const { bull } = load();
    const queue = new bull.Queue<Errand, Done>(queueName(kit), { connection: redis });
    queue.on("error", () => undefined);
    return new QueueExecutor(queue, redis, signal);
  }

  /** @returns `undefined` when it was given up; the job stays in the queue, and its result is taken by the next grader */
  async execute(candidate: Candidate, lab: LabPlan, key: string): Promise<Done | undefined> {
    const { name: submission, hash, problem } = candidate;
    const errand: Errand = { submission, hash, files: filesIn(candidate.impl), problem, lab };
    const jobId = createHash("sha256").update(key).digest("hex");
    const done = new Promise<Done | undefined>((settle) => this.waiting.set(jobId, { lab, settle }));
    // A job of that name that is there already, of a grader that was killed, is the same job.
    const options = { jobId, attempts: ATTEMPTS_MAX, removeOnComplete: false, removeOnFail: false };
    await this.queue.add("lab part", errand, options);
    return done;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.queue.close().catch(() => undefined);
    this.redis.disconnect();
  }

  private giveUp(): void {
    for (const { settle } of this.waiting.values()) settle(undefined);
    this.waiting.clear();
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      for (const job of await this.queue.getJobs(["completed", "failed"], 0, TAKEN_MAX - 1)) await this.take(job);
    } catch {
      // Redis is away; the next look may find it again.
    } finally {
      this.isLooking = false;
    }
  }

  private async take(job: Job<Errand, Done>): Promise<void> {
    const waiter = this.waiting.get(job.id!);
    // Of another grader with the same kit: it takes it itself.
    if (waiter === undefined) return;
    this.waiting.delete(job.id!);
    waiter.settle(resultOf(job, waiter.lab));
    await job.remove();
  }
}

function resultOf(job: Job<Errand, Done>, lab: LabPlan): Done {
  const done = doneSchema.safeParse(job.returnvalue);
  if (done.success) return done.data;
  const fault = job.failedReason ?? "a worker's answer can't be read";
  return { result: faultGrade(lab, fault), cost: { cpuMs: 0, wallMs: 0, attempts: job.attemptsMade } };
}

/** Grades lab parts from the queue at `url`, `atOnce` at a time, until the signal. @throws QueueError */
export async function work(
  url: string,
  kit: KitIdentity,
  atOnce: number,
  conditions: UnitConditions,
  told: (text: string) => void,
): Promise<void> {
  const redis = await connection(url);
  const { bull } = load();
  const executor = new LocalExecutor(conditions);
  const worker: Worker<Errand, Done> = new bull.Worker(queueName(kit), (job) => run(job, executor, told), {
    ...{ connection: redis, concurrency: atOnce },
    ...{ lockDuration: LOCK_MS, stalledInterval: LOCK_MS / 2, maxStalledCount: STALLED_MAX },
  });
  worker.on("error", () => undefined);
  await new Promise<void>((resolve) => conditions.signal.addEventListener("abort", () => resolve()));
  // What is under way goes back to the queue when its lock runs out.
  await worker.close(true).catch(() => undefined);
  redis.disconnect();
}

async function run(job: Job<Errand, Done>, executor: LocalExecutor, told: (text: string) => void): Promise<Done> {
  const { submission, hash, files, problem, lab } = job.data;
  const impl = mkdtempSync(join(tmpdir(), "raftlab-worker-"));
  try {
    stage(files, impl);
    const done = await executor.execute({ name: submission, hash, impl, notes: [], problem }, lab);
    if (done === undefined) throw new Error("the worker was ended");
    if (done.result.status === "fault") throw new Error(done.result.because);
    told(`${submission} ${lab.lab}: ${done.result.earned} of ${done.result.points} points`);
    return done;
  } finally {
    rmSync(impl, { recursive: true, force: true });
  }
}
