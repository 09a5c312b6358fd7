/** From a submission's folder to one script that a realm can run. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { build, type BuildFailure, type Message, type OnLoadArgs, type OnResolveArgs, type Plugin } from "esbuild";
import { ENTRIES, OWN, OWN_SOURCE, type Role } from "./entries";
import { kitRoot } from "./kit-root";
import type { Problem } from "./problem";

export type { Role } from "./entries";

/** A compiled submission: plain data, to be sent to the children that run it. */
export interface Program {
  role: Role;
  /** One statement, which hands the submission's modules to the code inside the realm. */
  script: string;
  /** JSON of the script's source map; its sources are named as {@link sourceName} does. */
  map: string;
  /** The submission's own files, relative to its folder, sorted. */
  files: string[];
  /** SHA-256 of these files, names and contents, hex. */
  hash: string;
}

export type Compiled = { ok: true; program: Program } | { ok: false; problems: Problem[] };

const API = "raftlab";
const ENTRY = "raftlab-entry";

/** What hands the modules over: a function that runs them and returns their exports. Strict, as modules are. */
const BEFORE = `"use strict";globalThis[Symbol.for("raftlab.load")](() => {`;
const AFTER = `return submission;});`;

const RULE = `a submission may import only "raftlab" and its own files`;
const EXTENSIONS = ["", ".ts", ".mts", ".js", ".mjs", ".json", "/index.ts", "/index.js"];

function entryCode(role: Role): string {
  return role === "raft"
    ? `export * as raft from "./raft";`
    : `export * as server from "./server";\nexport * as client from "./client";`;
}

/** The file that a relative import means: as written, with an extension, or the .ts behind a .js. */
function findFile(path: string): string | undefined {
  const candidates = EXTENSIONS.map((extension) => path + extension);
  if (/\.m?js$/.test(path)) candidates.push(path.replace(/js$/, "ts"));
  return candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
}

function isWithin(folder: string, file: string): boolean {
  return realpathSync(file).startsWith(realpathSync(folder) + sep);
}

/** With slashes, on Windows too. */
function relativeName(folder: string, file: string): string {
  return relative(folder, file).split(sep).join("/");
}

/** Resolves what may be imported, refuses what may not, and notes the submission's files as they are read. */
function allowList(folder: string, role: Role, files: Map<string, string>): Plugin {
  const refusal = (text: string) => ({ errors: [{ text }] });

  const resolveOwn = ({ path, importer, namespace, kind }: OnResolveArgs) => {
    if (kind === "dynamic-import") return refusal(`imports "${path}" by import(); ${RULE}, by import statements`);
    if (kind !== "import-statement") return refusal(`imports "${path}" by ${kind}; ${RULE}, by import statements`);
    if (path === "raftlab") return { path: "api.ts", namespace: API };
    if (!path.startsWith(".")) return refusal(`imports "${path}"; ${RULE}`);
    const wanted = resolve(folder, namespace === OWN ? dirname(importer) : ".", path);
    // What lies outside isn't even looked for: whether it is there is nothing to learn from an error.
    if (!wanted.startsWith(folder + sep)) return refusal(`imports "${path}", which lies outside its folder; ${RULE}`);
    const file = findFile(wanted);
    if (file === undefined) return refusal(`imports "${path}", which is not there`);
    if (!isWithin(folder, file)) return refusal(`imports "${path}", which lies outside its folder; ${RULE}`);
    return { path: relativeName(folder, file), namespace: OWN };
  };

  const loadOwn = ({ path }: OnLoadArgs) => {
    const contents = readFileSync(join(folder, path), "utf8");
    files.set(path, contents);
    return { contents, loader: path.endsWith(".json") ? ("json" as const) : ("ts" as const) };
  };

  return {
    name: "allow-list",
    setup(build) {
      build.onResolve({ filter: /^raftlab-entry$/, namespace: "" }, () => ({ path: "entry", namespace: ENTRY }));
      build.onResolve({ filter: /.*/ }, resolveOwn);
      build.onLoad({ filter: /.*/, namespace: ENTRY }, () => ({ contents: entryCode(role), loader: "ts" }));
      build.onLoad({ filter: /.*/, namespace: OWN }, loadOwn);
      build.onLoad({ filter: /.*/, namespace: API }, () => ({
        contents: readFileSync(join(kitRoot(), "tester", "api.ts"), "utf8"),
        loader: "ts",
      }));
    },
  };
}

function hashOf(files: Map<string, string>): string {
  const hash = createHash("sha256");
  for (const [name, contents] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${Buffer.byteLength(contents)}\0`).update(contents);
  }
  return hash.digest("hex");
}

/** esbuild's words; our own refusals come as its errors too. */
function problemOf({ text, location }: Message): Problem {
  const rewritten = text.startsWith('This "import" expression') ? `uses import(); ${RULE}, by import statements` : text;
  if (location === null) return { text: rewritten };
  const file = location.file.replace(new RegExp(`^${OWN_SOURCE}`), "");
  return { file, line: location.line, column: location.column + 1, text: rewritten };
}

function missingFiles(folder: string, role: Role): Problem[] {
  if (!existsSync(folder)) return [{ text: `There is no folder ${folder}.` }];
  return ENTRIES[role]
    .filter((file) => !existsSync(join(folder, file)))
    .map((file) => ({ file, text: `There is no ${file} in the submission's folder.` }));
}

/** Compiles the submission in `dir`. Reads files, writes none; problems are the submission's, a throw is our own bug. */
export async function compile(dir: string, role: Role): Promise<Compiled> {
  const folder = resolve(dir);
  const missing = missingFiles(folder, role);
  if (missing.length > 0) return { ok: false, problems: missing };
  const files = new Map<string, string>();
  try {
    const result = await build({
      entryPoints: ["raftlab-entry"],
      outfile: join(folder, "submission.js"),
      absWorkingDir: folder,
      plugins: [allowList(folder, role, files)],
      bundle: true,
      write: false,
      format: "iife",
      globalName: "submission",
      platform: "neutral",
      target: "es2022",
      charset: "utf8",
      keepNames: true,
      sourcemap: "external",
      sourcesContent: false,
      logLevel: "silent",
      supported: { "dynamic-import": false },
      logOverride: { "unsupported-dynamic-import": "error", "unsupported-require-call": "error" },
      // Neither the folder's own settings nor the environment may change what is compiled.
      tsconfigRaw: { compilerOptions: { target: "es2022", useDefineForClassFields: true } },
      banner: { js: BEFORE },
      footer: { js: AFTER },
    });
    const outputs = result.outputFiles;
    const script = outputs.find(({ path }) => path.endsWith(".js"))!.text;
    const map = outputs.find(({ path }) => path.endsWith(".map"))!.text;
    return { ok: true, program: { role, script, map, files: [...files.keys()].sort(), hash: hashOf(files) } };
  } catch (error) {
    const { errors } = error as BuildFailure;
    if (!Array.isArray(errors)) throw error;
    return { ok: false, problems: errors.map(problemOf) };
  }
}
