import type { Happening } from "../trace/event";
import { Budget, BUDGETS } from "./budget";
import { LoneCluster, type Behaviour } from "./lone-cluster";

const { timers } = BUDGETS;

test("an overrun is recorded once, by the first event above the limit", () => {
  const recorded: Happening[] = [];
  const budget = new Budget(2, (happening) => void recorded.push(happening));
  budget.spend("timers", timers.limit, 999_999);
  expect(recorded).toEqual([]);
  budget.spend("timers", 1, 999_999);
  budget.spend("timers", 1, 999_999);
  const { limit, unit, hint } = timers;
  expect(recorded).toEqual([{ kind: "overrun", server: 2, budget: "timers", limit, unit, hint }]);
});

test("each second of virtual time is a new one, and each budget apart", () => {
  const recorded: Happening[] = [];
  const budget = new Budget(0, (happening) => void recorded.push(happening));
  budget.spend("timers", timers.limit, 999_999);
  budget.spend("calls", BUDGETS.calls.limit, 999_999);
  budget.spend("timers", timers.limit, 1_000_000);
  expect(recorded).toEqual([]);
});

/** On its boot, does one thing that many times. */
const runaway =
  (times: number, effect: (i: number) => (string | number)[]): Behaviour =>
  () =>
  ({ kind }) =>
    kind === "boot" ? Array.from({ length: times }, (_, i) => effect(i)) : [];

test.each<[string, Behaviour]>([
  ["timers", runaway(20_001, (i) => ["arm", i + 1, 1_000])],
  ["calls", runaway(20_001, (i) => ["send", i + 1, 1, "Raft.x", "1"])],
  ["bytes", runaway(3, (i) => ["send", i + 1, 1, "Raft.x", `"${"x".repeat(70_000_000)}"`])],
  ["effects", runaway(100_001, () => ["save", '""', ""])],
  ["logs", runaway(5_001, () => ["log", "log", '"x"'])],
  ["logBytes", runaway(5, () => ["log", "log", `"${"x".repeat(900_000)}"`])],
])("a server that runs away ends the run: %s", async (name, behaviour) => {
  const lone = new LoneCluster(behaviour, { servers: 2 });
  await lone.play((cluster) => cluster.sleep(10));
  expect(lone.events("overrun")).toMatchObject([{ budget: name }]);
});

test("one that doesn't is let alone", async () => {
  const lone = new LoneCluster(
    runaway(1_000, (i) => ["send", i + 1, 1, "Raft.x", "1"]),
    { servers: 2 },
  );
  await lone.play((cluster) => cluster.sleep(10));
  expect(lone.events("overrun")).toEqual([]);
});
