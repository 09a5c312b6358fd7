import type { Clerk } from "../cluster/clerk";
import type { OperationKind } from "../trace/event";
import type { Stage } from "./scenario";

/** What clients do: a fixed number of operations, so that a run's cost is known. */
export interface Workload {
  clerks: number;
  /** Of each clerk. */
  operations: number;
  /** A key of its own each, or so many that they share. */
  keys: "own" | number;
  /** Pause before each operation, ms, drawn up to this; 10 by default. */
  thinkMs?: number;
  /** Of the operations, in ppm; gets 450,000 and puts 50,000 by default, the rest are appends. */
  getPpm?: number;
  putPpm?: number;
}

const THINK_MS = 10;
const GET_PPM = 450_000;
const PUT_PPM = 50_000;

/**
 * Clients at work while `meanwhile` does what it likes to the cluster. Once it has ended a majority must be healthy:
 * every operation that is still to come is owed an answer, and at the end what was written is read once more.
 */
export async function workload(
  stage: Stage,
  work: Workload,
  meanwhile?: (clerks: readonly Clerk[]) => Promise<void>,
): Promise<void> {
  const clerks = await stage.clients.several(work.clerks);
  const labours = clerks.map((clerk, i) => new Labour(stage, work, clerk, i));
  const ended = Promise.all(labours.map((labour) => labour.toil()));
  await meanwhile?.(clerks);
  for (const labour of labours) await labour.owed();
  await ended;
  await readBack(stage, clerks, labours);
}

/** Every key is read once, each by the first client that has used it. */
async function readBack({ clients }: Stage, clerks: readonly Clerk[], labours: readonly Labour[]): Promise<void> {
  const read = new Set<string>();
  for (const [i, { keys }] of labours.entries()) {
    for (const key of keys.filter((key) => !read.has(key))) {
      read.add(key);
      await clients.get(clerks[i], key);
    }
  }
}

/** What a client does next. */
interface Step {
  thinkMs: number;
  op: OperationKind;
  key: string;
}

/** One client's share, drawn beforehand: what becomes of one client moves nothing that another does. */
class Labour {
  readonly keys: readonly string[];
  private readonly steps: readonly Step[];
  private done = 0;
  private written = 0;

  constructor(
    private readonly stage: Stage,
    private readonly work: Workload,
    private readonly clerk: Clerk,
    private readonly number: number,
  ) {
    const { keys, operations } = work;
    this.keys = keys === "own" ? [`own ${number}`] : Array.from({ length: keys }, (_, i) => `key ${i}`);
    this.steps = Array.from({ length: operations }, () => this.draw());
  }

  /** One operation after the other, as fast as the service answers. */
  async toil(): Promise<void> {
    for (const step of this.steps) {
      await this.stage.cluster.sleep(step.thinkMs);
      await this.operate(step);
      this.done++;
    }
  }

  /** Each operation that is open or still to come is answered in time. */
  async owed(): Promise<void> {
    const { cluster, clients } = this.stage;
    while (this.done < this.steps.length) {
      const before = this.done;
      await clients.answered(this.clerk);
      await cluster.until(() => this.done > before, this.steps[before].thinkMs + 1);
    }
  }

  private draw(): Step {
    const { dice } = this.stage.cluster;
    const { thinkMs = THINK_MS, getPpm = GET_PPM, putPpm = PUT_PPM } = this.work;
    const draw = dice.int(0, 999_999);
    const op = draw < getPpm ? "get" : draw < getPpm + putPpm ? "put" : "append";
    return { thinkMs: dice.int(0, thinkMs), op, key: dice.pick(this.keys) };
  }

  private async operate({ op, key }: Step): Promise<void> {
    if (op === "get") await this.clerk.get(key);
    else await this.clerk[op](key, `(${this.number}.${++this.written})`);
  }
}
