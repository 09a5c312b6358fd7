import { DEFAULT_IMPL } from "../../report/command";
import { count } from "../../report/history/words";
import { documentOf, escape } from "../../report/markup";
import { problemLine } from "../../report/problems";
import { isGraded, pointsOf, type Grade, type LabGrade, type TestGrade } from "../result";
import { commandMarkup, replayMarkup } from "./command-markup";
import { MARKS } from "./mark";
import { nameMarkup } from "./name";
import { isHidden, withoutSeed } from "./seed";
import { markOf } from "./test-column";
import { visibleName } from "./visible-name";

/** What a student's page depends on besides the grade. */
export interface StudentPageOptions {
  style: string;
  /** The submission's folder, as commands name it. */
  impl?: string;
  /** Whether hidden seeds may be read from it: never in what students get, if the next class is graded with the same salt. */
  showHidden: boolean;
  /** The picture of a test's failed run, as a link from this page; `undefined` where there is none. */
  timelineOf: (test: TestGrade) => string | undefined;
}

/** A student's page: points, verdicts, and all of each failure. It tells of nobody else, and runs nothing. */
export function studentPage(grade: Grade, options: StudentPageOptions): string {
  const { submission, notes, labs } = grade;
  const { earned, points } = pointsOf(grade);
  const said = isGraded(grade) ? `${earned} of ${points} points` : "no grade yet";
  const body = `<header>
<h1>${nameMarkup(submission)}: ${said}</h1>
${notes.map((note) => `<p>${escape(note)}</p>`).join("\n")}
${pointsTable(labs)}
</header>
<main>
${labs.map((lab) => labSection(lab, options)).join("\n")}
</main>`;
  return documentOf({ title: `${visibleName(submission)}: ${said}`, style: options.style, body });
}

function pointsTable(labs: readonly LabGrade[]): string {
  const rows = labs.map((lab) => {
    const passed = lab.tests.filter(({ verdict }) => verdict === "pass").length;
    const tests = lab.status === "graded" ? `${passed} of ${count(lab.tests.length, "test")} passed` : statusWords(lab);
    const points = isGraded({ labs: [lab] }) ? String(lab.earned) : "?";
    return `<tr><th scope="row"><a href="#lab-${lab.lab}">Lab ${lab.lab.toUpperCase()}</a></th><td class="number">${points}</td><td class="faint">of ${lab.points}</td><td>${escape(tests)}</td></tr>`;
  });
  return `<table class="lines points">
<thead class="unseen"><tr><th>lab</th><th>points</th><th>to be had</th><th>tests</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}

const STATUS_WORDS = {
  graded: "",
  "not-run": "Not run.",
  rejected: "Rejected.",
  fault: "No grade yet: a fault of ours.",
};

function statusWords({ status, because = "" }: LabGrade): string {
  // What a machine's fault says concerns its owner.
  return status === "fault" ? STATUS_WORDS.fault : `${STATUS_WORDS[status]} ${because}`;
}

function labSection(lab: LabGrade, options: StudentPageOptions): string {
  const failed = lab.tests.filter(({ verdict }) => verdict !== "pass");
  const parts = [
    ...(lab.status === "graded" ? [] : [`<p>${escape(statusWords(lab))}</p>`]),
    ...(lab.problems.length === 0 ? [] : [`<pre>${escape(lab.problems.map(problemLine).join("\n"))}</pre>`]),
    ...(lab.tests.length === 0 ? [] : [testsTable(lab)]),
    ...failed.map((test) => failedTest(lab, test, options)),
  ];
  return `<section id="lab-${lab.lab}">
<h2>Lab ${lab.lab.toUpperCase()}</h2>
${parts.join("\n")}
</section>`;
}

function anchorOf({ lab }: LabGrade, { scenario }: TestGrade): string {
  return `${lab}-${scenario}`;
}

function testsTable(lab: LabGrade): string {
  const rows = lab.tests.map((test) => {
    const { title, scenario, verdict, earned, points, seedsPassed, seedsPlanned } = test;
    const mark = markOf(lab, scenario);
    const name = verdict === "pass" ? escape(title) : `<a href="#${escape(anchorOf(lab, test))}">${escape(title)}</a>`;
    return `<tr><td><span class="swatch mark-${mark}">${MARKS[mark].sign}</span>${MARKS[mark].word}</td><td>${name}</td><td class="number">${earned} <span class="faint">of ${points}</span></td><td class="number">${seedsPassed} <span class="faint">of ${seedsPlanned}</span></td></tr>`;
  });
  return `<table class="lines">
<thead><tr><th scope="col">verdict</th><th scope="col">test</th><th scope="col" class="number">points</th><th scope="col" class="number">seeds passed</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}

function failedTest(lab: LabGrade, test: TestGrade, options: StudentPageOptions): string {
  const { title, scenario, failure, reason } = test;
  const { sign, word } = MARKS[markOf(lab, scenario)];
  const why = reason === undefined ? [] : [`<p>${escape(reason)}</p>`];
  const shown = failure === undefined ? [] : failureParts(lab, test, options);
  return `<article id="${escape(anchorOf(lab, test))}">
<h3>${sign} ${escape(title)} <span class="faint">${escape(`${lab.lab}/${scenario}`)}, ${word}</span></h3>
${[`<p>${escape(seedsSentence(test))}</p>`, ...why, ...shown].join("\n")}
</article>`;
}

function seedsSentence({ seedsRun, seedsPassed, seedsPlanned }: TestGrade): string {
  const rest = seedsRun < seedsPlanned ? `, ${seedsRun} were run` : "";
  return `${seedsPassed} of ${seedsPlanned} seeds passed${rest}.`;
}

/** The end of a message says how to replay it: here that stands below, for the folder at hand. */
function withoutWayOn(message: string): string {
  const end = message.lastIndexOf("\n  Replay:");
  return end < 0 ? message : message.slice(0, end).trimEnd();
}

function failureParts({ lab }: LabGrade, test: TestGrade, options: StudentPageOptions): string[] {
  const { token, message } = test.failure!;
  const text = withoutWayOn(message);
  if (isHidden(test) && !options.showHidden) {
    const more = `npx --no-install raftlab test ${lab}/${test.scenario} --seeds 1000`;
    return [
      `<pre class="message">${escape(withoutSeed(text, token))}</pre>`,
      `<p>This run’s seed is hidden. More seeds may show the same: ${commandMarkup(more)}</p>`,
    ];
  }
  const timeline = options.timelineOf(test);
  const link = timeline === undefined ? "" : ` <a href="${escape(timeline)}">Timeline of this run</a>`;
  return [
    `<pre class="message">${escape(text)}</pre>`,
    `<p>Token <code>${escape(token)}</code>.${link}</p>`,
    `<p>Replay: ${replayMarkup(token, options.impl ?? DEFAULT_IMPL)}</p>`,
  ];
}
