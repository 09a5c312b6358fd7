import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { documentOf, escape } from "../../tester/report/markup";
import { LABS } from "../../tester/scenarios/scenario";
import { nameOfCell, type Cell } from "./cell";
import { isOwed, type Column, type Matrix, type MutantRow } from "./matrix";

/** `date`: the day, as it is shown. */
export function matrixPage(matrix: Matrix, date: string): string {
  const style = readFileSync(join(kitRoot(), "solutions-private", "bank", "page.css"), "utf8");
  const body = `${header(matrix, date)}
${grid(matrix)}
${survivors(matrix)}
${rightPrograms(matrix)}
${canaries(matrix)}`;
  return documentOf({ title: "Kill matrix", style, body });
}

function header({ totals, seeds, kit, until, without, only }: Matrix, date: string): string {
  const { owed, killed, indistinguishable, classic, firstKillCpuMs, right, rightRuns, falseAlarms } = totals;
  const limits = [...(without ? [`without the law ${without}`] : []), ...(only ? [`only ${only}`] : [])];
  return `<h1>${killed} of ${owed} wrong programs are caught</h1>
<p>${indistinguishable.length} more needn’t be. CPU time to the first kill: median ${seconds(firstKillCpuMs.median)}, at
most ${seconds(firstKillCpuMs.max)}. The classic scenarios alone catch ${classic.oneSeed} at one seed each, ${classic.all} at all
seeds.${right === 0 ? "" : ` ${right} right programs: ${falseAlarms} false alarms in ${rightRuns} runs.`}</p>
<p class="faint">${[...limits, `seeds: ${seeds.choice} from ${seeds.base}`, `kit ${kit.hash.slice(0, 12)}`, `Node ${kit.nodeMajor}`, date].map(escape).join(" · ")}</p>
<div class="controls">
<span><span class="swatch k1">1</span>seeds to first kill: one</span>
<span><span class="swatch k2">2</span>up to eight</span>
<span><span class="swatch k3">9</span>more</span>
<span><span class="swatch only">1</span>nothing else kills it</span>
<span><span class="swatch">·</span>not killed</span>
<span><b>bold</b>: of the classic suite</span>
<label><input type="checkbox" id="classic"> classic scenarios alone</label>
<label><input type="checkbox" id="survivors"> survivors alone</label>
</div>
${until === "first" ? "<p>Each row ends at its first kill: what isn’t filled was not tried further.</p>" : ""}`;
}

// ---- the grid ----

function grid({ mutants, scenarios }: Matrix): string {
  const columns = scenarios.filter((column) => column.mutants > 0);
  if (columns.length === 0) return "";
  const bodies = LABS.map((lab) => ({ lab, rows: mutants.filter((row) => row.lab === lab) }));
  return `<div class="frame"><table class="matrix">
${gridHead(columns)}
${bodies
  .filter(({ rows }) => rows.length > 0)
  .map(({ lab, rows }) => gridBody(lab, rows, columns))
  .join("\n")}
</table></div>`;
}

const SUMS = ["kills", "cheapest killer", "CPU ms", "law"];

function gridHead(columns: readonly Column[]): string {
  const labs = LABS.map((lab) => columns.filter((column) => column.lab === lab)).filter((own) => own.length > 0);
  // A group of columns is as wide as those of it that are shown.
  const groups = labs.map((own) =>
    own.map((column, i) => `<th class="${kindOf(column)}">${i === 0 ? own[0].lab : ""}</th>`).join(""),
  );
  const sums = SUMS.map((sum) => `<th class="sum">${sum}</th>`).join("");
  const blanks = SUMS.map(() => `<th></th>`).join("");
  return `<thead>
<tr class="labs"><th class="name"></th>${blanks}${groups.join("")}</tr>
<tr class="scenarios"><th class="name">mutant</th>${sums}${columns.map(columnHead).join("")}</tr>
<tr class="sums"><th class="name">mutants killed</th>${blanks}${columns.map(columnSum).join("")}</tr>
</thead>`;
}

function kindOf({ classic }: Column): string {
  return classic ? "classic" : "fresh";
}

function columnHead(column: Column): string {
  return `<th class="${kindOf(column)}" title="${escape(`${nameOfCell(column)}: ${column.title}`)}"><span>${escape(column.scenario)}</span></th>`;
}

function columnSum(column: Column): string {
  const { kills, mutants, onlyKillerOf } = column;
  const alone = onlyKillerOf.length === 0 ? "" : `; the only killer of ${onlyKillerOf.join(", ")}`;
  return `<th class="${kindOf(column)}" title="${escape(`kills ${kills} of ${mutants}${alone}`)}">${kills}</th>`;
}

