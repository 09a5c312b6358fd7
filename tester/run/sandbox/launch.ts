/** From an errand and a sandbox to what is started, as data. */
import { join } from "node:path";
import type { Errand } from "./errand";
import type { Sandbox, Tools } from "./sandbox";

/** What `spawn` takes. */
export interface Launch {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}

/** The descriptor on which bubblewrap tells the number of the process that it started. */
export const STATUS_FD = 5;

/** Where strict children find things: they see nothing of the host's own paths. */
const INNER_KIT = "/raftlab";
const INNER_FOLDER = "/submission";
const INNER_NODE = "/node";

/** Who strict children are: nobody, on every Linux. */
const NOBODY = 65_534;

/** Nothing of the host's may reach a run. Windows needs its own to start. `kit` is where the child sees the kit. */
function environment({ starts }: Errand, kit: string): NodeJS.ProcessEnv {
  const settled = { TZ: "UTC", LC_ALL: "en_US.UTF-8", ...(starts && { [starts.variable]: join(kit, starts.path) }) };
  return process.platform === "win32" ? { ...settled, SystemRoot: process.env.SystemRoot } : settled;
}

/** Its name until 22.13. */
function permissionFlag(): string {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 13) ? "--permission" : "--experimental-permission";
}

/** Node's permission model: these paths are read, and nothing else is. */
function permissions({ reads, folder, starts }: Errand, kit: string): string[] {
  // A folder stands for all that is in it.
  const paths = reads.map((path) => join(kit, path));
  const shown = folder === undefined ? paths : [...paths, folder];
  return [
    ...[permissionFlag(), "--no-warnings"],
    ...shown.map((path) => `--allow-fs-read=${path}`),
    ...(starts === undefined ? [] : ["--allow-child-process"]),
  ];
}

/**
 * V8 without threads of its own, and without its middle compiler: a run's servers live for milliseconds, and what that
 * compiles for one is of no use to the next. (A third of the CPU time on Node 24, a tenth on 22, nothing on 20.)
 */
const FOR_RUNS = ["--single-threaded", "--no-maglev"];

function nodeArguments(errand: Errand, kit: string, folder: string | undefined, isOpen: boolean): string[] {
  const { script, args, heapMb, isForRuns } = errand;
  return [
    `--max-old-space-size=${heapMb}`,
    ...(isForRuns ? FOR_RUNS : []),
    ...(isOpen ? [] : permissions({ ...errand, folder }, kit)),
    ...[join(kit, ".raftlab", script), ...args],
    ...(folder === undefined ? [] : [folder]),
  ];
}

/** What the kernel holds a strict child to; whatever the parent doesn't see in time ends here. */
function kernelLimits({ dataMb, threads }: Errand): string[] {
  return [
    `--data=${dataMb * 1_048_576}`,
    `--nproc=${threads}`,
    ...["--nofile=128", "--fsize=0", "--core=0"],
    // A child lives for many runs: this only ends what everybody else has forgotten.
    "--cpu=3600",
  ];
}

/** Namespaces of its own for everything, an empty root that can't be written to, and the few files that it needs. */
function bubble(errand: Errand, { prlimit }: Tools): string[] {
  const { kit, reads, folder } = errand;
  const shown = reads.flatMap((path) => ["--ro-bind-try", join(kit, path), join(INNER_KIT, path)]);
  const env = Object.entries(environment(errand, INNER_KIT)).flatMap(([name, value]) => ["--setenv", name, value!]);
  return [
    ...["--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--as-pid-1"],
    ...["--uid", String(NOBODY), "--gid", String(NOBODY), "--cap-drop", "ALL", "--hostname", "nowhere"],
    ...["--json-status-fd", String(STATUS_FD)],
    ...["/usr", "/lib", "/lib64", "/lib32", "/bin"].flatMap((path) => ["--ro-bind-try", path, path]),
    ...["--ro-bind", process.execPath, INNER_NODE, ...shown],
    ...(folder === undefined ? [] : ["--ro-bind", folder, INNER_FOLDER]),
    ...["--proc", "/proc", "--remount-ro", "/", "--chdir", "/", "--clearenv", ...env],
    ...["--", prlimit, ...kernelLimits(errand), "--", INNER_NODE],
  ];
}

/** What starts the errand in the sandbox. */
export function launchOf(errand: Errand, sandbox: Sandbox): Launch {
  const { kit, folder } = errand;
  const env = environment(errand, kit);
  if (sandbox.kind !== "strict") {
    const args = nodeArguments(errand, kit, folder, sandbox.kind === "none");
    return { command: process.execPath, args, env };
  }
  const { tools } = sandbox;
  const inner = nodeArguments(errand, INNER_KIT, folder && INNER_FOLDER, false);
  const bubbled = [tools.bwrap, ...bubble(errand, tools), ...inner];
  // Only what runs a submission's code: the others start nothing of it, and may have to read where nobody may.
  if (tools.setpriv === undefined || folder !== undefined) return { command: bubbled[0], args: bubbled.slice(1), env };
  const who = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", "--"];
  return { command: tools.setpriv, args: [...who, ...bubbled], env };
}
