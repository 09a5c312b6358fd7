import { documentOf, escape, type PageParts } from "../markup";
import type { HistoryReport, PageOperation } from "./history-report";
import { countsOf, shorten, smallestOf, spanOf, stuckOf } from "./words";

function row(operation: PageOperation): string {
  const { client, text } = operation;
  const what = `<td class="what" title="${escape(text)}">${escape(shorten(text, 240))}</td>`;
  return `<tr><td>${escape(client)}</td><td>${spanOf(operation)}</td>${what}</tr>`;
}

function table(caption: string, operations: readonly PageOperation[], clock: string): string {
  if (operations.length === 0) return "";
  return `<table>
<caption>${caption}</caption>
<thead><tr><th>client</th><th>${clock}s</th><th>what it asked for → what it saw</th></tr></thead>
<tbody>
${operations.map(row).join("\n")}
</tbody>
</table>`;
}

function violationTables(report: HistoryReport): string {
  if (report.verdict !== "not") return "";
  const { clock } = report.data;
  return `<div class="tables">
${table("◆ The smallest set found that has no order", smallestOf(report), clock)}
${table("✕ Where the longest order stops, none of these fits", stuckOf(report), clock)}
</div>`;
}

const SIGNS = { linearizable: "✓", not: "✕", unknown: "?" } as const;

function options({ data }: HistoryReport): string {
  const ofPart = data.parts.map(
    ({ name, verdict, operations }, i) =>
      `<option value="${i}">${SIGNS[verdict]} ${escape(name)} (${operations})</option>`,
  );
  return [...ofPart, `<option value="all">all (${data.operations.length})</option>`].join("\n");
}

function legend({ verdict }: HistoryReport): string {
  const bar = (className: string, text: string) => `<span><span class="bar swatch ${className}"></span>${text}</span>`;
  return [
    bar("", "from invocation to return"),
    bar("open", "never returned"),
    `<span><span class="point">3</span>takes effect here, third</span>`,
    ...(verdict === "not" ? [bar("smallest", "◆ smallest set"), bar("stuck", "✕ can’t come next")] : []),
  ].join("\n");
}

/** The picture: one file that loads nothing, with a lane a client. */
export function historyPage(report: HistoryReport, parts: PageParts): string {
  const { file, model, headline, sentences, stop, data, verdict } = report;
  const said = [...sentences, ...(stop === undefined ? [] : [stop])].map((text) => `<p>${escape(text)}</p>`);
  const body = `<header>
<h1>${SIGNS[verdict]} ${escape(headline)}</h1>
${said.join("\n")}
<p class="faint">${escape(`${file}: a ${model} history, ${countsOf(report)}.`)}</p>
${violationTables(report)}
</header>
<div id="controls">
<label>${model === "register" ? "Register" : "Key"} <select id="part">
${options(report)}
</select></label>
${verdict === "not" ? '<label><input type="checkbox" id="only"> only the smallest set</label>' : ""}
<span>Zoom <button id="wider" aria-label="smaller">−</button> <button id="closer" aria-label="larger">+</button></span>
<div class="legend">
${legend(report)}
</div>
</div>
<main id="chart" aria-label="A lane a client, time from left to right"><div id="canvas"></div></main>
<footer>
<section id="detail" aria-live="polite" aria-label="The chosen operation"></section>
<p class="faint keys">Keys: Tab to the operations, arrows along a client and between clients, <kbd>n</kbd> and
<kbd>p</kbd> to the next and the previous in the order.</p>
</footer>`;
  const title = `${file}: ${verdict === "not" ? "not linearizable" : verdict}`;
  return documentOf({ title, ...parts, data, body });
}
