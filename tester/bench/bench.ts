#!/usr/bin/env node
/** `make bench`: what the simulator costs. Figures, no verdicts: a busy machine shows higher ones. */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { compile, type Role } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import { LoadedProgram } from "../realm/realm";
import { problemsText } from "../report/problems";
import { paintFor } from "../report/paint";
import { kitVersion } from "../run/kit";
import { rulesOf } from "../run/rules";
import { labs, scenariosOf } from "../scenarios/registry";
import { costOf, targetFigures, type Cost } from "./cost";
import type { Figures } from "./figures";
import { judgingFigures } from "./linearizability";
import { linearity } from "./linearity";
import { sample, type Sample } from "./sample";
import { speedOf } from "./speed";
import { spreadOf } from "./spread";
import { boot, commands, idle, pings } from "./stories";
import { tableOf } from "./table";
import { pageFigures } from "./timeline";

const BOOTS = 50;
const IDLE_SECONDS = 6;
const COMMANDS = 10;
const PINGS = 100;

interface Options {
  impl: string;
  json?: string;
}

async function load(dir: string, role: Role): Promise<LoadedProgram> {
  const compiled = await compile(dir, role);
  if (!compiled.ok) throw new Error(problemsText(compiled.problems, dir, paintFor(false)));
  return new LoadedProgram(compiled.program);
}

async function measure(impl: string): Promise<Figures> {
  const submission = await load(impl, "raft");
  const service = await load(impl, "kv");
  const ping = await load(join(kitRoot(), "tester", "bench", "ping"), "raft");
  const scenarios: Cost[] = [];
  const all: Sample[] = [];
  for (const each of labs.flatMap((lab) => scenariosOf(lab))) {
    const { cost, samples } = await costOf(rulesOf(each.lab).role === "kv" ? service : submission, each);
    scenarios.push(cost);
    all.push(...samples);
  }
  // After the scenarios, when all is warm: the linearity below takes it off, and a cold boot would take off too much.
  const bootCpuMs = spreadOf((await sample(submission, boot, BOOTS)).map(({ cpuMs }) => cpuMs));
  const pingBootMs = spreadOf((await sample(ping, boot, BOOTS)).map(({ cpuMs }) => cpuMs)).median;
  const messagesOf = ({ stats }: Sample) => stats.rpcs * 2;
  const idleWork = { name: "idle cluster", unit: "virtual second", amount: IDLE_SECONDS, scenario: idle };
  const commandWork = { name: "commands", unit: "message", amount: COMMANDS, scenario: commands };
  const pingWork = { name: "calls alone", unit: "message", amount: PINGS, scenario: pings };
  return {
    format: "raftlab/bench/1",
    ...{ kit: kitVersion(), node: process.versions.node, cpu: cpus()[0]?.model ?? "?", cores: cpus().length, impl },
    speed: speedOf(all),
    bootCpuMs,
    targets: targetFigures(scenarios),
    scenarios,
    linearity: [
      await linearity(
        { ...idleWork, program: submission, unitsOf: ({ stats }) => stats.virtualUs / 1_000_000 },
        bootCpuMs.median,
      ),
      await linearity({ ...commandWork, program: submission, unitsOf: messagesOf }, bootCpuMs.median),
      await linearity({ ...pingWork, program: ping, unitsOf: messagesOf }, pingBootMs),
    ],
    judging: judgingFigures(),
    page: await pageFigures(submission, impl),
  };
}

async function bench({ impl, json }: Options): Promise<void> {
  // As in the children that run submissions for a verdict: the host's zone reaches no realm.
  process.env.TZ = "UTC";
  const figures = await measure(impl);
  process.stdout.write(tableOf(figures));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
}

new Command("bench")
  .description("measures what the simulator costs, on one core")
  .option("--impl <dir>", "folder of the submission", join("solutions-private", "reference"))
  .option("--json <file>", "write the figures to a file")
  .action(bench)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
