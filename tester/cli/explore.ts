import { join } from "node:path";
import { Explorer, type Bounds, type Coverage } from "../explore/explorer";
import { Journal } from "../explore/journal";
import { compile } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import { failureText } from "../report/failure";
import { isColoured, paintFor } from "../report/paint";
import { problemsText } from "../report/problems";
import { progressOn } from "../report/progress";
import { GivenUp } from "../run/fault";
import { kitIdentity } from "../run/kit";
import { EXIT } from "../run/outcome";
import { Pool } from "../run/pool";
import { rulesOf } from "../run/rules";
import { checkImpl, chooseJobs, chooseSeed, scenarioNamed } from "./choose";
import { interruptSignal } from "./interrupt";
import { writeAsked } from "./output";
import { UsageError } from "./usage";

/** Options of `raftlab explore`, as typed. */
export interface ExploreOptions {
  impl: string;
  servers: string;
  deviations: string;
  within: string;
  random: string;
  depth: string;
  seed: string;
  jobs?: string;
  keepGoing?: boolean;
  fresh?: boolean;
  json?: string;
}

function integer(text: string, what: string, low: number, high: number): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : -1;
  if (number < low || number > high) {
    throw new UsageError(`"${text}" is no number of ${what}; it is an integer from ${low} to ${high}.`);
  }
  return number;
}

function boundsOf(lab: string, options: ExploreOptions): Bounds {
  const bounds = {
    lab,
    servers: integer(options.servers, "servers", 1, 7),
    seed: chooseSeed(options.seed),
    deviations: integer(options.deviations, "deviations", 0, 4),
    within: integer(options.within, "events", 1, 100_000),
    random: integer(options.random, "random schedules", 0, 999_999),
    depth: integer(options.depth, "links that may fall behind, and one", 1, 9),
  };
  if (!lab.startsWith("2"))
    throw new UsageError("raftlab explore searches the labs of Raft itself: 2a, 2b, 2c and 2d.");
  scenarioNamed(lab, `explored-${bounds.servers}`);
  return bounds;
}

/** `raftlab explore LAB`: every schedule near the quiet one. @returns the exit code */
export async function explore(lab: string, options: ExploreOptions): Promise<number> {
  const bounds = boundsOf(lab, options);
  const impl = checkImpl(options.impl);
  const paint = paintFor(isColoured(process.stdout, process.env));
  const compiled = await compile(impl, rulesOf(lab).role);
  if (!compiled.ok) {
    process.stdout.write(`${problemsText(compiled.problems, impl, paint)}\n`);
    return EXIT.fail;
  }
  const { program } = compiled;
  const name = `${lab}-${bounds.servers}-${bounds.deviations}-${bounds.within}-${bounds.seed}-${program.hash.slice(0, 12)}`;
  const file = join(kitRoot(), ".raftlab", "explore", `${name}.jsonl`);
  const journal = new Journal(file, { ...bounds, kit: kitIdentity().hash, submission: program.hash }, options.fresh);
  if (journal.size > 0)
    process.stdout.write(`Going on: ${journal.size} beginnings were searched before (--fresh begins anew).\n`);

  const pool = new Pool(program, chooseJobs(options.jobs));
  const signal = interruptSignal();
  signal.addEventListener("abort", () => pool.close());
  const progress = progressOn(process.stderr);
  const beganAtMs = performance.now();
  let coverage: Coverage = { runs: 0, alike: 0, found: [], unknown: 0 };
  const explorer = new Explorer(bounds, {
    run: (request) => pool.run(request),
    isDone: (edits) => journal.isDone(edits),
    done: (edits) => journal.done(edits),
    progress: (now, total) => {
      coverage = now;
      progress.update(now.runs, total);
    },
    stopsAtFirst: !options.keepGoing,
  });
  const isComplete = await explorer.explore().then(
    () => true,
    (error: unknown) => {
      if (error instanceof GivenUp) return false;
      throw error;
    },
  );
  pool.close();
  progress.clear();
  const wallMs = performance.now() - beganAtMs;
  for (const outcome of coverage.found.slice(0, 1))
    process.stdout.write(`${failureText(outcome, { impl, paint })}\n\n`);
  process.stdout.write(`${summaryOf(bounds, coverage, isComplete, wallMs)}\n`);
  if (options.json !== undefined) {
    const found = coverage.found.map(({ token, violation }) => ({ token, law: violation?.law }));
    writeAsked(
      options.json,
      `${JSON.stringify({ format: "raftlab/explore/1", ...bounds, isComplete, ...coverage, found, wallMs }, null, 2)}\n`,
    );
  }
  if (coverage.found.length > 0) return EXIT.fail;
  return isComplete && coverage.unknown === 0 ? EXIT.pass : EXIT.unknown;
}

/** What was covered, in sentences. */
function summaryOf(
  bounds: Bounds,
  { runs, alike, found, unknown }: Coverage,
  isComplete: boolean,
  wallMs: number,
): string {
  const { lab, servers, deviations, within } = bounds;
  const rate = Math.round((runs * 1_000) / wallMs);
  const kinds = lab === "2a" || lab === "2b" ? "" : ", a crash before one thing that a server does";
  const extent = `every schedule of ${servers} servers that differs from the quiet one by at most ${deviations} deviations among its first ${within} events`;
  const lines = [
    `${runs} runs in ${(wallMs / 1_000).toFixed(1)} s, ${rate} a second; ${alike} schedules not gone on from, as they show the servers nothing new.`,
    `A deviation: a message lost, held up or delivered twice, a timer early${kinds}.`,
  ];
  if (found.length > 0) lines.unshift(`${found.length} ${found.length === 1 ? "violation" : "violations"} found.`);
  else if (!isComplete) lines.unshift("Given up before the end; the same command goes on from here.");
  else lines.unshift(`No violation in ${extent}${unknown > 0 ? `, ${unknown} of them without a verdict` : ""}.`);
  if (bounds.random > 0) lines.splice(1, 0, randomly(bounds));
  return lines.join("\n");
}

/** What random schedules are worth. */
function randomly({ servers, random, depth, within }: Bounds): string {
  const chance = 1 / (servers * (servers - 1) * within ** (depth - 1));
  const missed = (1 - chance) ** random;
  return (
    `And ${random} random schedules by priorities, ${depth} deep: one that a fault of this depth needs is drawn by a run ` +
    `with a chance of 1 in ${Math.round(1 / chance).toLocaleString("en-US")} or more, and missed by all with ${(100 * missed).toFixed(1)} % at most.`
  );
}