function gridBody(lab: string, rows: readonly MutantRow[], columns: readonly Column[]): string {
  const owed = rows.filter(isOwed);
  const killed = owed.filter(({ first }) => first !== undefined).length;
  const title = `<tr class="group"><th colspan="${1 + SUMS.length}">${lab}: ${killed} of ${owed.length} killed</th></tr>`;
  return `<tbody>\n${title}\n${rows.map((row) => gridRow(row, columns)).join("\n")}\n</tbody>`;
}

function gridRow(row: MutantRow, columns: readonly Column[]): string {
  const { name, sin, source, cells, first, cheapest } = row;
  const met = new Map(cells.map((cell) => [nameOfCell(cell), cell]));
  const kills = cells.filter(({ kill }) => kill !== undefined).length;
  const kill = met.get(cheapest ?? "")?.kill;
  const sums = [`${kills}/${cells.length}`, cheapest ?? fateOf(row), kill?.cpuMs.toFixed(0) ?? ""];
  const law = `<td class="law">${escape(kill?.law ?? "")}</td>`;
  return `<tr class="${first === undefined ? "alive" : "killed"}"><th class="name" title="${escape(`${sin} ${source}`)}">${escape(name)}</th>${sums.map((sum) => `<td class="sum">${escape(sum)}</td>`).join("")}${law}${columns.map((column) => gridCell(met.get(nameOfCell(column)), column, kills)).join("")}</tr>`;
}

function fateOf(row: MutantRow): string {
  return isOwed(row) ? "✕ survives" : "indistinguishable";
}

function gridCell(cell: Cell | undefined, column: Column, kills: number): string {
  const kind = column.classic ? "" : "fresh";
  if (cell === undefined) return `<td class="${kind}"></td>`;
  const { kill, runs } = cell;
  const where = nameOfCell(cell);
  if (kill === undefined) return `<td class="${kind}" title="${escape(`${where}: passes ${runs} runs`)}">·</td>`;
  const shade = kill.number === 1 ? "k1" : kill.number <= 8 ? "k2" : "k3";
  const title = `${where}: ${kill.law} at seed ${kill.seed}, after ${kill.cpuMs.toFixed(0)} ms of CPU`;
  return `<td class="${kind} ${shade}${kills === 1 ? " only" : ""}" title="${escape(title)}">${kill.number}</td>`;
}

// ---- what stands below ----

function survivors({ mutants }: Matrix): string {
  const rows = mutants.filter(({ first }) => first === undefined);
  if (rows.length === 0) return "";
  const lines = rows.map(({ name, lab, sin, source, indistinguishable }) => {
    const why = indistinguishable === undefined ? `<span class="bad">must be caught</span>` : escape(indistinguishable);
    return [escape(name), lab, escape(sin), escape(source), why];
  });
  return table("Not killed", ["mutant", "lab", "what it does wrong", "source", "indistinguishable because"], lines);
}

function rightPrograms({ variants }: Matrix): string {
  if (variants.length === 0) return "";
  const lines = variants.map(({ name, way, runs, cpuMs, cells }) => {
    const alarms = cells.filter(({ kill }) => kill !== undefined);
    const shown = alarms.map((cell) => `${nameOfCell(cell)}/${cell.kill!.seed} (${cell.kill!.law})`).join(", ");
    const verdict = alarms.length === 0 ? "none" : `<span class="bad">${escape(shown)}</span>`;
    return [escape(name), escape(way), String(runs), verdict, seconds(cpuMs)];
  });
  return table("Right programs", ["program", "what it does otherwise", "runs", "false alarms", "CPU"], lines);
}

function canaries({ canaries: rows }: Matrix): string {
  if (rows === undefined) return "";
  const lines = rows.map(({ law, first, only }) => [
    law,
    String(first.length),
    String(only.length),
    escape(only.join(", ")),
  ]);
  return table("Laws switched off, one at a time", ["law", "first to catch", "alone", "which get through"], lines);
}

function table(title: string, head: readonly string[], lines: readonly (readonly string[])[]): string {
  const rows = lines.map((line) => `<tr>${line.map((text) => `<td>${text}</td>`).join("")}</tr>`);
  return `<h2>${title}</h2>
<table class="plain"><thead><tr>${head.map((text) => `<th>${text}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table>`;
}

function seconds(cpuMs: number): string {
  return `${(cpuMs / 1_000).toFixed(2)} s`;
}
