/**
 * Stacks: only the submission's own frames, and no object through which it could look into another's.
 *
 * `Error.prepareStackTrace` is looked up by Node on the global `Error` of the realm in which the error was made. Left
 * alone, a submission could set it and be handed V8's call sites; the host's would show the host's paths. So it is ours
 * and both bindings are fixed.
 */
import { defineProperty } from "./builtins";

/** The name under which the host runs the submission's script; the host rewrites its positions. */
export const SCRIPT_NAME = "submission.js";

/** Frames that V8 records. Above what is kept, as the kit's own frames and the host's are among them. */
const RECORDED_FRAMES = 50;
/** Frames that are kept. */
const KEPT_FRAMES = 12;

/** The part of V8's call sites that is used here. */
interface CallSite {
  getFileName(): string | null;
  getFunctionName(): string | null;
  getTypeName(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  isToplevel(): boolean;
  isConstructor(): boolean;
  isAsync(): boolean;
}

/** `TypeError: x is not a function`, whatever was done to the error; `undefined` if it isn't one. */
export function headOf(error: unknown): string | undefined {
  try {
    if (typeof error !== "object" || error === null) return undefined;
    const { name, message } = error as { name?: unknown; message?: unknown };
    if (typeof message !== "string") return undefined;
    const shown = typeof name === "string" && name !== "" ? name : "Error";
    return message === "" ? shown : shown + ": " + message;
  } catch {
    return undefined;
  }
}

function nameOf(site: CallSite): string {
  const name = site.getFunctionName() ?? "";
  if (site.isConstructor()) return "new " + (name === "" ? "(anonymous)" : name);
  if (name === "" || site.isToplevel()) return name;
  // esbuild calls a class that mentions itself _Raft, and V8 knows its objects by that name.
  const type = (site.getTypeName() ?? "").replace(/^_/, "");
  return type === "" || type === "Object" || name === type ? name : type + "." + name;
}

function frameOf(site: CallSite): string {
  const at = SCRIPT_NAME + ":" + (site.getLineNumber() ?? 0) + ":" + (site.getColumnNumber() ?? 0);
  const name = nameOf(site);
  const prefix = site.isAsync() ? "at async " : "at ";
  return name === "" ? prefix + at : prefix + name + " (" + at + ")";
}

function prepareStackTrace(error: unknown, sites: readonly CallSite[]): string {
  let text = headOf(error) ?? "Error";
  let kept = 0;
  for (let i = 0; i < sites.length && kept < KEPT_FRAMES; i++) {
    const site = sites[i]!;
    if (site.getFileName() !== SCRIPT_NAME) continue;
    text += "\n    " + frameOf(site);
    kept++;
  }
  return text;
}

/** Fixes how stacks are written. */
export function installStacks(): void {
  const fixed = { writable: false, enumerable: false, configurable: false };
  defineProperty(Error, "prepareStackTrace", { ...fixed, value: prepareStackTrace });
  defineProperty(Error, "stackTraceLimit", { ...fixed, writable: true, value: RECORDED_FRAMES });
  defineProperty(globalThis, "Error", { ...fixed, value: Error });
}
