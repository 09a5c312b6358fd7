/** Something wrong with a submission's text, before anything of it runs. */
export interface Problem {
  /** Relative to the submission's folder. */
  file?: string;
  /** From 1. */
  line?: number;
  /** From 1. */
  column?: number;
  /** One sentence. */
  text: string;
}

/** A problem as it is shown: `raft.ts:3:20 imports "fs"; …`, `raft.ts:3:20: Unexpected "}"`. */
export function showProblem({ file, line, column, text }: Problem): string {
  if (file === undefined || line === undefined) return text;
  const saysWhatItDoes = /^(imports|uses) /.test(text);
  return `${file}:${line}:${column ?? 1}${saysWhatItDoes ? "" : ":"} ${text}`;
}
