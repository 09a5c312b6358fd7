import { existsSync, lstatSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isZip } from "../grade/file-name";
import { Edits } from "../trace/edits";
import { TOKEN_FORM, parseToken, type RunName } from "../run/token";
import { parseSeed, parseSeeds, SEED_FORMS, type SeedChoice } from "../run/tiers";
import { findScenario, labs, scenariosOf } from "../scenarios/registry";
import { nearest, UsageError } from "./usage";

/** A scenario, as the registry has it. */
export type Scenario = ReturnType<typeof scenariosOf>[number];

/** More children than this would only be in each other's way. */
const JOBS_MAX = 64;
/** Children by default: one a core, up to this many. */
const JOBS_DEFAULT_MAX = 16;

/** @throws UsageError */
export function checkLab(lab: string): void {
  if (!labs.includes(lab)) throw new UsageError(`There is no lab "${lab}"; there are ${labs.join(", ")}.`);
}

/** The scenario of that name. */
export function scenarioNamed(lab: string, name: string): Scenario {
  checkLab(lab);
  const found = findScenario(lab, name);
  if (found !== undefined) return found;
  const near = nearest(
    name,
    scenariosOf(lab).map((scenario) => scenario.name),
  );
  const hint = near === undefined ? "it has none" : `did you mean ${lab}/${near}?`;
  throw new UsageError(`Lab ${lab} has no scenario "${name}"; ${hint}`);
}

function scenariosNamed(what: string): readonly Scenario[] {
  const [lab, name, ...rest] = what.split("/");
  if (rest.length > 0) {
    throw new UsageError(
      `"${what}" is neither a lab (2a) nor a scenario (2a/initial-election); a token is for raftlab replay.`,
    );
  }
  checkLab(lab);
  return name === undefined ? scenariosOf(lab) : [scenarioNamed(lab, name)];
}

/** What was asked for, each once, in the registry's order; everything if nothing was. */
export function chooseScenarios(names: readonly string[]): Scenario[] {
  const chosen = new Set((names.length === 0 ? labs : names).flatMap((name) => scenariosNamed(name)));
  return labs.flatMap((lab) => scenariosOf(lab)).filter((scenario) => chosen.has(scenario));
}

/** Those whose name or title has `part` in it; upper and lower case are the same. */
export function filterScenarios(scenarios: readonly Scenario[], part: string): Scenario[] {
  const wanted = part.toLowerCase();
  const found = scenarios.filter(({ name, title }) =>
    [name, title.toLowerCase()].some((text) => text.includes(wanted)),
  );
  if (found.length > 0) return found;
  const words = scenarios.flatMap(({ name }) => name.split("-"));
  throw new UsageError(`No test's name has "${part}" in it; did you mean "${nearest(wanted, words)}"?`);
}

/** The run that a token names. */
export function chooseRun(token: string): { run: RunName; scenario: Scenario } {
  const run = parseToken(token);
  if (run === undefined) throw new UsageError(`"${token}" is no replay token; a token reads ${TOKEN_FORM}.`);
  checkEdits(run.edits);
  return { run, scenario: scenarioNamed(run.lab, run.scenario) };
}

function checkEdits(edits: string): void {
  try {
    new Edits(edits);
  } catch (error) {
    throw new UsageError(`${(error as Error).message}.`);
  }
}

/** The submission's folder, if there is one. */
export function checkImpl(impl: string): string {
  if (!existsSync(impl))
    throw new UsageError(`There is no folder ${impl}; --impl names the folder with raft.ts in it.`);
  if (!statSync(impl).isDirectory())
    throw new UsageError(`${impl} is a file; --impl names the folder with raft.ts in it.`);
  return impl;
}

/** The path of one submission, a folder or a zip. @throws UsageError */
export function checkSubmission(path: string): string {
  if (!existsSync(path)) throw new UsageError(`There is no ${path}; it takes a submission, a folder or a zip of one.`);
  if (lstatSync(path).isFile() && !isZip(path))
    throw new UsageError(`${path} is neither a folder nor a zip: name the folder with raft.ts in it, or a zip of it.`);
  return path;
}

/** Seeds as asked for: one, or several; the `quick` tier by default. */
export function chooseSeeds(seed: string | undefined, seeds: string | undefined): SeedChoice {
  if (seed !== undefined && seeds !== undefined) throw new UsageError("Say either one seed or several, not both.");
  if (seed !== undefined) {
    const number = chooseSeed(seed);
    return { kind: "range", first: number, last: number };
  }
  const choice = parseSeeds(seeds ?? "quick");
  if (choice === undefined) throw new UsageError(`"${seeds}" says no seeds; they are ${SEED_FORMS}.`);
  return choice;
}

export function chooseSeed(text: string): number {
  const seed = parseSeed(text);
  if (seed === undefined) throw new UsageError(`"${text}" is no seed; a seed is an integer from 0 to 4294967295.`);
  return seed;
}

/** Children at a time. */
export function chooseJobs(text: string | undefined): number {
  if (text === undefined) return Math.min(availableParallelism(), JOBS_DEFAULT_MAX);
  const jobs = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (jobs < 1 || jobs > JOBS_MAX)
    throw new UsageError(`"${text}" is no number of jobs; it is an integer from 1 to ${JOBS_MAX}.`);
  return jobs;
}
