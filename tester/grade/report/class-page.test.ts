import fc from "fast-check";
import { folderName } from "../folder-name";
import { isGraded, pointsOf, type Grade, type TestGrade } from "../result";
import { classPage } from "./class-page";
import type { ClassData } from "./class-data";
import { clustersOf, lawsOf } from "./cluster";
import { distributionOf, medianOf } from "./distribution";
import { headlineOf } from "./headline";
import { columnsBy, rowsBy } from "./heat-order";
import { classDataOf } from "./submission-data";
import { ODD_NAMES, sampleGrades } from "./sample-grades";
import { columnsOf, failureRate } from "./test-column";

const CLASS = sampleGrades(300);
const PARTS = { script: "run();", style: "p{}" };
const implOf = (name: string) => `grades/submissions/${folderName(name)}`;
const dataOf = (grades: readonly Grade[]) => classDataOf(grades, columnsOf(grades), clustersOf(grades));
const allTests = (grades: readonly Grade[]) => grades.flatMap(({ labs }) => labs.flatMap(({ tests }) => tests));
/** Every test that anybody's grade names. */
const TESTS = new Set(
  CLASS.flatMap(({ labs }) => labs.flatMap(({ lab, tests }) => tests.map(({ scenario }) => `${lab}/${scenario}`))),
).size;
const scriptsIn = (page: string) => page.match(/<script/g)!.length;

function named(name: string): Grade {
  return { ...CLASS[0], submission: name };
}

describe("the points", () => {
  test.each([
    [[], undefined],
    [[3], 3],
    [[9, 1, 5], 5],
    [[10, 2, 4, 9], 6.5],
  ])("the median of %j is %p", (values, median) => expect(medianOf(values)).toBe(median));

  test("every value is in one bin, that of its label", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.array(fc.nat(700)), (most, drawn) => {
        const values = drawn.map((value) => Math.min(value, most));
        const bins = distributionOf(values, most);
        for (const { label, count } of bins) {
          const [low, high = low] = label.split("–").map(Number);
          expect(count).toBe(values.filter((value) => value >= low && value <= high).length);
        }
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      }),
    );
  });

  test("who has no grade yet isn't counted in the median", () => {
    const { title, sentences } = headlineOf(CLASS);
    const graded = CLASS.filter(isGraded);
    expect(graded.length).toBeLessThan(300);
    expect(title).toBe(
      `300 submissions: median ${medianOf(graded.map((each) => pointsOf(each).earned))} of 600 points`,
    );
    expect(sentences.join(" ")).toContain(`${300 - graded.length} have no grade yet`);
  });
});

describe("tests, laws and causes", () => {
  test("a test's counts add up to those of the verdicts", () => {
    const columns = columnsOf(CLASS);
    const sum = (of: "passed" | "failed" | "notStarted" | "unknown") =>
      columns.reduce((all, each) => all + each[of], 0);
    const having = (verdict: TestGrade["verdict"]) => allTests(CLASS).filter((each) => each.verdict === verdict).length;
    expect(columns).toHaveLength(TESTS);
    expect(sum("passed")).toBe(having("pass"));
    expect(sum("failed")).toBe(having("fail"));
    expect(sum("notStarted")).toBe(having("not-started"));
    expect(sum("unknown")).toBe(having("unknown"));
    for (const { ran, passed, failed, notStarted, unknown } of columns) {
      expect(passed + failed + notStarted + unknown).toBe(ran);
    }
  });

  test("every failure is in one cluster, and in one law", () => {
    const failed = allTests(CLASS).filter(({ verdict }) => verdict === "fail").length;
    expect(clustersOf(CLASS).reduce((sum, { failures }) => sum + failures, 0)).toBe(failed);
    expect(lawsOf(CLASS).reduce((sum, { failures }) => sum + failures, 0)).toBe(failed);
  });

  test("a cluster names whom it hit, each once, and the run of the one with the most points", () => {
    for (const { cause, submissions, tests } of clustersOf(CLASS)) {
      expect([...new Set(tests.flatMap((each) => each.submissions))].sort((a, b) => a - b)).toEqual(
        [...submissions].sort((a, b) => a - b),
      );
      for (const { lab, scenario, submissions: own, example } of tests) {
        const most = Math.max(...own.map((number) => pointsOf(CLASS[number]).earned));
        expect(pointsOf(CLASS[example.submission]).earned).toBe(most);
        const graded = CLASS[example.submission].labs.find((each) => each.lab === lab)!;
        const { failure } = graded.tests.find((each) => each.scenario === scenario)!;
        expect(failure).toMatchObject({ cause, token: example.token });
      }
    }
  });

  test("the largest come first", () => {
    const sizes = clustersOf(CLASS).map(({ submissions }) => submissions.length);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });
});

