import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { FAILED_TEST, gradeWith, labWith, testWith, THREW_TEST, UNKNOWN_TEST } from "./sample";
import { missingTimelines, removeOtherTimelines, wantedTimelines, type WantedTimeline } from "./timelines";

const KIT = { version: "1", hash: "k1", nodeMajor: 20 };
/** Of its two failed tests the first failed on an open seed, and the other on a hidden one. */
const GRADE = gradeWith([
  labWith([testWith(), FAILED_TEST, UNKNOWN_TEST, THREW_TEST]),
  labWith([testWith()], { lab: "2b" }),
]);

const wantedOf = (choice: "first" | "all" | "none", showHidden = true, grade = GRADE, kit = KIT): WantedTimeline[] =>
  wantedTimelines([grade], kit, { choice, showHidden });
const filesOf = (wanted: readonly WantedTimeline[]): string[] => wanted.map(({ file }) => file);

const FIRST = "students/ada/timelines/2a-re-election-7.html";
const HIDDEN = "students/ada/timelines/2a-lone-server-3000000000.html";

test("the first failed test of each lab part, all, or none", () => {
  expect(filesOf(wantedOf("first"))).toEqual([FIRST]);
  expect(filesOf(wantedOf("all"))).toEqual([FIRST, HIDDEN]);
  expect(wantedOf("none")).toEqual([]);
});

test("for students none of a hidden seed; then the first is the first that may be seen", () => {
  expect(filesOf(wantedOf("all", false))).toEqual([FIRST]);
  const turned = gradeWith([labWith([THREW_TEST, FAILED_TEST])]);
  expect(filesOf(wantedOf("first", true, turned))).toEqual([HIDDEN]);
  expect(filesOf(wantedOf("first", false, turned))).toEqual([FIRST]);
});

test("a run that the watchdog ended has none", () => {
  const failure = { ...FAILED_TEST.failure!, violation: { ...FAILED_TEST.failure!.violation, n: 0 } };
  expect(wantedOf("all", true, gradeWith([labWith([{ ...FAILED_TEST, failure }])]))).toEqual([]);
});

test("another submission or kit is another picture in the same place", () => {
  const [{ key, file }] = wantedOf("first");
  const others = [
    wantedOf("first", true, { ...GRADE, submissionHash: "other" }),
    wantedOf("first", true, GRADE, { ...KIT, hash: "k2" }),
  ];
  for (const [other] of others) {
    expect(other.file).toBe(file);
    expect(other.key).not.toBe(key);
  }
});

describe("among the files", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "timelines-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const whole = ({ key }: WantedTimeline): string => `<!doctype html>\n<!-- raftlab timeline ${key} -->\n`;

  test("what is whole stays; half a page, a draft, an older one and a stray go", () => {
    const wanted = wantedOf("all");
    const [first, hidden] = wanted;
    put(first.file, whole(first));
    put(hidden.file, whole(hidden).slice(0, -5));
    put(`${hidden.file}.new`, "half");
    put("students/bob/timelines/2a-re-election-7.html", whole(first));
    expect(missingTimelines(wanted, folder)).toEqual([hidden]);
    removeOtherTimelines(wanted, folder);
    expect(readdirSync(dirname(join(folder, first.file)))).toEqual(["2a-re-election-7.html"]);
    expect(readdirSync(join(folder, "students/bob/timelines"))).toEqual([]);
    put(hidden.file, whole(first));
    expect(missingTimelines(wanted, folder)).toEqual([hidden]);
  });

  test("for students what shows a hidden seed goes, though it is whole", () => {
    const wanted = wantedOf("all");
    for (const each of wanted) put(each.file, whole(each));
    removeOtherTimelines(wantedOf("all", false), folder);
    expect(wanted.map(({ file }) => existsSync(join(folder, file)))).toEqual([true, false]);
  });
});
