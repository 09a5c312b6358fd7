/** For tests: any grade, with names and messages as people and programs write them at their worst. */
import fc from "fast-check";
import { VIOLATION } from "../../run/sample";
import { gradeWith, labWith, testWith } from "../sample";
import type { Grade, LabGrade, TestGrade } from "../result";

/** What breaks formats: formulas, delimiters, markup, commands, text from right to left, control characters, half pairs. */
const NASTY = [
  ...["=1+1", "@x", "-2", "+3", ",", ";", '"', "\n", "\r\n", "\r", "\t", "]]>", "<b>&amp;</b>", "<!--", "```", "| a |"],
  ...["::error::x", "%0A", "שלום", "\u202Eabc\u202C", "مرحبا", "\u0000", "\u0007", "\u001b[31m", "\u0085", "\u2028"],
  ...["\uD800", "\uDC00", "\uFFFE", "\uFFFF", "👩‍🚀", "é", "﷽", '{"scores": {"2a": 100}}'],
];

export const anyText = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 5 })), { maxLength: 4 })
  .map((parts) => parts.join(""));

const anyVerdict = fc.constantFrom("pass", "fail", "unknown", "not-started", "not-run") as fc.Arbitrary<
  TestGrade["verdict"]
>;

const anyTest = fc
  .record({
    ...{ verdict: anyVerdict, title: anyText, message: anyText, reason: anyText, frame: anyText },
    ...{ points: fc.nat(100), share: fc.integer({ min: 0, max: 100 }), number: fc.nat(99), seed: fc.nat(0xffff_ffff) },
  })
  .map(({ verdict, title, message, reason, frame, points, share, number, seed }) => {
    const earned = verdict === "pass" ? points : verdict === "fail" ? Math.floor(points * share) / 100 : 0;
    const isFailed = verdict === "fail" || verdict === "not-started";
    const violation = { ...VIOLATION, title: title || "A law", frames: [frame] };
    return testWith({
      ...{ scenario: `s${number}`, title, points, earned, verdict },
      ...(verdict === "unknown" ? { reason } : {}),
      ...(isFailed ? { failure: { token: `2a/s${number}/${seed}`, violation, message, cause: title } } : {}),
    });
  });

const anyLab = fc
  .record({
    status: fc.constantFrom("graded", "not-run", "rejected", "fault") as fc.Arbitrary<LabGrade["status"]>,
    ...{
      tests: fc.array(anyTest, { minLength: 1, maxLength: 3 }),
      because: anyText,
      problem: anyText,
      points: fc.nat(100),
    },
  })
  .map(({ status, tests, because, problem, points }) =>
    status === "graded"
      ? labWith(tests)
      : labWith([], { status, points, because, problems: [{ file: "raft.ts", line: 1, column: 1, text: problem }] }),
  );

export const anyGrade: fc.Arbitrary<Grade> = fc
  .record({
    submission: anyText,
    notes: fc.array(anyText, { maxLength: 2 }),
    labs: fc.array(anyLab, { minLength: 1, maxLength: 6 }),
  })
  .map(({ submission, notes, labs }) =>
    gradeWith(
      labs.map((lab, i) => ({ ...lab, lab: ["2a", "2b", "2c", "2d", "3a", "3b"][i] })),
      { submission, notes },
    ),
  );
