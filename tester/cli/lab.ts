import { diagnosisOf } from "../report/diagnosed";
import { failureText } from "../report/failure";
import { notStartedText } from "../report/not-started";
import { paintFor } from "../report/paint";
import { problemsText } from "../report/problems";
import type { Problem, ScenarioResult } from "../run/result";
import { runSuite } from "../run/suite";
import { askedFor, type Asked } from "./asked";
import { giveUp, SKIP_REST, told, TOLD_MARK, type Told } from "./channel";
import { smallerForFirst } from "./smaller";
import { UsageError } from "./usage";

/** jest's own limit must never be what ends a test: runs have limits of their own. */
const NEVER_MS = 2 ** 31 - 1;

/** What one test waits for: a result, or the reason why there is none. */
type Answer = ScenarioResult | { problems: Problem[] } | { fault: string };

function tell(message: Told): void {
  told.publish(message);
}

/** Runs what was asked for in children, from now on, while jest's tests wait for the answers. */
class LabRun {
  private readonly answers = new Map<string, Promise<Answer>>();
  private readonly settle = new Map<string, (answer: Answer) => void>();
  private readonly controller = new AbortController();
  readonly ended: Promise<void>;

  constructor(private readonly asked: Asked) {
    for (const { name } of asked.scenarios) {
      this.answers.set(name, new Promise((resolve) => this.settle.set(name, resolve)));
    }
    giveUp.subscribe(() => this.controller.abort());
    this.ended = this.run();
  }

  answer(scenario: string): Promise<Answer> {
    return this.answers.get(scenario)!;
  }

  private async run(): Promise<void> {
    const { signal } = this.controller;
    const smaller = this.asked.shrinks ? smallerForFirst(signal) : undefined;
    const options = { ...this.asked, keepGoing: false, inspects: "failed", signal, smaller } as const;
    const suite = await runSuite(options, {
      problems: (problems) => {
        tell({ kind: "problems", problems });
        this.settleAll({ problems });
      },
      scenario: (result) => {
        tell({ kind: "scenario", result });
        this.settle.get(result.scenario)?.(result);
      },
      progress: (done, total) => tell({ kind: "progress", done, total }),
    });
    tell({ kind: "end", suite });
    this.settleAll({ fault: suite.fault ?? "the run was given up" });
  }

  private settleAll(answer: Answer): void {
    for (const settle of this.settle.values()) settle(answer);
  }
}

/** Throws unless it passed. The custom reporter has told it all by then; jest's own shows the message. */
function expectPass(answer: Answer, impl: string): void {
  const paint = paintFor(false);
  if ("problems" in answer) {
    skipRest();
    throw new Error(`${TOLD_MARK} the code has errors\n${problemsText(answer.problems, impl, paint)}`);
  }
  if ("fault" in answer) throw new Error(`${TOLD_MARK} ${answer.fault}`);
  const { verdict, shown, lab, scenario } = answer;
  if (verdict === "pass") return;
  const violation = shown?.violation;
  const text =
    verdict === "not-started" && violation !== undefined
      ? notStartedText(violation, impl, paint)
      : shown !== undefined
        ? failureText(shown, { impl, paint, diagnosis: diagnosisOf(answer) })
        : "";
  throw new Error(`${TOLD_MARK} ${lab}/${scenario}: ${verdict}\n${text}`);
}

function skipRest(): void {
  (globalThis as { [key: symbol]: unknown })[Symbol.for(SKIP_REST)] = true;
}

function tryAskedFor(name: string): Asked | UsageError {
  try {
    return askedFor(name, process.env);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

/** The jest suite of one lab part: a test for each scenario, which asks children for a verdict and only waits. */
export function lab(name: string): void {
  const asked = tryAskedFor(name);
  if (asked instanceof UsageError) {
    test(`lab ${name}`, () => {
      throw new Error(asked.message);
    });
    return;
  }
  const run = new LabRun(asked);
  describe(`lab ${name}`, () => {
    for (const { name: scenario, title } of asked.scenarios) {
      test(title, async () => expectPass(await run.answer(scenario), asked.impl), NEVER_MS);
    }
    afterAll(() => run.ended, NEVER_MS);
  });
}
