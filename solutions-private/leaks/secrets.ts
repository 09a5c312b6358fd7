/** What of this folder must not reach a student. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { kitRoot } from "../../tester/realm/kit-root";
import { allMutants, allVariants } from "../bank/bank";
import type { Secrets, Text } from "./search";

/** Names that Figures 2 and 13 give, and that every Raft has: no secret. */
const FIGURES = new Set(
  ["currentTerm", "votedFor", "commitIndex", "lastApplied", "nextIndex", "matchIndex"].concat([
    "lastIncludedIndex",
    "lastIncludedTerm",
    "installSnapshot",
    "leaderCommit",
  ]),
);

function textAt(path: string): Text {
  return { path, text: readFileSync(join(kitRoot(), path), "utf8") };
}

function textsUnder(folder: string): Text[] {
  const entries = readdirSync(join(kitRoot(), folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => textAt(join(parentPath, name).slice(kitRoot().length + 1)));
}

/** What the reference calls its own methods and fields: two words or more, so that no everyday word is among them. */
export function namesOfIts(texts: readonly Text[], shared: readonly Text[]): string[] {
  const names = new Set<string>();
  for (const { path, text } of texts) {
    const visit = (node: ts.Node): void => {
      const isOwn = ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isPropertyDeclaration(node);
      if (isOwn && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  }
  const isShared = (name: string) => shared.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
  return [...names].filter((name) => /[a-z][A-Z]/.test(name) && !FIGURES.has(name) && !isShared(name));
}

/** The secrets, from the folder as it is. */
export function secrets(): Secrets {
  const shared = ["starter/raft.ts", "starter/server.ts", "starter/client.ts", "tester/api.ts"]
    .concat(["tester/realm/demanded.ts", "docs/students/interface.md"])
    .map(textAt);
  const reference = textsUnder("solutions-private/reference");
  const whole = textsUnder("solutions-private/variants").filter(({ path }) => path.endsWith("/raft.ts"));
  const banked = [...allMutants, ...allVariants];
  const sentences = allMutants.flatMap(({ sin, indistinguishable }) => [sin, indistinguishable ?? ""]);
  const changes = banked.flatMap(({ changes }) => changes.flatMap(({ find, replace }) => [find, replace]));
  return {
    programs: [...reference, ...whole, ...changes.map((text) => ({ path: "a change", text }))],
    snippets: [...changes, ...sentences, ...allVariants.map(({ way }) => way)],
    // A name of one word (prevote, outbox) says nothing that the paper or a dictionary doesn't.
    words: [...banked.map(({ name }) => name).filter((name) => name.includes("-")), ...namesOfIts(reference, shared)],
    files: textsUnder("solutions-private"),
    shared,
  };
}
