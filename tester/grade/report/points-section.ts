import { escape } from "../../report/markup";
import { count } from "../../report/history/words";
import { isGraded, pointsOf, rounded, type Grade } from "../result";
import { distributionOf, medianOf, type Bin } from "./distribution";

/** One picture: points of a lab part, or of all. */
interface Panel {
  title: string;
  /** Of those that have a number. */
  values: number[];
  most: number;
  /** Of `values`, how many are 0 because it was not run or was rejected. */
  idle: string[];
}

function panelsOf(grades: readonly Grade[]): Panel[] {
  const total: Panel = {
    title: "All labs",
    values: grades.filter(isGraded).map((grade) => pointsOf(grade).earned),
    most: pointsOf(grades[0]).points,
    idle: [],
  };
  const labs = grades[0].labs.map(({ lab, points }): Panel => {
    const own = grades.flatMap((grade) => grade.labs.filter((each) => each.lab === lab));
    const idle = (["not-run", "rejected"] as const).flatMap((status) => {
      const found = own.filter((each) => each.status === status).length;
      return found === 0 ? [] : [`${found} ${status.replace("-", " ")}`];
    });
    const values = own.filter((each) => isGraded({ labs: [each] })).map(({ earned }) => earned);
    return { title: `Lab ${lab.toUpperCase()}`, values, most: points, idle };
  });
  return labs.length === 1 ? labs : [total, ...labs];
}

/** How the points are distributed, of all labs and of each. `grades` isn't empty. */
export function pointsSection(grades: readonly Grade[]): string {
  const panels = panelsOf(grades).filter(({ most }) => most > 0);
  return `<section id="points">
<h2>Points</h2>
<div class="panels">
${panels.map(panelMarkup).join("\n")}
</div>
</section>`;
}

function panelMarkup({ title, values, most, idle }: Panel): string {
  const bins = distributionOf(values, most);
  const highest = Math.max(1, ...bins.map((bin) => bin.count));
  const median = medianOf(values);
  const said = [
    median === undefined ? "no grade yet" : `median ${rounded(median)} of ${most}`,
    ...(idle.length === 0 ? [] : [`${idle.join(" and ")} with 0`]),
  ];
  return `<table class="histogram">
<caption><b>${title}</b> <span class="faint">${escape(said.join(", "))}</span></caption>
<thead class="unseen"><tr><th>points</th><th>submissions</th></tr></thead>
<tbody>
${bins.map((bin) => binMarkup(bin, highest)).join("\n")}
</tbody>
</table>`;
}

function binMarkup(bin: Bin, highest: number): string {
  const share = ((bin.count / highest) * 100).toFixed(1);
  const bar = bin.count === 0 ? "" : `<span class="bar" style="width:${share}%"></span>`;
  return `<tr title="${escape(`${count(bin.count, "submission")} with ${bin.label} points`)}"><th scope="row">${bin.label}</th><td><span class="track">${bar}<span class="value">${bin.count || "·"}</span></span></td></tr>`;
}
