import { readdirSync } from "node:fs";
import { breach, state } from "./lone-trace";
import { laws } from "./laws";

/** Files of checks/ that hold no law of their own. */
const NO_LAWS = ["command", "demands", "law", "laws", "lone-trace", "violation"];

test("every law is in its own file, under its name, and in the list", () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const names = files.map((file) => file.replace(/\.ts$/, "")).filter((name) => !NO_LAWS.includes(name));
  const listed = laws.map(({ name }) => name).filter((name) => !["submission", "budget", "demand"].includes(name));
  expect(listed.sort()).toEqual(names.sort());
});

test("a breach says its law, its source, its event and instant; the first law counts", () => {
  const violation = breach([state(0, 5, true), state(1, 6, false), state(1, 5, true)]);
  expect(violation).toMatchObject({
    ...{ law: "one-leader-a-term", title: "At most one leader a term", source: "Raft §5.2", n: 6, atUs: 300_000 },
  });
});
