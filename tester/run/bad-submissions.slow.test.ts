/**
 * Each bad submission ends in a sentence, word for word as its expected.txt has it.
 *
 * After a change of the words: `GOLDEN=write`, run this once, and read what changed.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import pLimit from "p-limit";
import { kitRoot } from "../realm/kit-root";
import { BAD_SUBMISSIONS, transcriptOf } from "./golden";
import { RUNAWAYS } from "./runaways";

/** Folder, and what is wrong. */
const SUBMISSIONS: readonly (readonly [folder: string, fault: string])[] = [
  ["missing-file", "raft.ts isn't there"],
  ["missing-export", "the class isn't exported"],
  ["missing-member", "methods are missing"],
  ["type-error", "type errors come first and alone, as tsc words them"],
  ["syntax-error", "so does what isn't TypeScript"],
  ["process-exit", "process.exit is a type error"],
  ["process-exit-unchecked", "and past the type check there is no process either"],
  ["imports-fs", "a module of Node's is imported"],
  ["dynamic-import", "a module is imported at run time"],
  ["throw-in-constructor", "a throw in the constructor"],
  ["throw-in-handler", "a throw in a handler, and the test after it still runs"],
  ["throw-in-timer", "a throw in a timer"],
  ["throw-a-string", "what is thrown is no Error"],
  ["unhandled-rejection", "a rejection that nobody handles"],
  ["timer-storm", "timers without delay set timers without delay"],
  ["call-storm", "replies are answered by calls"],
  ["log-flood", "too much is printed over time"],
  ["log-flood-in-one-event", "too much is printed in one event"],
  ["stack-overflow", "a function calls itself without an end"],
  ["not-json", "a Map deep in an argument: the field is named"],
  ["not-a-number", "NaN in an argument: the field is named"],
  ["reply-not-json", "a Set in a reply: the field is named"],
  ["unknown-method", "a call of a method that doesn't exist"],
  ["wrong-state", "getState answers in the wrong shape"],
  ["todo-in-2b", "a gap in 2b leaves 2a as it is"],
  ["changed-command", "what is applied isn't what was started"],
  ["shared-references", "what was sent and applied is a copy: writing to it later changes nothing"],
  ["clock-and-dice-at-module-level", "clock and dice at module level are the simulator's, the same every time"],
];

/** One a core of a small machine. */
const AT_A_TIME = 2;
const TIMEOUT_MS = 60_000;

const limit = pLimit(AT_A_TIME);
const transcripts = new Map(SUBMISSIONS.map(([name]) => [name, limit(() => transcriptOf(name))]));

test.each(SUBMISSIONS)(
  "%s: %s",
  async (name) => {
    const { expected, got } = await transcripts.get(name)!;
    expect(got).toBe(expected);
  },
  TIMEOUT_MS,
);

test("no bad submission is left out", () => {
  const tested = [...SUBMISSIONS, ...RUNAWAYS].map(([name]) => name);
  expect(readdirSync(join(kitRoot(), BAD_SUBMISSIONS)).sort()).toEqual(tested.sort());
});
