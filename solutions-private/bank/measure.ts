/**
 * Measures the tester with programs that are known to be wrong or right.
 *
 *   node .raftlab/measure.js [mutants|variants|reference|types|write DIR] [--only NAME,…] [--scenario NAME]
 *                            [--tier quick|grade] [--seeds K] [--base N] [--jobs J] [--all] [--json FILE]
 *
 * `mutants`: who is caught, by what; the survivors last. `--all` doesn't stop at the first failure, and shows every
 * scenario that catches. `variants`, `reference`: every failure is a false alarm. `types`: do all type-check as a
 * submission does? `write`: the programs as folders, for `--impl`.
 *
 * Exit code: 0 as it should be, 1 with a survivor or a false alarm, 3 when the tester itself threw.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pLimit from "p-limit";
import type { Program } from "../../tester/realm/compile";
import { LABS } from "../../tester/scenarios/scenario";
import { parseSeeds, type SeedChoice } from "../../tester/run/tiers";
import { allMutants, allVariants } from "./bank";
import { runBatch, type Asked, type BatchResult, type Failure } from "./batch";
import { serveOneBatch } from "./batch-child";
import { buildProgram, writeProgram } from "./build";
import type { Changed, Mutant } from "./change";
import { planRuns } from "./plan";
import { typeErrorsOf } from "./type-errors";

/** The reference as a program of the bank. */
const REFERENCE: Changed = { name: "reference", changes: [] };

/** Runs of a right program that one child makes: small enough to share the work, large enough to start up for. */
const RUNS_A_CHILD = 500;

interface Options {
  only: readonly string[] | undefined;
  scenario: string | undefined;
  choice: SeedChoice;
  base: number;
  jobs: number;
  all: boolean;
  json: string | undefined;
}

interface Measured extends BatchResult {
  name: string;
}

function readOptions(): { what: string; folder: string; options: Options } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: "string" },
      scenario: { type: "string" },
      tier: { type: "string", default: "quick" },
      seeds: { type: "string" },
      base: { type: "string", default: "1" },
      jobs: { type: "string", default: "2" },
      all: { type: "boolean", default: false },
      json: { type: "string" },
    },
  });
  const choice = parseSeeds(values.seeds ?? values.tier);
  if (choice === undefined) throw new Error(`no seeds are meant by ${values.seeds ?? values.tier}`);
  const { scenario, all, json } = values;
  const only = values.only?.split(",");
  const options = { only, scenario, choice, base: Number(values.base), jobs: Number(values.jobs), all, json };
  return { what: positionals[0] ?? "mutants", folder: positionals[1] ?? "", options };
}

function chosen<T extends Changed>(programs: readonly T[], only: readonly string[] | undefined): readonly T[] {
  if (only === undefined) return programs;
  const found = programs.filter(({ name }) => only.includes(name));
  const missing = only.filter((name) => !programs.some((program) => program.name === name));
  if (missing.length > 0) throw new Error(`the bank has no ${missing.join(", ")}`);
  return found;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

// ---- wrong programs ----

/** A mutant's lab and those after it. */
function labsFrom(lab: string): readonly string[] {
  return LABS.slice(LABS.indexOf(lab as (typeof LABS)[number]));
}

async function measureMutants(options: Options): Promise<number> {
  const mutants = chosen(allMutants, options.only);
  const programs = await Promise.all(mutants.map((mutant) => buildProgram(mutant)));
  const limit = pLimit(options.jobs);
  const measure = async (mutant: Mutant, program: Program): Promise<Measured> => {
    const runs = planRuns(labsFrom(mutant.lab), options.choice, options.base, options.scenario);
    const result = await runBatch({ program, runs, stopsAtFailure: !options.all });
    process.stderr.write(killsOf(result).length > 0 ? "." : "s");
    return { ...result, name: mutant.name };
  };
  const measured = await Promise.all(mutants.map((mutant, i) => limit(() => measure(mutant, programs[i]))));
  process.stderr.write("\n");
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(measured, null, 2));
  return reportMutants(mutants, measured, options);
}

function killsOf({ failures }: BatchResult): Failure[] {
  return failures.filter(({ law }) => law !== "tester");
}

