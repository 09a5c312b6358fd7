import { readdirSync } from "node:fs";
import { breach, state } from "./lone-trace";
import type { EventOf, TraceEvent } from "../trace/event";
import { judge } from "./law";
import { laws } from "./laws";

/** Files of checks/ that hold no law of their own. */
const NO_LAWS = ["law", "laws", "lone-trace", "violation"];

/** Three laws speak of many things: a breach bears the name of what it is about. */
const FILES: { [law: string]: string } = { submission: "submission-errors", budget: "budgets", demand: "demands" };

test("every law is in its own file, under its name, and in the list", () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const names = files.map((file) => file.replace(/\.ts$/, "")).filter((name) => !NO_LAWS.includes(name));
  const listed = laws.map(({ name }) => FILES[name] ?? name);
  expect(listed.sort()).toEqual(names.sort());
});

test("a law or a demand that is switched off finds nothing; the others still do", () => {
  const run: EventOf<"run"> = {
    ...{ n: 0, atUs: 0, kind: "run", format: 1, lab: "2a", scenario: "x", seed: 1, edits: "", servers: 3 },
  };
  const unmet: TraceEvent = { n: 1, atUs: 1, kind: "unmet", demand: "leader", servers: [], expected: "", got: "" };
  expect(judge(laws, run)(unmet)).toMatchObject({ law: "leader" });
  expect(judge(laws, run, "calm")(unmet)).toMatchObject({ law: "leader" });
  expect(judge(laws, run, "leader")(unmet)).toBeUndefined();
  expect(judge(laws, run, "demand")(unmet)).toBeUndefined();
});

test("a breach says its law, its source, its event and instant; the first law counts", () => {
  const violation = breach([state(0, 5, true), state(1, 6, false), state(1, 5, true)]);
  expect(violation).toMatchObject({
    ...{ law: "one-leader-a-term", title: "At most one leader a term", source: "Raft §5.2", n: 6, atUs: 300_000 },
  });
});
