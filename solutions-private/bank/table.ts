import type { Paint } from "../../tester/report/paint";
import { nameOfCell } from "./cell";
import { isOwed, type Canary, type Column, type Matrix, type MutantRow, type VariantRow } from "./matrix";

/** Of fewer mutants it means nothing which columns none of them fills. */
const MANY_MUTANTS = 10;

/** Width of lists of names. */
const WIDTH = 118;

/** The matrix for a terminal: rows, survivors, right programs, columns, the sum. */
export function matrixText(matrix: Matrix, paint: Paint): string {
  const { mutants, variants, totals, until, canaries } = matrix;
  const paragraphs = [
    mutantTable(mutants, until, paint),
    survivorsText(mutants, paint),
    ...(variants.length === 0 ? [] : [variantsText(variants, paint)]),
    ...(until === "cell" && mutants.length >= MANY_MUTANTS ? columnsTexts(matrix) : []),
    ...(canaries === undefined ? [] : [canariesText(canaries)]),
    faultsText(matrix, paint),
    totalsText(matrix, paint),
  ];
  return paragraphs.filter((text) => text !== "").join("\n\n") + (totals.mutants > 0 ? `\n${kitText(matrix)}` : "");
}

function mutantTable(mutants: readonly MutantRow[], until: Matrix["until"], paint: Paint): string {
  const killed = mutants.filter(({ first }) => first !== undefined);
  if (killed.length === 0) return "";
  const head = ["mutant", "lab", ...(until === "cell" ? ["scenarios", "cheapest killer"] : ["first killer"])];
  const rows = killed.map((row) => (until === "cell" ? cellRow(row) : firstRow(row)));
  const [first, ...lines] = aligned([[...head, "seeds", "CPU ms", "law"], ...rows]);
  return [paint.strong(first), ...lines].join("\n");
}

function cellRow({ name, lab, cells, cheapest }: MutantRow): string[] {
  const kills = cells.filter(({ kill }) => kill !== undefined).length;
  const { number, cpuMs, law } = cells.find((cell) => nameOfCell(cell) === cheapest)!.kill!;
  return [name, lab, `${kills} of ${cells.length}`, cheapest!, String(number), cpuMs.toFixed(0), law];
}

function firstRow({ name, lab, first }: MutantRow): string[] {
  const { number, cpuMs, law } = first!;
  return [name, lab, nameOfCell(first!), String(number), cpuMs.toFixed(0), law];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const isNumber = rows[0].map((_, column) => rows.slice(1).every((row) => /^\d+$/.test(row[column])));
  const pad = (cell: string, column: number): string =>
    isNumber[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]);
  return rows.map((row) => row.map(pad).join("  ").trimEnd());
}

function survivorsText(mutants: readonly MutantRow[], paint: Paint): string {
  const survivors = mutants.filter(({ first }) => first === undefined);
  if (survivors.length === 0) return "";
  const lines = survivors.flatMap(({ name, lab, sin, source, indistinguishable, runs, cpuMs }) => [
    `  ${name} (${lab}, ${runs} runs, ${seconds(cpuMs)}): ${sin} ${source}.`,
    ...(indistinguishable === undefined ? [] : [`    indistinguishable: ${indistinguishable}`]),
  ]);
  const title = survivors.some(isOwed) ? paint.bad("Not killed") : "Not killed, and needn't be";
  return [`${title}:`, ...lines].join("\n");
}

function variantsText(variants: readonly VariantRow[], paint: Paint): string {
  const lines = variants.flatMap(({ name, runs, cpuMs, cells }) => {
    const alarms = cells.filter(({ kill }) => kill !== undefined);
    const unknown = cells.filter((cell) => cell.unknown > 0);
    return [
      `  ${name}: ${runs} runs, ${alarms.length} false alarms, ${seconds(cpuMs)}`,
      ...alarms.map(
        (cell) => `    ${paint.bad(`${nameOfCell(cell)}/${cell.kill!.seed}`)}: ${cell.kill!.law}: ${cell.kill!.what}`,
      ),
      ...unknown.map((cell) => `    ${nameOfCell(cell)}: ${cell.unknown} runs without a verdict`),
    ];
  });
  return ["Right programs:", ...lines].join("\n");
}

