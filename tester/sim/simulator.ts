import { DueQueue } from "./queue";

/** What an action may return: a promise when it has to let other code run before the next event. */
type Action = () => void | Promise<void>;

/** A scheduled action, as its owner may hold it. */
export interface Scheduled {
  readonly atUs: number;
  readonly order: number;
  /** `undefined` once done or cancelled. */
  action: Action | undefined;
}

/**
 * Virtual time. The clock jumps from event to event; nothing but {@link at} moves it, and one action ends before the
 * next begins. Instants are integer microseconds from the start of the run.
 */
export class Simulator {
  nowUs = 0;
  private scheduled = 0;
  private stopped = false;
  private readonly queue = new DueQueue<Scheduled>();

  /** Schedules `action` at an instant, which must not lie in the past. Ties happen in the order of scheduling. */
  at(atUs: number, action: Action): Scheduled {
    if (!Number.isSafeInteger(atUs) || atUs < this.nowUs) {
      throw new Error(`an event can't be scheduled at ${atUs} µs: now is ${this.nowUs} µs`);
    }
    const scheduled = { atUs, order: this.scheduled++, action };
    this.queue.push(scheduled);
    return scheduled;
  }

  /** Schedules `action` after a delay in µs. */
  after(delayUs: number, action: Action): Scheduled {
    return this.at(this.nowUs + delayUs, action);
  }

  /** Takes an action back. One already done stays done. */
  cancel(scheduled: Scheduled): void {
    scheduled.action = undefined;
  }

  /** Ends {@link run} before the next event. */
  stop(): void {
    this.stopped = true;
  }

  /** Runs events in order until {@link stop} is called or nothing is left to do. */
  async run(): Promise<void> {
    while (!this.stopped) {
      const next = this.queue.pop();
      if (next === undefined) return;
      const { action } = next;
      if (action === undefined) continue;
      next.action = undefined;
      this.nowUs = next.atUs;
      const pending = action();
      if (pending !== undefined) await pending;
    }
  }
}
