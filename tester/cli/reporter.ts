/** jest's reporter for the labs: prints the lines that students know, and nothing of jest's own. */
import type { Reporter, Test, TestCaseResult, TestResult } from "@jest/reporters";
import { askedImpl, isVerbose } from "./asked";
import { giveUp, told, TOLD_MARK, type Told } from "./channel";
import { terminalReport } from "./output";

export default class LabReporter implements Pick<Reporter, "onTestCaseResult" | "onTestFileResult"> {
  private report = newReport();
  private isGivingUp = false;

  constructor() {
    told.subscribe((message) => this.onTold(message as Told));
    // Not once: jest has no handler of its own, and the children must end first.
    process.on("SIGINT", () => this.onInterrupt());
    process.on("SIGTERM", () => this.onInterrupt());
  }

  /** Shows what wasn't told through the channel: bad input, an error of the kit's own. */
  onTestCaseResult(_test: Test, result: TestCaseResult): void {
    for (const message of result.failureMessages) {
      const text = message.replace(/^Error: /, "");
      if (!text.startsWith(TOLD_MARK)) process.stdout.write(`raftlab: ${withoutStack(text)}\n`);
    }
  }

  onTestFileResult(_test: Test, { testExecError }: TestResult): void {
    if (testExecError !== undefined) this.report.fault(String(testExecError.stack ?? testExecError.message));
  }

  private onTold(message: Told): void {
    switch (message.kind) {
      case "problems":
        return this.report.problems(message.problems);
      case "scenario":
        return this.report.scenario(message.result);
      case "progress":
        return this.report.progress(message.done, message.total);
      case "end":
        this.report.end(message.suite);
        // A further suite begins a report of its own.
        this.report = newReport();
    }
  }

  private onInterrupt(): void {
    if (this.isGivingUp) process.exit(130);
    this.isGivingUp = true;
    giveUp.publish(undefined);
  }
}

function newReport(): ReturnType<typeof terminalReport> {
  return terminalReport(askedImpl(process.env), isVerbose(process.env));
}

function withoutStack(text: string): string {
  return text.replace(/(\n\s+at .*)+$/, "");
}
