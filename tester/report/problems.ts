import type { Problem } from "../run/result";
import type { Paint } from "./paint";

/** As tsc words it: `raft.ts(12,5): error TS2322: …`. Sentences without a place stand alone. */
export function problemLine({ file, line, column, text }: Problem): string {
  if (file === undefined || line === undefined) return text;
  const rank = text.startsWith("error ") ? "" : "error: ";
  return `${file}(${line},${column ?? 1}): ${rank}${text}`;
}

/** What kept the submission from being judged, and nothing else. */
export function problemsText(problems: readonly Problem[], impl: string, paint: Paint): string {
  const [count, them] = problems.length === 1 ? ["an error", "it"] : [`${problems.length} errors`, "them"];
  const closing = `The code in ${impl} has ${count}. No test counts until you have mended ${them}.`;
  return [...problems.map(problemLine), "", paint.bad(closing)].join("\n");
}
