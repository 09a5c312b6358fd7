import { documentOf, escape, type PageParts } from "../../report/markup";
import type { Grade } from "../result";
import { causesSection } from "./causes-section";
import { clustersOf, lawsOf } from "./cluster";
import { headlineOf } from "./headline";
import { heatSection } from "./heat-section";
import { leftOutSection } from "./left-out-section";
import { pointsSection } from "./points-section";
import { classDataOf } from "./submission-data";
import { submissionsSection } from "./submissions-section";
import { columnsOf } from "./test-column";
import { lawsSection, testsSection } from "./tests-section";

/** What the class's page depends on besides the grades. */
export interface ClassPageOptions extends PageParts {
  /** A submission's folder, as commands name it. */
  implOf: (submission: string) => string;
}

const SECTIONS = {
  points: "Points",
  submissions: "Submissions",
  heat: "Tests × submissions",
  causes: "Causes",
  tests: "Tests",
  laws: "Laws",
  "left-out": "Without a verdict",
};

/** report.html: a class at a glance, for its instructor. One file that loads nothing; students' pages lie beside it. */
export function classPage(grades: readonly Grade[], { script, style, implOf }: ClassPageOptions): string {
  const tests = columnsOf(grades);
  const clusters = clustersOf(grades);
  const { title, sentences } = headlineOf(grades);
  const sections = [
    ...(grades.length === 0 ? [] : [pointsSection(grades), submissionsSection(grades)]),
    heatSection(grades.length, tests),
    causesSection(clusters, { grades, implOf }),
    testsSection(tests),
    lawsSection(lawsOf(grades)),
    leftOutSection(grades),
  ];
  const main = sections.filter((section) => section !== "").join("\n");
  const body = `<header>
<h1>${escape(title)}</h1>
<p>${escape(sentences.join(" "))}</p>
<p class="faint">For the instructor: this page names students, and its tokens show the hidden seeds.</p>
${navigation(main)}
</header>
<main>
${main}
</main>`;
  return documentOf({ title, style, script, body, data: classDataOf(grades, tests, clusters) });
}

function navigation(main: string): string {
  const links = Object.entries(SECTIONS).filter(([id]) => main.includes(`<section id="${id}">`));
  return `<nav aria-label="On this page">${links.map(([id, title]) => `<a href="#${id}">${title}</a>`).join(" ")}</nav>`;
}
