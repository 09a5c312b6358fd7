/** For tests: the same runs again, under other circumstances, which mustn't matter. */
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { firstDifference, Trace } from "../trace/trace";

/** What may differ from run to run. */
export interface Circumstances {
  /** The Node that runs it; this one if absent. */
  node?: string;
  /** Variables beside those of this process. */
  environment?: Record<string, string>;
  /** Children at a time. */
  jobs?: number;
  /** How children are kept; not at all if absent. */
  sandbox?: "auto" | "process";
  /** In the command's own process, and not in a child. */
  isInProcess?: boolean;
  /** The folder of a built kit; this one if absent. */
  kit?: string;
}

/** Runs of one submission. */
export interface Errand {
  /** The submission's folder. */
  impl: string;
  /** `2a/initial-election`, … */
  scenarios: readonly string[];
  /** `1..2` */
  seeds: string;
}

/** Of what `--json` writes (docs/json.md), the part that counts here. */
interface Written {
  kit: { hash: string };
  scenarios: { runs: { token: string; traceHash: string }[] }[];
}

const PRINTED_MAX_BYTES = 64 * 1_048_576;

/** Runs a command of raftlab's that writes a file, whatever verdict it comes to. @returns what it wrote */
function written(option: string, args: readonly string[], { node, environment, kit }: Circumstances): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "raftlab-"));
  const file = join(folder, "written");
  const cli = join(kit ?? kitRoot(), ".raftlab", "cli.js");
  const settings = { cwd: kitRoot(), env: { ...process.env, ...environment }, maxBuffer: PRINTED_MAX_BYTES };
  return new Promise((resolve, reject) => {
    execFile(node ?? process.execPath, [cli, ...args, option, file], settings, (_, stdout, stderr) => {
      try {
        resolve(readFileSync(file, "utf8"));
      } catch {
        reject(new Error(`raftlab ${args.join(" ")} wrote nothing:\n${stdout}${stderr}`));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}

/** The trace of one run, byte for byte. */
export function traceOf(impl: string, token: string, circumstances: Circumstances = {}): Promise<string> {
  const inProcess = circumstances.isInProcess ? ["--in-process"] : [];
  return written("--trace", ["replay", token, "--impl", impl, ...inProcess], circumstances);
}

/** What the runs came to. */
export interface Hashes {
  /** Of the built kit: the runs of two kits may differ. */
  kit: string;
  /** Of each run's trace, by token. */
  traces: Map<string, string>;
}

export async function hashesOf(errand: Errand, circumstances: Circumstances = {}): Promise<Hashes> {
  const { impl, scenarios, seeds } = errand;
  const jobs = String(circumstances.jobs ?? 2);
  const sandbox = circumstances.sandbox ?? "none";
  const how = ["--jobs", jobs, "--sandbox", sandbox, "--keep-going"];
  const args = ["test", ...scenarios, "--impl", impl, "--seeds", seeds, ...how];
  const { kit, scenarios: ran } = JSON.parse(await written("--json", args, circumstances)) as Written;
  const runs = ran.flatMap((each) => each.runs);
  return { kit: kit.hash, traces: new Map(runs.map(({ token, traceHash }) => [token, traceHash])) };
}

/** A sentence about the first event in which two traces differ, or `undefined`. */
export function differenceBetween(a: string, b: string): string | undefined {
  const difference = a === b ? undefined : firstDifference(Trace.parse(a), Trace.parse(b));
  return difference && `event ${difference.n} differs:\n  ${difference.a}\n  ${difference.b}`;
}

/** Runs `work` on a machine that has other things to do: a busy loop a core. */
export async function onBusyMachine<T>(work: () => Promise<T>): Promise<T> {
  const loops = [0, 1].map(() => spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }));
  try {
    return await work();
  } finally {
    for (const loop of loops) loop.kill("SIGKILL");
  }
}

/** The Node of that major that `npm run nodes` installs. */
export function otherNode(major: number): string {
  return join(kitRoot(), ".raftlab", "nodes", "node_modules", `node${major}`, "bin", "node");
}
