import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readAgainFor } from "./read-again";
import { RULES, type RuleName } from "./rule";

const names = Object.keys(RULES) as RuleName[];

/** Whether a handout has the section, and the hint of that number. */
function stands(passage: string): boolean {
  const [, file, section, hint] = /^(labs\/\w+\/README\.md), «(.+)»(?:, (\d+))?$/.exec(passage) ?? [];
  const text = readFileSync(join(__dirname, "..", "..", file), "utf8");
  const [, body] = text.split(`\n## ${section}\n`);
  return body !== undefined && (hint === undefined || body.split("\n## ")[0].includes(`\n${hint}. `));
}

test("every rule of Raft and of the service has a passage, and it stands in the handout", () => {
  const without = names.filter((name) => readAgainFor(name) === "");
  expect(without).toEqual(["no-error"]);
  const lost = names.filter((name) => readAgainFor(name) !== "" && !stands(readAgainFor(name)));
  expect(lost).toEqual([]);
});

test("a passage that a handout hasn't got is noticed", () => {
  expect(stands("labs/2a/README.md, «Hints», 3")).toBe(true);
  expect(stands("labs/2a/README.md, «Hints», 33")).toBe(false);
  expect(stands("labs/2a/README.md, «Advice»")).toBe(false);
});

test("no rule, nothing to read", () => {
  expect(readAgainFor(undefined)).toBe("");
});
