import type { Problem, ScenarioResult, SuiteResult } from "../run/result";
import { Trace } from "../trace/trace";
import { headLine, resultLine } from "./classic";
import { diagnosisOf } from "./diagnosed";
import { failureText, logSection } from "./failure";
import { notStartedText } from "./not-started";
import type { Paint } from "./paint";
import { problemsText } from "./problems";
import { noProgress, type Progress } from "./progress";
import { printedIn } from "./printed";
import { summaryText } from "./summary";
import { writeTimeline, type FailureFiles } from "./timeline/files";

/** Where and how a report is printed. */
export interface TerminalOptions {
  write: (text: string) => void;
  paint: Paint;
  /** The submission's folder, as it was given. */
  impl: string;
  /** Show what the servers printed in runs that passed, too. */
  verbose: boolean;
  progress?: Progress;
  /** For the timelines of failed runs. */
  failures: FailureFiles;
}

/** Prints results as they come. */
export class TerminalReport {
  private readonly progressLine: Progress;
  /** Results withheld as long as all are «not started»: then one sentence says it all. */
  private gaps: ScenarioResult[] | undefined = [];
  /** What is printed next stands apart already. */
  private hasGap = true;

  constructor(private readonly options: TerminalOptions) {
    this.progressLine = options.progress ?? noProgress;
  }

  progress(done: number, total: number): void {
    this.progressLine.update(done, total);
  }

  problems(problems: readonly Problem[]): void {
    this.print(problemsText(problems, this.options.impl, this.options.paint));
  }

  scenario(result: ScenarioResult): void {
    if (this.gaps !== undefined && result.verdict === "not-started") {
      this.gaps.push(result);
      return;
    }
    this.releaseGaps();
    this.show(result);
  }

  end(suite: SuiteResult): void {
    const gap = suite.scenarios.find(({ verdict }) => verdict === "not-started")?.shown?.violation;
    const isWholeStory = this.gaps !== undefined && this.gaps.length > 0 && suite.fault === undefined;
    if (!isWholeStory) this.releaseGaps();
    const { impl, paint } = this.options;
    if (gap !== undefined) this.paragraph(notStartedText(gap, impl, paint));
    if (suite.scenarios.length > 0) this.paragraph(summaryText(suite, paint));
    if (suite.fault !== undefined) this.fault(suite.fault);
    this.progressLine.clear();
  }

  /** An error of the kit's own. */
  fault(text: string): void {
    const { paint } = this.options;
    this.paragraph(`${paint.bad("tester: an error of raftlab's own, not of your code:")} ${text}`);
  }

  private releaseGaps(): void {
    const gaps = this.gaps ?? [];
    this.gaps = undefined;
    for (const result of gaps) this.show(result);
  }

  private show(result: ScenarioResult): void {
    const { paint } = this.options;
    const lines = [headLine(result), resultLine(result, paint)];
    if (result.verdict === "fail") lines.push(this.failure(result), "");
    else if (this.options.verbose && result.trace !== undefined) {
      lines.push(...logSection(printedIn(Trace.parse(result.trace)), paint, Infinity));
    }
    this.print(lines.join("\n"));
  }

  private failure(result: ScenarioResult): string {
    const { impl, paint, failures } = this.options;
    const timeline = writeTimeline(result, impl, failures);
    return failureText(result.shown!, {
      ...{ impl, paint, timeline, smaller: result.smaller },
      diagnosis: diagnosisOf(result),
    });
  }

  /** With a blank line before it, unless there is one or nothing. */
  private paragraph(text: string): void {
    this.print(this.hasGap ? text : `\n${text}`);
  }

  private print(text: string): void {
    this.progressLine.clear();
    this.options.write(`${text}\n`);
    this.hasGap = text.endsWith("\n");
  }
}
