import { labName, plural } from "../report/classic";
import { few } from "../report/few";
import { isColoured, paintFor, type Paint } from "../report/paint";
import { problemLine } from "../report/problems";
import { EXIT } from "../run/outcome";
import { labs as allLabs } from "../scenarios/registry";
import { checkLab, checkSubmission } from "./choose";
import { writeAsked } from "./output";
import { acceptanceOf, type Acceptance, type Part } from "./submit-check/acceptance";
import type { Submission } from "../grade/submission";

/** Options of `raftlab submit-check`, as typed. */
export interface SubmitCheckOptions {
  impl: string;
  json?: string;
}

/** Problems that are shown of each kind; a file of another language has thousands. */
const SHOWN_MAX = 20;

/** A heading and what stands under it; nothing where there is nothing. */
function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...few(lines, SHOWN_MAX).map((line) => `  ${line}`), ""];
}

function filesText({ files, ignored, notes }: Submission): string[] {
  const taken = files.map(({ name, text }) => `${name.padEnd(24)} ${plural(Buffer.byteLength(text), "byte")}`);
  return [...section("Taken:", taken), ...section("Not taken:", ignored), ...notes.flatMap((note) => [note, ""])];
}

function partText({ lab, isGradable, problems, gaps }: Part, paint: Paint): string[] {
  const name = `Lab ${labName(lab)}`;
  if (!isGradable) {
    const others = problems.length > 1 ? ` (and ${plural(problems.length - 1, "other error")})` : "";
    return [paint.bad(`${name}  can be graded: no, because of this: ${problemLine(problems[0])}${others}`)];
  }
  if (gaps.length === 0) return [paint.good(`${name}  can be graded: yes`)];
  return [
    paint.doubt(`${name}  can be graded: yes, but still to be written are:`),
    ...gaps.map(({ what, file, line }) => `          ${what} (${file}:${line})`),
  ];
}

function textOf({ submission, parts }: Acceptance, paint: Paint): string {
  const problems = [...new Set(parts.flatMap((part) => part.problems.map(problemLine)))];
  // One that is the reason of everything is said below, once a lab.
  const errors = problems.length > 1 ? section("Errors:", problems) : [];
  return [...filesText(submission), ...errors, ...parts.flatMap((part) => partText(part, paint)), ""].join("\n");
}

/** As docs/json.md says. */
function jsonOf({ submission, parts }: Acceptance): object {
  const files = submission.files.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) }));
  return { format: "raftlab/submit-check/1", ...submission, files, parts };
}

/** `raftlab submit-check [labs…]`: what the grader will accept. @returns the exit code */
export async function submitCheck(names: readonly string[], options: SubmitCheckOptions): Promise<number> {
  const impl = checkSubmission(options.impl);
  names.forEach(checkLab);
  const labs = allLabs.filter((lab) => names.length === 0 || names.includes(lab));
  const acceptance = await acceptanceOf(impl, labs);
  process.stdout.write(textOf(acceptance, paintFor(isColoured(process.stdout, process.env))));
  if (options.json !== undefined) writeAsked(options.json, `${JSON.stringify(jsonOf(acceptance), null, 2)}\n`);
  return acceptance.parts.every(({ isGradable }) => isGradable) ? EXIT.pass : EXIT.fail;
}
