import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { kitRoot } from "../realm/kit-root";
import { EXIT } from "../run/outcome";
import { UsageError } from "./usage";

/** Options of `raftlab mutants`, as typed. */
export interface MutantsOptions {
  lab?: string;
  scenario?: string;
  classic?: boolean;
  tier: string;
  seeds?: string;
  base: string;
  jobs?: string;
  until?: string;
  without?: string;
  canaries?: boolean;
  /** Leave out the mutants that needn't be killed. */
  owed?: boolean;
  /** `true`: variants alone; `false`: mutants alone. */
  variants?: boolean;
  fresh?: boolean;
  json?: string;
  html?: string;
  write?: string;
  types?: boolean;
  /** Diagnose each first failing run: `bank`, `frozen` or `all`. */
  diagnose?: string | true;
  /** With it, runs of right programs to look at. */
  listen?: string;
  /** And the page that is written of it. */
  writePage?: string;
}

/** What the bank's process is sent, once. */
export interface MutantsRequest {
  names: readonly string[];
  options: MutantsOptions;
}

/** What the bank loads where it needs it, from node_modules. */
const EXTERNAL = ["esbuild", "typescript", "zod", "cli-progress"];

/**
 * `raftlab mutants`: builds the bank and runs it, in a process of its own, as nothing here may depend on what lies in
 * the private folder. @returns the exit code
 */
export async function mutants(names: readonly string[], options: MutantsOptions): Promise<number> {
  const source = join(kitRoot(), "solutions-private", "bank", "main.ts");
  if (!existsSync(source)) {
    throw new UsageError(
      "This checkout has no solutions-private, where the bank of wrong programs lies: nothing to run.",
    );
  }
  const bank = join(kitRoot(), ".raftlab", "bank.js");
  await build({
    ...{ entryPoints: [source], outfile: bank, bundle: true, platform: "node", format: "cjs", target: "node20" },
    ...{ external: EXTERNAL, logLevel: "warning" },
  });
  // Detached, so that Ctrl-C reaches it once, through us, whoever sent it. When we are killed, it ends by itself.
  const child = fork(bank, { detached: true });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  child.send({ names, options } satisfies MutantsRequest);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? EXIT.unknown));
  });
}
