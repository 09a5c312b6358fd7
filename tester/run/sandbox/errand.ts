/** A program of the kit's own that handles student text, and all that it needs for that. */
export interface Errand {
  /** Its built file. */
  script: string;
  args: readonly string[];
  /** The kit's folder. */
  kit: string;
  /** What it reads of the kit, relative to that: files, and folders that end in `/`. */
  reads: readonly string[];
  /** The submission's folder, if it reads that; handed over as the last argument, as the child sees it. */
  folder?: string;
  /** Another program that it starts, in the kit, and the variable that tells where that is. */
  starts?: { path: string; variable: string };
  /** V8's heap, MB. */
  heapMb: number;
  /** V8 is set for many short runs: with as few threads as can be, as there are as many children as cores already. */
  isForRuns?: boolean;
  /** Data that the kernel lets one process have, MB: well above what its parent watches, which is to be first. */
  dataMb: number;
  /** Processes and threads together. */
  threads: number;
}

/** Read by whatever looks for the kit's folder: it isn't there, and asking must not be an error. */
const MANIFESTS = ["package.json", ".raftlab/package.json"];

/** Threads that Node itself has, and a few. */
const THREADS = 24;
/** Address space that isn't resident: what V8 sets aside. */
const SPARE_MB = 1_024;

/** Runs of a submission: it comes by message, so that nothing is read but the kit's own code. */
export function runErrand(kit: string, args: readonly string[], limits: { heapMb: number; memoryMb: number }): Errand {
  const reads = ["child.js", "inside.js", "watcher.js"].map((file) => `.raftlab/${file}`);
  const dataMb = limits.memoryMb + SPARE_MB;
  return {
    script: "child.js",
    args,
    kit,
    reads: [...reads, ...MANIFESTS],
    heapMb: limits.heapMb,
    isForRuns: true,
    dataMb,
    threads: THREADS,
  };
}

/** What the type check and the compilation may have, MB. */
export const GATE_MEMORY_MB = 1_536;
const GATE_HEAP_MB = 1_024;

/** The type check of a submission. */
export function typecheckErrand(kit: string, args: readonly string[], folder: string): Errand {
  const declarations = ["api.ts", "realm/globals.d.ts", "realm/demanded.ts", "realm/lib.ts"];
  const reads = [
    ".raftlab/typecheck-child.js",
    "node_modules/typescript/",
    ...declarations.map((at) => `tester/${at}`),
  ];
  return {
    ...{ script: "typecheck-child.js", args, kit, folder, reads: [...reads, ...MANIFESTS] },
    ...{ heapMb: GATE_HEAP_MB, dataMb: GATE_MEMORY_MB + SPARE_MB, threads: THREADS },
  };
}

/** Threads of esbuild, one a core and some, beside Node's. */
const COMPILE_THREADS = 160;

/** The compilation of a submission. */
export function compileErrand(kit: string, role: string, folder: string): Errand {
  // esbuild looks around for its program, and from Node 22 on the permission model doesn't let it.
  const starts = { path: esbuildIn(), variable: "ESBUILD_BINARY_PATH" };
  const reads = [".raftlab/compile-child.js", "node_modules/esbuild/", "tester/api.ts", starts.path];
  return {
    ...{ script: "compile-child.js", args: [role], kit, folder, reads: [...reads, ...MANIFESTS], starts },
    ...{ heapMb: GATE_HEAP_MB, dataMb: GATE_MEMORY_MB + SPARE_MB, threads: COMPILE_THREADS },
  };
}

/** esbuild's own program for this machine, in the kit. */
function esbuildIn(): string {
  const file = process.platform === "win32" ? "esbuild.exe" : "bin/esbuild";
  return `node_modules/@esbuild/${process.platform}-${process.arch}/${file}`;
}
