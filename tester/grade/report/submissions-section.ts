import { escape } from "../../report/markup";
import { statusOf } from "../grades-csv";
import { isGraded, pointsOf, type Grade, type LabGrade } from "../result";
import { nameLink } from "./name";
import { visibleName } from "./visible-name";

const STATUS_WORDS = { graded: "graded", rejected: "rejected", "grade again": "no grade yet" } as const;

/** All submissions, to be sorted and filtered. */
export function submissionsSection(grades: readonly Grade[]): string {
  const labs = grades[0].labs.map(({ lab, points }) => ({ title: lab, most: points }));
  const columns = [...labs, { title: "total", most: pointsOf(grades[0]).points }];
  const heads = columns.map(({ title, most }) => sortHead(title, "number", `of ${most}`));
  return `<section id="submissions">
<h2>Submissions</h2>
<div class="controls">
<label>Name has <input type="search" id="filter-name" autocomplete="off" spellcheck="false"></label>
<label>Show <select id="filter-status">${filterOptions(grades)}</select></label>
<span id="filter-count" class="faint" aria-live="polite"></span>
</div>
<div class="frame" tabindex="0" role="region" aria-label="Submissions">
<table class="sortable lines" id="submissions-table">
<thead><tr>${sortHead("name", "", "", "ascending")}${heads.join("")}${sortHead("status", "")}</tr></thead>
<tbody>
${grades.map(rowOf).join("\n")}
</tbody>
</table>
</div>
</section>`;
}

/** A head that sorts its column, if the script runs. */
export function sortHead(title: string, kind: "number" | "", below = "", order = "none"): string {
  const more = below === "" ? "" : ` <span class="faint">${escape(below)}</span>`;
  return `<th scope="col" class="${kind}" aria-sort="${order}"><button type="button">${escape(title)}${more}</button></th>`;
}

function filterOptions(grades: readonly Grade[]): string {
  const options = new Map<string, number>([["all", grades.length]]);
  for (const kind of grades.flatMap(kindsOf)) options.set(kind, (options.get(kind) ?? 0) + 1);
  return [...options].map(([kind, found]) => `<option value="${kind}">${kind} (${found})</option>`).join("");
}

/** What a submission can be chosen by. */
function kindsOf(grade: Grade): string[] {
  const { earned, points } = pointsOf(grade);
  const isFull = isGraded(grade) && earned === points;
  const isPartlyRun = grade.labs.some(({ status }) => status === "not-run");
  return [STATUS_WORDS[statusOf(grade)], ...(isFull ? ["all points"] : []), ...(isPartlyRun ? ["labs not run"] : [])];
}

function rowOf(grade: Grade): string {
  const kinds = kindsOf(grade);
  const { earned, points } = pointsOf(grade);
  const total = isGraded(grade)
    ? numberCell(earned, earned === points ? `<b>${earned}</b> ✓` : String(earned))
    : numberCell(-1, "?");
  return `<tr data-kinds="${kinds.join(",")}"><td class="name" data-value="${escape(visibleName(grade.submission))}">${nameLink(grade.submission)}</td>${grade.labs.map(labCell).join("")}${total}<td>${kinds[0]}</td></tr>`;
}

function labCell(lab: LabGrade): string {
  if (!isGraded({ labs: [lab] })) return numberCell(-1, "?", lab.because ?? "a test is unknown");
  if (lab.status === "graded") return numberCell(lab.earned, String(lab.earned));
  const word = lab.status === "rejected" ? "rejected" : "not run";
  return numberCell(0, `<span class="faint">${word}</span>`, lab.because);
}

function numberCell(value: number, markup: string, because?: string): string {
  const title = because === undefined ? "" : ` title="${escape(because)}"`;
  return `<td class="number" data-value="${value}"${title}>${markup}</td>`;
}
