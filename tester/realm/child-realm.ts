/** For tests: what one realm does in a process of its own (lone-child.ts). */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { kitRoot } from "./kit-root";
import type { Errand } from "./lone-child";
import { programOf, raftWith, type Effect } from "./lone-server";

let built: string | undefined;

/** The child's program, as one text: it goes in by standard input, so that no file is left behind. */
function childProgram(): string {
  const entryPoints = [join(__dirname, "lone-child.ts")];
  const options = { bundle: true, write: false, platform: "node" } as const;
  built ??= buildSync({ ...options, entryPoints, external: ["esbuild"] }).outputFiles[0]!.text;
  return built;
}

/** The effects of the boot and of each event, in a child with these variables in its environment. */
export async function effectsInChild(
  members: string,
  events: Errand["events"] = [],
  environment: Record<string, string> = {},
): Promise<Effect[][]> {
  const program = await programOf({ "raft.ts": raftWith(members) });
  const errand: Errand = { program, boot: {}, events };
  const printed = execFileSync(process.execPath, ["-", JSON.stringify(errand)], {
    input: childProgram(),
    cwd: kitRoot(),
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  return JSON.parse(printed) as Effect[][];
}

/** What an expression is worth in a child's realm, as JSON carries it. */
export async function worthInChild(expression: string, environment: Record<string, string>): Promise<unknown> {
  const members = `requestVote() { return [${expression}]; }`;
  const [, effects] = await effectsInChild(members, [["request", 1, "Raft.requestVote", "null"]], environment);
  return (JSON.parse(effects![0]![2]!) as unknown[])[0];
}