function columnsTexts({ scenarios, totals, seeds }: Matrix): string[] {
  const met = scenarios.filter(({ mutants }) => mutants > 0);
  const only = met.filter(({ onlyKillerOf }) => onlyKillerOf.length > 0);
  const others = met.filter(({ kills, onlyKillerOf }) => kills > 0 && onlyKillerOf.length === 0);
  const idle = met.filter(({ kills }) => kills === 0);
  const of = `of ${totals.owed} mutants that must be killed`;
  return [
    list(
      "The only killer of something",
      only.map((column) => `${nameOfCell(column)}: ${column.onlyKillerOf.join(", ")}`),
    ),
    wrapped("Killing nothing that others don't", others.map(withKills)),
    wrapped("Killing nothing", idle.map(nameOfCell)),
    `The classic scenarios alone: ${totals.classic.oneSeed} ${of} at one seed each, ${totals.classic.all} at ${seeds.choice}.`,
  ];
}

function withKills(column: Column): string {
  return `${nameOfCell(column)} (${column.kills})`;
}

function canariesText(canaries: readonly Canary[]): string {
  const lines = canaries.map(({ law, first, only }) => [
    law,
    String(first.length),
    String(only.length),
    only.join(", "),
  ]);
  return aligned([["law switched off", "first to catch", "alone", "which get through"], ...lines]).join("\n");
}

function faultsText({ mutants, variants }: Matrix, paint: Paint): string {
  const faults = [...mutants, ...variants].flatMap(({ name, cells }) =>
    cells.flatMap((cell) => (cell.fault === undefined ? [] : [`  ${name}, ${nameOfCell(cell)}, ${cell.fault}`])),
  );
  return faults.length === 0 ? "" : [paint.bad("tester: errors of raftlab's own:"), ...faults].join("\n");
}

function totalsText({ totals, without, only, exitCode }: Matrix, paint: Paint): string {
  const { owed, killed, survivors, indistinguishable, firstKillCpuMs, right, rightRuns, falseAlarms, unknown } = totals;
  const sentences = [];
  const limits = [...(without ? [`without the law ${without}`] : []), ...(only ? [`only ${only}`] : [])].join(", ");
  if (limits !== "") sentences.push(`${limits[0].toUpperCase()}${limits.slice(1)}:`);
  if (totals.mutants > 0) {
    sentences.push(
      `${killed} of ${owed} mutants killed, ${survivors.length} ${survivors.length === 1 ? "survives" : "survive"}, ${indistinguishable.length} needn't be killed.`,
    );
    sentences.push(
      `CPU to the first kill: median ${seconds(firstKillCpuMs.median)}, at most ${seconds(firstKillCpuMs.max)}.`,
    );
  }
  if (right > 0) {
    const silent = unknown > 0 ? `, ${unknown} without a verdict` : "";
    sentences.push(
      `${right} right ${right === 1 ? "program" : "programs"}: ${falseAlarms} false alarms in ${rightRuns} runs${silent}.`,
    );
  }
  sentences.push(`${totals.runs} runs, ${seconds(totals.cpuMs)} of CPU.`);
  return (exitCode === 0 ? paint.good : paint.bad)(sentences.join(" "));
}

function kitText({ kit, seeds }: Matrix): string {
  return `Seeds: ${seeds.choice} from ${seeds.base}; kit ${kit.hash.slice(0, 12)}, Node ${kit.nodeMajor}.`;
}

function seconds(cpuMs: number): string {
  return `${(cpuMs / 1_000).toFixed(cpuMs < 10_000 ? 2 : 0)} s`;
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}

function wrapped(title: string, words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 2 <= WIDTH) lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return list(title, lines);
}
