import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { kitRoot } from "../../tester/realm/kit-root";
import type { SourceFile, Sources } from "../bank/change";

/** A gap of the starter: `todo("2b", "Raft.start")` in the method that is to be written. */
interface Gap {
  file: SourceFile;
  className: string;
  /** `constructor` for that. */
  member: string;
  /** The whole method, as the starter has it. */
  text: string;
}

/** The reference with one gap of the starter left open: what a student hands in who didn't get to the end. */
export interface Unfinished {
  /** `without-raft-start` */
  name: string;
  sources: Sources;
}

function starterText(file: SourceFile): string {
  return readFileSync(join(kitRoot(), "starter", file), "utf8");
}

/** The starter as it is handed out. */
export const starter: Sources = {
  "raft.ts": starterText("raft.ts"),
  "server.ts": starterText("server.ts"),
  "client.ts": starterText("client.ts"),
};

function membersOf(
  text: string,
): { className: string; member: string; node: ts.ClassElement; source: ts.SourceFile }[] {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.ES2022);
  return source.statements.filter(ts.isClassDeclaration).flatMap((declared) =>
    declared.members.map((node) => ({
      ...{ className: declared.name!.text, node, source },
      member: ts.isConstructorDeclaration(node) ? "constructor" : (node.name?.getText(source) ?? ""),
    })),
  );
}

function gapsIn(file: SourceFile): Gap[] {
  return membersOf(starter[file])
    .map(({ className, member, node, source }) => ({ file, className, member, text: node.getText(source) }))
    .filter(({ text }) => text.includes("todo("));
}

/** `undefined` where the reference does it in another way, with no such method. */
function reopened(sources: Sources, { file, className, member, text }: Gap): Sources | undefined {
  const whole = sources[file];
  const found = membersOf(whole).find((own) => own.className === className && own.member === member);
  if (found === undefined) return undefined;
  const { node, source } = found;
  const changed = whole.slice(0, node.getStart(source)) + text + whole.slice(node.getEnd());
  return { ...sources, [file]: importing(changed) };
}

/** `todo` is among what the file imports. */
function importing(text: string): string {
  return text.replace(/import \{([^}]*)\} from "raftlab"/, (whole, names: string) =>
    /\btodo\b/.test(names) ? whole : `import { todo,${names}} from "raftlab"`,
  );
}

/** Programs with one gap left each, and those of which whole files aren't begun. */
export function unfinished(reference: Sources): Unfinished[] {
  const files = Object.keys(starter) as SourceFile[];
  const gaps = files.flatMap(gapsIn).flatMap((gap): Unfinished[] => {
    const sources = reopened(reference, gap);
    return sources === undefined ? [] : [{ name: `without-${gap.className}-${gap.member}`.toLowerCase(), sources }];
  });
  const notBegun = files.map((file): Unfinished => ({
    name: `without-${file.slice(0, -".ts".length)}`,
    sources: { ...reference, [file]: starter[file] },
  }));
  return [...gaps, ...notBegun];
}
