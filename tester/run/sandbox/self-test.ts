import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { kitRoot } from "../../realm/kit-root";
import { limitsOf, MEMORY_LIMIT_MB } from "../limits";
import { runErrand } from "./errand";
import { launchOf, STATUS_FD } from "./launch";
import type { Sandbox, Tools } from "./sandbox";

/** The strict sandbox, or why this machine has none, in a clause: `bubblewrap (bwrap) is not installed`. */
export type Strict = { sandbox: Sandbox & { kind: "strict" } } | { missing: string };

const SELF_TEST_LIMIT_MS = 60_000;

function inPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder.startsWith("/"));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function toolsHere(): Tools | { missing: string } {
  if (process.platform !== "linux") return { missing: "it takes Linux" };
  const [bwrap, prlimit, setpriv] = ["bwrap", "prlimit", "setpriv"].map(inPath);
  if (bwrap === undefined) return { missing: "bubblewrap (bwrap) is not installed" };
  if (prlimit === undefined) return { missing: "prlimit (util-linux) is not installed" };
  if (process.getuid!() !== 0) return { bwrap, prlimit };
  return setpriv === undefined ? { missing: "setpriv (util-linux) is not installed" } : { bwrap, prlimit, setpriv };
}

/** Whether the tools are there and do what they must: a child of the very kind that grades is started, and ends well. */
export function findStrict(): Strict {
  const tools = toolsHere();
  if ("missing" in tools) return tools;
  const sandbox = { kind: "strict", tools } as const;
  const errand = runErrand(kitRoot(), ["self-test"], limitsOf(MEMORY_LIMIT_MB));
  const { command, args, env } = launchOf(errand, sandbox);
  const stdio = Array.from({ length: STATUS_FD + 1 }, (_, fd) => (fd >= 2 ? ("pipe" as const) : ("ignore" as const)));
  const { status, error, stderr } = spawnSync(command, args, {
    env,
    stdio,
    timeout: SELF_TEST_LIMIT_MS,
    encoding: "utf8",
  });
  if (status === 0) return { sandbox };
  const said = (stderr ?? "").trim().split("\n")[0] || error?.message || `exit code ${status}`;
  return { missing: `it doesn't work on this machine (${said})` };
}
