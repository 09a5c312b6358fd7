import fc from "fast-check";
import type { Grade, TestGrade } from "../result";
import { isHidden } from "./seed";
import { ODD_NAMES, sampleGrades } from "./sample-grades";
import { studentPage } from "./student-page";

const CLASS = sampleGrades(60);
const failedTests = ({ labs }: Grade): TestGrade[] =>
  labs.flatMap(({ tests }) => tests.filter(({ failure }) => failure !== undefined));
/** One that failed on hidden seeds and on others. */
const GRADE = CLASS.find((each) => failedTests(each).some(isHidden) && !failedTests(each).every(isHidden))!;
const OPTIONS = { style: "", showHidden: true, impl: "grades/submissions/x", timelineOf: () => undefined };
const seedOf = ({ failure }: TestGrade) => failure!.token.split("/")[2];

test("an instructor's copy has each failure's token, command and message", () => {
  const page = studentPage(GRADE, OPTIONS);
  for (const { failure } of failedTests(GRADE)) {
    expect(page).toContain(`<code>${failure!.token}</code>`);
    expect(page).toContain(`<span>${failure!.token}</span> <span>--impl</span> <span>grades/submissions/x</span>`);
  }
  expect(page).toContain("S0 and S2 both lead in term 3.");
});

test("a student's copy has no hidden seed, and all of the others", () => {
  const page = studentPage(GRADE, { ...OPTIONS, showHidden: false, impl: undefined });
  const hidden = failedTests(GRADE).filter(isHidden);
  expect(hidden.length).toBeGreaterThan(0);
  for (const test of hidden) expect(page).not.toContain(seedOf(test));
  for (const test of failedTests(GRADE).filter((each) => !isHidden(each))) expect(page).toContain(test.failure!.token);
  expect(page).toContain("This run’s seed is hidden.");
});

test("a hidden seed is taken out of the message, wherever it stands", () => {
  const labs = GRADE.labs.map((lab) => ({
    ...lab,
    tests: lab.tests.map((test) =>
      test.failure === undefined
        ? test
        : { ...test, failure: { ...test.failure, message: `${test.failure.token} and seed=${seedOf(test)};` } },
    ),
  }));
  const page = studentPage({ ...GRADE, labs }, { ...OPTIONS, showHidden: false });
  for (const test of failedTests(GRADE).filter(isHidden)) expect(page).not.toContain(seedOf(test));
});

test("a timeline is linked where there is one", () => {
  const [{ scenario }] = failedTests(GRADE);
  const timelineOf = (test: TestGrade) => (test.scenario === scenario ? "timelines/a&b.html" : undefined);
  const page = studentPage(GRADE, { ...OPTIONS, timelineOf });
  expect(page).toContain(`<a href="timelines/a&#38;b.html">Timeline of this run</a>`);
  expect(studentPage(GRADE, OPTIONS)).not.toContain("Timeline of this run");
});

test("a rejected one sees its problems", () => {
  const rejected =
    CLASS.find(({ labs }) => labs[0].status === "rejected") ??
    sampleGrades(300).find(({ labs }) => labs[0].status === "rejected")!;
  expect(studentPage(rejected, OPTIONS)).toContain("raft.ts(12,5): error TS2322");
});

test("nothing runs on the page, whatever a name or a message says, and nobody else is named", () => {
  const texts = fc.oneof(fc.constantFrom(...ODD_NAMES), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(texts, texts, (name, message) => {
      const labs = GRADE.labs.map((lab) => ({
        ...lab,
        tests: lab.tests.map((test) => (test.failure ? { ...test, failure: { ...test.failure, message } } : test)),
      }));
      const page = studentPage({ ...GRADE, submission: name, notes: [message], labs }, OPTIONS);
      expect(page).not.toMatch(/<script|<img|<!--/i);
      expect(page).not.toContain("script-src");
      expect(page).not.toContain("student-");
    }),
    { numRuns: 30 },
  );
});