function reportMutants(mutants: readonly Mutant[], measured: readonly Measured[], options: Options): number {
  const killed = measured.filter((result) => killsOf(result).length > 0);
  const head = ["mutant", "killed by", "seed number", "law", "CPU ms"];
  const rows = killed.map(({ name, cpuMs, ...result }) => {
    const [{ lab, scenario, number, law }] = killsOf({ cpuMs, ...result });
    return [name, `${lab}/${scenario}`, String(number), law, cpuMs.toFixed(0)];
  });
  say(columns([head, ...rows]));
  if (options.all) for (const result of killed) say(`\n${result.name}\n${killersOf(result)}`);
  const survivors = mutants.filter(({ name }) => !killed.some((result) => result.name === name));
  const owed = survivors.filter(({ indistinguishable }) => indistinguishable === undefined);
  if (survivors.length > 0) say(`\nsurvivors`);
  for (const { name, lab, sin, indistinguishable } of survivors) {
    const { runs, cpuMs } = measured.find((result) => result.name === name)!;
    say(`  ${name} (${lab}, ${runs} runs, ${cpuMs.toFixed(0)} ms): ${sin}`);
    if (indistinguishable !== undefined) say(`    indistinguishable: ${indistinguishable}`);
  }
  const faults = measured.flatMap(({ name, failures }) =>
    failures.filter(({ law }) => law === "tester").map((f) => ({ name, f })),
  );
  for (const { name, f } of faults) say(`tester's own error: ${name}, ${f.lab}/${f.scenario}/${f.seed}: ${f.what}`);
  const cpuS = measured.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / 1_000;
  const excused = survivors.length - owed.length;
  say(
    `\n${killed.length} of ${mutants.length} killed, ${owed.length} survive, ${excused} indistinguishable; ${cpuS.toFixed(1)} s of CPU`,
  );
  return faults.length > 0 ? 3 : owed.length > 0 ? 1 : 0;
}

/** Each scenario that catches: how often, first when, by which laws. */
function killersOf(result: BatchResult): string {
  const byScenario = new Map<string, Failure[]>();
  for (const failure of killsOf(result)) {
    const key = `${failure.lab}/${failure.scenario}`;
    byScenario.set(key, [...(byScenario.get(key) ?? []), failure]);
  }
  return [...byScenario]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(
      ([key, all]) =>
        `  ${key}: ${all.length} times, first at seed number ${all[0].number}, ${[...new Set(all.map(({ law }) => law))].join(", ")}`,
    )
    .join("\n");
}

// ---- right programs ----

async function measureRight(programs: readonly Changed[], options: Options): Promise<number> {
  const limit = pLimit(options.jobs);
  const runs = planRuns(LABS, options.choice, options.base, options.scenario);
  const batches: Asked[][] = [];
  for (let i = 0; i < runs.length; i += RUNS_A_CHILD) batches.push(runs.slice(i, i + RUNS_A_CHILD));
  let worst = 0;
  for (const changed of programs) {
    const program = await buildProgram(changed);
    const results = await Promise.all(
      batches.map((batch) => limit(() => runBatch({ program, runs: batch, stopsAtFailure: false }))),
    );
    const failures = results.flatMap((result) => result.failures);
    const cpuMs = results.reduce((sum, result) => sum + result.cpuMs, 0);
    say(
      `${changed.name}: ${runs.length} runs, ${failures.length} false alarms, ${(cpuMs / 1_000).toFixed(1)} s of CPU`,
    );
    for (const { lab, scenario, seed, law, what } of failures) say(`  ${lab}/${scenario}/${seed}: ${law}: ${what}`);
    if (failures.some(({ law }) => law === "tester")) worst = 3;
    else if (failures.length > 0) worst = Math.max(worst, 1);
  }
  return worst;
}

// ---- all programs ----

function checkTypes(only: readonly string[] | undefined): number {
  const found = typeErrorsOf(chosen([REFERENCE, ...allVariants, ...allMutants], only));
  for (const { name, text } of found) say(`${name}: ${text}`);
  say(`${found.length} type errors`);
  return found.length > 0 ? 1 : 0;
}

function writeAll(folder: string, only: readonly string[] | undefined): number {
  const programs = chosen([...allVariants, ...allMutants], only);
  for (const changed of programs) writeProgram(join(folder, changed.name), changed);
  say(`${programs.length} programs written to ${folder}`);
  return 0;
}

function main(): Promise<number> | number {
  const { what, folder, options } = readOptions();
  if (what === "mutants") return measureMutants(options);
  if (what === "variants") return measureRight(chosen(allVariants, options.only), options);
  if (what === "reference") return measureRight([REFERENCE], options);
  if (what === "types") return checkTypes(options.only);
  if (what === "write" && folder !== "") return writeAll(folder, options.only);
  throw new Error(`say mutants, variants, reference, types or write DIR, not ${what}`);
}

if (process.argv[2] === "child") serveOneBatch();
else {
  Promise.resolve()
    .then(main)
    .then(
      (code) => (process.exitCode = code),
      (error: Error) => {
        process.stderr.write(`measure: ${error.message}\n`);
        process.exitCode = 3;
      },
    );
}
