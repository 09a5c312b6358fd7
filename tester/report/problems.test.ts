import { paintFor } from "./paint";
import { problemsText } from "./problems";

const plain = paintFor(false);

test("type errors are worded as tsc does, with a closing sentence", () => {
  const text = "error TS2322: Type 'string' is not assignable to type 'number'.";
  expect(problemsText([{ file: "raft.ts", line: 12, column: 5, text }], "starter", plain)).toBe(
    `raft.ts(12,5): ${text}\n\nThe code in starter has an error. No test counts until you have mended it.`,
  );
});

test("our own sentences stand in the same form; without a place, alone", () => {
  const problems = [
    { file: "raft.ts", line: 1, column: 16, text: 'imports "fs"; no' },
    { text: "There is no raft.ts." },
  ];
  expect(problemsText(problems, "mine", plain)).toBe(
    'raft.ts(1,16): error: imports "fs"; no\nThere is no raft.ts.\n\nThe code in mine has 2 errors. No test counts until you have mended them.',
  );
});
