/** What GitHub Actions shows of a run: a summary in Markdown, and annotations beside lines of code. */
import { isGraded, pointsOf, type Grade, type LabGrade, type TestGrade } from "../result";
import { itemsOf, labName, type Item } from "./item";
import { cut, line, plain } from "./plain";

/** GitHub drops a summary above 1 MiB: so many characters of each message keep six labs of messages below it. */
const MESSAGE_MAX = 4_000;

/** Of one submission, for `$GITHUB_STEP_SUMMARY`. */
export function githubSummary(grade: Grade): string {
  const { earned, points } = pointsOf(grade);
  const items = itemsOf(grade);
  const total = isGraded(grade)
    ? `${earned} of ${points} points`
    : `no grade yet, ${earned} of ${points} points so far`;
  const rows = items.map(
    ({ name, status, ...item }) => `| ${cell(name)} | ${status} | ${item.earned} | ${item.points} |`,
  );
  const lines = [
    `## ${cell(grade.submission)}: ${total}`,
    "",
    ...grade.notes.map((note) => `- ${cell(note)}`),
    ...(grade.notes.length > 0 ? [""] : []),
    "| test | result | points | of |",
    "| ---- | ------ | -----: | -: |",
    ...rows,
    ...items.filter(({ status }) => status !== "passed").flatMap(details),
  ];
  return `${lines.join("\n")}\n`;
}

/** Text in which nothing is Markdown or HTML. */
function cell(text: string): string {
  return line(text).replace(/[\\`*_{}[\]<>()#+!|~&@:-]/g, (character) => `&#${character.codePointAt(0)};`);
}

function details({ name, message }: Item): string[] {
  const text = cut(message, MESSAGE_MAX);
  // Longer than any fence in the text.
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return ["", `### ${cell(name)}`, "", `${fence}text`, text, fence];
}

/** Where a submission lies in its repository, so that annotations find its files: `starter`, or `""`. */
export function githubAnnotations(grade: Grade, folder: string): string {
  return grade.labs.flatMap((lab) => [...problemsOf(lab, folder), ...failuresOf(lab, folder)]).join("");
}

function problemsOf({ lab, status, because = "", problems }: LabGrade, folder: string): string[] {
  const title = labName(lab);
  if (status === "graded") return [];
  if (problems.length === 0) return [annotation("warning", { title }, because)];
  return problems.map(({ file, line, column, text }) =>
    annotation("error", { file: within(folder, file), line, col: column, title }, text),
  );
}

function failuresOf({ lab, tests }: LabGrade, folder: string): string[] {
  return tests.flatMap((test) => failureOf(lab, test, folder) ?? []);
}

function failureOf(
  lab: string,
  { title: name, verdict, failure, reason = "" }: TestGrade,
  folder: string,
): string | undefined {
  const title = `${labName(lab)}: ${name}`;
  if (verdict === "unknown") return annotation("warning", { title }, `Unknown: ${reason}`);
  if (failure === undefined) return undefined;
  return annotation("error", { ...placeIn(failure.violation.frames, folder), title }, failure.message);
}

/** The student's own line where an error was thrown: `raft.ts:12:5`, somewhere in the topmost frame that has one. */
function placeIn(frames: readonly string[], folder: string): { file?: string; line?: number; col?: number } {
  for (const frame of frames) {
    const found = /([^\s()]+\.ts):(\d+):(\d+)/.exec(frame);
    if (found !== null) return { file: within(folder, found[1]), line: Number(found[2]), col: Number(found[3]) };
  }
  return {};
}

function within(folder: string, file: string | undefined): string | undefined {
  return file === undefined || folder === "" ? file : `${folder}/${file}`;
}

type Properties = Readonly<Record<string, string | number | undefined>>;

function annotation(level: "error" | "warning", properties: Properties, message: string): string {
  const texts = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${property(line(String(value)))}`);
  return `::${level} ${texts.join(",")}::${data(plain(message))}\n`;
}

/** As the runner's own toolkit escapes what a command says, and its properties. */
function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
