import type { RunReply } from "../../run/message";

/** CPU time for a search: that of its runs in their children, and all that this process spends meanwhile. */
export class CpuBudget {
  private runsMs = 0;
  private readonly before = process.cpuUsage();

  constructor(private readonly limitMs: number) {}

  /** A run has been made. */
  spend({ outcome }: RunReply): void {
    this.runsMs += outcome.cpuMs;
  }

  /** CPU time so far, ms. */
  get spentMs(): number {
    const { user, system } = process.cpuUsage(this.before);
    return this.runsMs + (user + system) / 1_000;
  }

  get isSpent(): boolean {
    return this.spentMs >= this.limitMs;
  }
}
