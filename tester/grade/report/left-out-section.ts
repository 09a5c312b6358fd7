import { escape } from "../../report/markup";
import { problemLine } from "../../report/problems";
import type { Grade, LabGrade } from "../result";
import { nameLink } from "./name";

/** A line of a list: whose, which labs, why. */
interface Line {
  submission: string;
  what: string;
  because: string;
}

/** More lines than these are folded away. */
const OPEN_MAX = 20;

/** Submissions whose grade isn't what their tests say: the machine's faults, unknown tests, rejected code, labs not run. */
export function leftOutSection(grades: readonly Grade[]): string {
  const lists = [
    list(
      "No grade yet: a fault of the machine or the kit",
      "The same command tries them again.",
      linesOf(grades, "fault"),
    ),
    list("No grade yet: a test is unknown", "The same command tries them again.", unknownOf(grades)),
    list("Rejected: no test of it counts", "0 points.", linesOf(grades, "rejected")),
    list("Not run, as what it stands on failed", "0 points.", linesOf(grades, "not-run")),
  ].filter((markup) => markup !== "");
  if (lists.length === 0) return "";
  return `<section id="left-out">
<h2>Without a verdict</h2>
${lists.join("\n")}
</section>`;
}

/** A submission's labs of one status, those with the same reason in one line. */
function linesOf(grades: readonly Grade[], status: LabGrade["status"]): Line[] {
  return grades.flatMap(({ submission, labs }) => {
    const reasons = new Map<string, string[]>();
    for (const lab of labs.filter((each) => each.status === status)) {
      const because = reasonOf(lab);
      reasons.set(because, [...(reasons.get(because) ?? []), lab.lab]);
    }
    return [...reasons].map(([because, names]) => ({ submission, what: names.join(" "), because }));
  });
}

function reasonOf({ because = "", problems }: LabGrade): string {
  if (problems.length === 0) return because;
  const more = problems.length === 1 ? "" : `, and ${problems.length - 1} more`;
  return `${because} ${problemLine(problems[0])}${more}`;
}

function unknownOf(grades: readonly Grade[]): Line[] {
  return grades.flatMap(({ submission, labs }) =>
    labs.flatMap(({ lab, tests }) =>
      tests
        .filter(({ verdict }) => verdict === "unknown")
        .map(({ scenario, reason = "" }) => ({ submission, what: `${lab}/${scenario}`, because: reason })),
    ),
  );
}

function list(title: string, consequence: string, lines: readonly Line[]): string {
  if (lines.length === 0) return "";
  const rows = lines.map(
    ({ submission, what, because }) =>
      `<tr><td class="name">${nameLink(submission)}</td><td>${escape(what)}</td><td class="because">${escape(because)}</td></tr>`,
  );
  const submissions = new Set(lines.map(({ submission }) => submission)).size;
  return `<details${lines.length <= OPEN_MAX ? " open" : ""}>
<summary><b>${title}</b> <span class="counts">${submissions} · ${consequence}</span></summary>
<table class="lines">
<thead><tr><th scope="col">submission</th><th scope="col">what</th><th scope="col">why</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</details>`;
}
