import { count } from "../../report/history/words";
import { escape } from "../../report/markup";
import type { Grade } from "../result";
import type { Cluster, TestCluster } from "./cluster";
import { replayMarkup } from "./command-markup";
import { nameLink } from "./name";
import { testMarkup } from "./tests-section";
import { nameOfTest } from "./test-column";

/** Names that stand there at once; all of more come when asked for. */
const NAMES_SHOWN = 4;
/** Tests of a cause that have a line of their own, and causes that are shown: the page is bounded, whatever the class does. */
const TESTS_SHOWN = 12;
const CAUSES_SHOWN = 40;

/** What a cause's markup is made with. */
interface Context {
  grades: readonly Grade[];
  /** The submission's folder, as commands name it. */
  implOf: (submission: string) => string;
}

/** What went wrong in the class, by cause and then by test: whom it hit, and a run to look at. */
export function causesSection(clusters: readonly Cluster[], context: Context): string {
  const shown = clusters.slice(0, CAUSES_SHOWN);
  const rest = clusters.length - shown.length;
  const more =
    rest === 0 ? "" : `\n<p>And ${count(rest, "cause")} more, each of no more submissions than the last.</p>`;
  const none = clusters.length === 0 ? "\n<p>No test failed.</p>" : "";
  return `<section id="causes">
<h2>Failures, by cause</h2>${none}
${shown.map((cluster, number) => clusterMarkup(cluster, number, context)).join("\n")}${more}
</section>`;
}

function clusterMarkup(cluster: Cluster, number: number, context: Context): string {
  const { cause, sources, submissions, failures, tests } = cluster;
  const source = sources.length === 1 ? ` <span class="faint">${escape(sources[0])}</span>` : "";
  const counts = `${count(submissions.length, "submission")}, ${count(failures, "failed test")}`;
  return `<details class="cluster"${number < 3 ? " open" : ""}>
<summary><b>${escape(cause)}</b>${source} <span class="counts">${counts}</span></summary>
<p>${whoMarkup(submissions, { cause: number }, context)}</p>
<table class="lines">
<thead><tr><th scope="col">test</th><th scope="col" class="number">submissions</th><th scope="col">who</th><th scope="col">a run to look at: of the one with the most points</th></tr></thead>
<tbody>
${tests
  .slice(0, TESTS_SHOWN)
  .map((test) => testRow(test, number, context))
  .join("\n")}
</tbody>
</table>${otherTests(tests.slice(TESTS_SHOWN))}
</details>`;
}

function testRow(test: TestCluster, cause: number, context: Context): string {
  const { submissions, example } = test;
  const name = context.grades[example.submission].submission;
  const of = { cause, test: nameOfTest(test) };
  return `<tr><td>${testMarkup(test)}</td><td class="number">${submissions.length}</td><td class="who">${whoMarkup(submissions, of, context)}</td><td>${replayMarkup(example.token, context.implOf(name))}</td></tr>`;
}

function otherTests(tests: readonly TestCluster[]): string {
  if (tests.length === 0) return "";
  const names = tests.map((test) => `${escape(nameOfTest(test))} (${test.submissions.length})`);
  return `\n<p class="faint">Also in ${names.join(", ")}.</p>`;
}

function whoMarkup(submissions: readonly number[], of: { cause: number; test?: string }, { grades }: Context): string {
  const names = submissions.slice(0, NAMES_SHOWN).map((number) => nameLink(grades[number].submission));
  const rest = submissions.length - names.length;
  if (rest === 0) return names.join(", ");
  const test = of.test === undefined ? "" : ` data-test="${escape(of.test)}"`;
  return `${names.join(", ")} <button type="button" class="more" data-cause="${of.cause}"${test}>and ${rest} more</button>`;
}
