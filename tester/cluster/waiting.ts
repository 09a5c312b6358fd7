import { turn } from "../realm/turn";
import type { Simulator } from "../sim/simulator";

interface Waiter {
  condition: () => boolean;
  resolve: (met: boolean) => void;
}

/** Lets a scenario wait for an instant, or for a condition that is looked at after every event. */
export class Waiting {
  private waiters: Waiter[] = [];
  /** Whether the scenario has something to do before the next event. */
  private woken = false;

  constructor(private readonly sim: Simulator) {}

  /** Resolves `true` at the first event after which `condition` holds (at once, if it does), `false` after `withinUs`. */
  until(condition: () => boolean, withinUs: number): Promise<boolean> {
    if (condition()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const waiter = { condition, resolve };
      this.waiters.push(waiter);
      this.sim.after(withinUs, () => {
        this.end(waiter, false);
        return this.wake();
      });
    });
  }

  /** Resolves after a delay. */
  sleep(delayUs: number): Promise<void> {
    return new Promise((resolve) => {
      this.sim.after(delayUs, () => {
        this.woken = true;
        resolve();
        return this.wake();
      });
    });
  }

  /** Resolves something that the scenario waits for: it goes on once the event under way is over. */
  resume(resolve: () => void): void {
    this.woken = true;
    resolve();
  }

  /** Looks at the conditions; called after every event. A scenario that has waited for one goes on before the next. */
  look(): void | Promise<void> {
    for (const waiter of [...this.waiters]) if (waiter.condition()) this.end(waiter, true);
    return this.wake();
  }

  /** Lets the scenario act, if it has been woken. */
  private wake(): void | Promise<void> {
    if (!this.woken) return;
    this.woken = false;
    return turn();
  }

  private end(waiter: Waiter, met: boolean): void {
    if (!this.waiters.includes(waiter)) return;
    this.waiters = this.waiters.filter((other) => other !== waiter);
    this.woken = true;
    waiter.resolve(met);
  }
}
