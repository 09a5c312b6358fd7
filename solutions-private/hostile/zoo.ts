/** For tests: the cheats and bombs of this folder, and what must come of each. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileIn } from "../../tester/run/compile-apart";
import type { Confinement } from "../../tester/run/sandbox/sandbox";
import { UNCONFINED } from "../../tester/run/sandbox/sandbox";
import { findStrict } from "../../tester/run/sandbox/self-test";
import { gate, runSuite, type Planned } from "../../tester/run/suite";
import { kitRoot } from "../../tester/realm/kit-root";
import { showProblem } from "../../tester/realm/problem";
import type { RunOutcome } from "../../tester/run/outcome";

/** `rejected` by the gate; `fails` when it is run past the gate; those called slow take the watchdog's time. */
export type Kind = "rejected" | "slow-rejected" | "fails" | "slow";

/** One of them: the first two lines of its raft.ts. */
export interface Beast {
  name: string;
  tries: string;
  kind: Kind;
  /** What the problem, or the failure, must say. */
  says: RegExp;
}

const HERE = join(kitRoot(), "solutions-private", "hostile");
/** A beast does nothing that elects a leader, so that a pass could only be a fake. */
const LONE: Planned = { lab: "2a", name: "lone-server", title: "a cluster of one", points: 3 };

export function beasts(...kinds: readonly Kind[]): Beast[] {
  const folders = readdirSync(HERE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => beastAt(name)).filter(({ kind }) => kinds.includes(kind));
}

function beastAt(name: string): Beast {
  const [first, second] = readFileSync(join(HERE, name, "raft.ts"), "utf8").split("\n");
  const [, tries] = /^\/\/ Tries: (.*)\.$/.exec(first)!;
  const [, kind, says] = /^\/\/ ([a-z-]+): ?(.*)$/.exec(second)!;
  return { name, tries, kind: kind as Kind, says: new RegExp(says) };
}

/** As `raftlab grade` keeps children on this machine. */
export function confinementHere(): Confinement {
  const found = findStrict();
  return { ...UNCONFINED, sandbox: "sandbox" in found ? found.sandbox : { kind: "process" } };
}

/** What the gate says of it. */
export async function problemsOf({ name }: Beast, confinement: Confinement): Promise<string> {
  const gated = await gate(join(HERE, name), "raft", confinement);
  return "problems" in gated ? gated.problems.map(showProblem).join("\n") : "";
}

/** One run of a folder past the gate, as though that had let it through. */
export async function runOf(folder: string, confinement: Confinement): Promise<RunOutcome | string> {
  const seeds = { kind: "range", first: 1, last: 1 } as const;
  const compiled = await compileIn(confinement.sandbox, folder, "raft");
  if (!compiled.ok) return showProblem(compiled.problems[0]);
  const rest = { base: 1, jobs: 1, keepGoing: false, gated: compiled.program, confinement };
  const suite = await runSuite({ impl: folder, scenarios: [LONE], seeds, ...rest });
  return suite.fault ?? suite.scenarios[0].runs[0];
}

export function folderOf({ name }: Beast): string {
  return join(HERE, name);
}
