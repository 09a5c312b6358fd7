import type { Node } from "../trace/event";
import type { Record } from "../trace/trace";

/** What a server may do, and of what it is a runaway to do more. */
interface Allowance {
  limit: number;
  /** What is counted, and over which span. */
  unit: string;
  hint: string;
}

/**
 * Deterministic budgets (DESIGN.md, «Realms»): a runaway ends at the same event on every machine. Each limit is some
 * twenty times what the busiest right program was seen to need, a 1 ms ticker and a call an entry included.
 */
export const BUDGETS = {
  timers: {
    limit: 20_000,
    unit: "timers set within one second of virtual time",
    hint: "a timer that sets two more, or a loop that sets one without waiting for it",
  },
  calls: {
    limit: 10_000,
    unit: "calls sent within one second of virtual time",
    hint: "a retry without a pause, or a reply answered by another call",
  },
  bytes: {
    limit: 200_000_000,
    unit: "bytes sent within one second of virtual time",
    hint: "the whole log in every message",
  },
  effects: {
    limit: 100_000,
    unit: "messages, saves and timers within one second of virtual time",
    hint: "a loop that never waits",
  },
  logs: {
    limit: 5_000,
    unit: "lines printed within one second of virtual time",
    hint: "a console.log in a loop or in every heartbeat",
  },
  logBytes: {
    limit: 4_000_000,
    unit: "characters printed within one second of virtual time",
    hint: "a whole log or state printed at every event",
  },
  // What is cheap and never ends would else be stopped by the watchdog, at another event on each machine.
  events: {
    limit: 200_000,
    unit: "events in one run",
    hint: "many timers or calls side by side, each of which starts itself again",
  },
} as const satisfies { [name: string]: Allowance };

export type BudgetName = keyof typeof BUDGETS;

/** Counts what one server spends: in each second of virtual time, and its events in the whole run. */
export class Budget {
  private second = -1;
  private spent: { [name in BudgetName]: number } = Budget.nothing();

  constructor(
    private readonly server: Node,
    private readonly record: Record,
  ) {}

  /** Spends `amount`; an overrun is recorded once, and ends the run. */
  spend(name: BudgetName, amount: number, nowUs: number): void {
    const second = Math.floor(nowUs / 1_000_000);
    if (second !== this.second) {
      this.second = second;
      this.spent = { ...Budget.nothing(), events: this.spent.events };
    }
    const { limit, unit, hint } = BUDGETS[name];
    const before = this.spent[name];
    this.spent[name] = before + amount;
    if (before <= limit && before + amount > limit) {
      this.record({ kind: "overrun", server: this.server, budget: name, limit, unit, hint });
    }
  }

  private static nothing(): { [name in BudgetName]: number } {
    return { timers: 0, calls: 0, bytes: 0, effects: 0, logs: 0, logBytes: 0, events: 0 };
  }
}
