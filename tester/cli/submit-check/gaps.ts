import ts from "typescript";
import type { SubmittedFile } from "../../grade/submission";

/** A `todo` that still stands in a submission. */
export interface Gap {
  /** `2a` */
  lab: string;
  /** `Raft.start` */
  what: string;
  file: string;
  /** From 1. */
  line: number;
}

/** The gaps of a file, in its order: calls of `todo` with two texts. What stands in comments and strings is none. */
function gapsOf({ name, text }: SubmittedFile): Gap[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
  const gaps: Gap[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "todo") {
      const [lab, what] = node.arguments;
      if (lab !== undefined && ts.isStringLiteralLike(lab) && what !== undefined && ts.isStringLiteralLike(what)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        gaps.push({ lab: lab.text.toLowerCase(), what: what.text, file: name, line: line + 1 });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return gaps;
}

/** All gaps of a submission, file by file. */
export function gapsIn(files: readonly SubmittedFile[]): Gap[] {
  return files.flatMap(gapsOf);
}
