import { FAILED_RESULT, PASSED_RESULT, suiteWith } from "./sample";
import { exitCodeOf, worstVerdict } from "./verdict";

test("the worst of a scenario's runs counts", () => {
  expect(worstVerdict(["pass", "unknown", "not-started", "fail"])).toBe("fail");
  expect(worstVerdict(["pass", "unknown", "not-started"])).toBe("not-started");
  expect(worstVerdict(["pass", "unknown"])).toBe("unknown");
  expect(worstVerdict([])).toBe("pass");
});

test("exit codes: 3 > 1 > 2 > 0", () => {
  const unknown = { ...PASSED_RESULT, verdict: "unknown" as const };
  expect(exitCodeOf(suiteWith([PASSED_RESULT]))).toBe(0);
  expect(exitCodeOf(suiteWith([PASSED_RESULT, unknown]))).toBe(2);
  expect(exitCodeOf(suiteWith([unknown, FAILED_RESULT]))).toBe(1);
  expect(exitCodeOf(suiteWith([FAILED_RESULT], { fault: "oops" }))).toBe(3);
  expect(exitCodeOf(suiteWith([], { problems: [{ text: "no" }] }))).toBe(1);
  expect(exitCodeOf(suiteWith([PASSED_RESULT], { isInterrupted: true }))).toBe(2);
});
