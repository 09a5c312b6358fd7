import { escape } from "../../report/markup";
import type { LawCount } from "./cluster";
import { sortHead } from "./submissions-section";
import { failureRate, mostFailedFirst, nameOfTest, type TestColumn } from "./test-column";

/** All tests, the most failed first, and those that say nothing of anybody as all pass or none does. */
export function testsSection(tests: readonly TestColumn[]): string {
  if (tests.length === 0) return "";
  const heads = ["points", "run", "passed", "failed", "not started", "unknown"].map((title) =>
    sortHead(title, "number"),
  );
  return `<section id="tests">
<h2>Tests, most failed first</h2>
${extremes(tests)}
<div class="frame" tabindex="0" role="region" aria-label="Tests">
<table class="sortable lines">
<thead><tr>${sortHead("don’t pass", "number", "of those run", "descending")}${sortHead("test", "")}${heads.join("")}</tr></thead>
<tbody>
${mostFailedFirst(tests).map(rowOf).join("\n")}
</tbody>
</table>
</div>
</section>`;
}

function rowOf(test: TestColumn): string {
  const rate = failureRate(test);
  const share = `${Math.round(rate * 100)} %`;
  const counts = [test.points, test.ran, test.passed, test.failed, test.notStarted, test.unknown];
  const bar = rate === 0 ? "" : `<span class="bar" style="width:${(rate * 100).toFixed(1)}%"></span>`;
  return `<tr><td class="rate" data-value="${rate.toFixed(4)}"><span class="track">${bar}<span class="value">${share}</span></span></td><td>${testMarkup(test)}</td>${counts.map((each) => `<td class="number" data-value="${each}">${each || "·"}</td>`).join("")}</tr>`;
}

/** `2b/backup` and its title. */
export function testMarkup(test: Pick<TestColumn, "lab" | "scenario" | "title">): string {
  return `<span class="test">${escape(nameOfTest(test))}</span> <span class="faint">${escape(test.title)}</span>`;
}

function extremes(tests: readonly TestColumn[]): string {
  const run = tests.filter(({ ran }) => ran > 0);
  const all = run.filter(({ ran, passed }) => passed === ran);
  const none = run.filter(({ passed }) => passed === 0);
  return `${listed("Everyone passes", all)}
${listed("No one passes", none)}`;
}

function listed(title: string, tests: readonly TestColumn[]): string {
  if (tests.length === 0) return `<p><b>${title}:</b> none of them.</p>`;
  const names = tests.map((test) => `<span class="test">${escape(nameOfTest(test))}</span>`);
  return `<p><b>${title} (${tests.length}):</b> ${names.join(", ")}. <span class="faint">Of those of whom it was run.</span></p>`;
}

/** The laws that were broken, those of most submissions first. */
export function lawsSection(laws: readonly LawCount[]): string {
  if (laws.length === 0) return "";
  const rows = laws.map(
    ({ title, source, submissions, failures, tests }) =>
      `<tr><td>${escape(title)} <span class="faint">${escape(source)}</span></td>${[submissions, failures, tests].map((each) => `<td class="number" data-value="${each}">${each}</td>`).join("")}</tr>`,
  );
  return `<section id="laws">
<h2>Laws, most broken first</h2>
<table class="sortable lines">
<thead><tr>${sortHead("law", "")}${sortHead("submissions", "number", "", "descending")}${sortHead("failed tests", "number", "of all submissions")}${sortHead("in tests", "number")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</section>`;
}