describe("the heat map's order", () => {
  const data = dataOf(CLASS);

  test("rows: by points, without a grade last", () => {
    const rows = rowsBy("points", data);
    const points = rows.map((row) => data.submissions[row].points ?? -1);
    expect(points).toEqual([...points].sort((a, b) => b - a));
    expect([...rows].sort((a, b) => a - b)).toEqual(rowsBy("name", data));
  });

  test("columns: the most failed first, of all or of each lab", () => {
    const rates = columnsBy("rate", data).map((column) => failureRate(data.tests[column]));
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
    const byLab = columnsBy("lab", data).map((column) => data.tests[column]);
    const labs = byLab.map(({ lab }) => lab);
    expect(labs).toEqual([...labs].sort());
    const first = byLab.filter(({ lab }) => lab === "2b").map(failureRate);
    expect(first).toEqual([...first].sort((a, b) => b - a));
  });

  test("a mark for each test of each submission", () => {
    for (const { marks } of data.submissions) expect(marks).toMatch(new RegExp(`^[pfusnrx]{${TESTS}}$`));
  });
});

describe("the page", () => {
  test("a class of 300 is less than 3 MB, also if everybody fails everything", () => {
    expect(classPage(CLASS, { ...PARTS, implOf }).length).toBeLessThan(3_000_000);
    const labs = CLASS[0].labs.map(failedWholly);
    const failing = CLASS.map((grade) => ({ ...grade, labs }));
    expect(Buffer.byteLength(classPage(failing, { ...PARTS, implOf }))).toBeLessThan(3_000_000);
  });

  test("the same grades give the same page", () => {
    expect(classPage(sampleGrades(30), { ...PARTS, implOf })).toBe(classPage(sampleGrades(30), { ...PARTS, implOf }));
  });

  test("names stay names", () => {
    const names = fc.oneof(fc.constantFrom(...ODD_NAMES), fc.string({ unit: "binary" }), fc.string());
    fc.assert(
      fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 4 }), (drawn) => {
        const page = classPage(drawn.map(named), { ...PARTS, implOf });
        expect(scriptsIn(page)).toBe(2);
        expect(page).not.toMatch(/<img|<!--/);
        const [, text] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)!;
        expect((JSON.parse(text) as ClassData).submissions.map(({ name }) => name)).toEqual(drawn);
      }),
      { numRuns: 30 },
    );
  });

  test("a command to replay names the submission's folder", () => {
    const page = classPage(CLASS, { ...PARTS, implOf });
    const [{ tests }] = clustersOf(CLASS);
    const { token, submission } = tests[0].example;
    const words = ["replay", token, "--impl", implOf(CLASS[submission].submission)];
    expect(page).toContain(words.map((word) => `<span>${word}</span>`).join(" "));
  });

  test("an empty class has a page too", () => {
    expect(classPage([], { ...PARTS, implOf })).toContain("<h1>0 submissions: no grade yet</h1>");
  });
});

/** A lab of which every test fails, each seed another. */
function failedWholly(lab: Grade["labs"][number]): Grade["labs"][number] {
  const { lab: name } = lab;
  const tests = columnsOf(CLASS).filter((each) => each.lab === name);
  const known = allTests(CLASS).find(({ verdict }) => verdict === "fail")!;
  return {
    ...{ lab: name, status: "graded", points: 100, earned: 0, problems: [] },
    tests: tests.map(({ scenario, title, points }, i) => ({
      ...{ ...known, scenario, title, points },
      failure: { ...known.failure!, token: `${name}/${scenario}/${4_000_000_000 + i}`, cause: `cause ${i % 60}` },
    })),
  };
}
