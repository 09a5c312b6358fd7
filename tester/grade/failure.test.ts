import { FAILED, FAILED_RESULT, resultWith, VIOLATION } from "../run/sample";
import { failureOf } from "./failure";

/** The sample's failed run, with the law broken by this server's doing as its text says. */
function failing(trace: string | undefined, what = VIOLATION.what): typeof FAILED_RESULT {
  const shown = { ...FAILED, violation: { ...VIOLATION, what } };
  return resultWith([shown], { scenario: "re-election", verdict: "fail", shown, trace });
}

test("without a trace the cause is the law, and the message what came before it", () => {
  const failure = failureOf(failing(undefined))!;
  expect(failure.cause).toBe("At most one leader a term");
  expect(failure.message).toContain("  Before it:\n    0.911 s  S0 becomes leader of term 3");
  expect(failure.message).toMatch(/\n {2}Often: .*\n\n {2}Replay: {4}npx --no-install raftlab replay \S+$/);
});

test("a trace that makes no sense is nobody's failure but its own", () => {
  const events = [
    { n: 0, atUs: 1, kind: "nonsense" },
    { n: 1, atUs: 2, kind: "state" },
  ];
  const texts = ["no JSON", '{"n":0}\n', events.map((event) => JSON.stringify(event)).join("\n"), "[".repeat(100_000)];
  const plain = failureOf(failing(undefined))!.cause;
  for (const text of texts) expect(failureOf(failing(text))?.cause).toBe(plain);
});

test("what a submission says can't fill a grade", () => {
  const { message } = failureOf(failing(undefined, "x".repeat(90_000)))!;
  expect(message).toContain(`${"x".repeat(400)}`);
  expect(message.length).toBeLessThan(2_000);
});

test("a pass and an unknown have none", () => {
  expect(failureOf({ ...FAILED_RESULT, verdict: "unknown" })).toBeUndefined();
  expect(failureOf(resultWith([]))).toBeUndefined();
});
