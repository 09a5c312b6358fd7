/** Looks for pieces of what is private in texts that students get. */
import { createHash } from "node:crypto";
import ts from "typescript";

/** One text, by its path. */
export interface Text {
  path: string;
  text: string;
}

/** What must not get out. */
export interface Secrets {
  /** Solutions: their code in any dress, and their lines. */
  programs: readonly Text[];
  /** Pieces of code that make a program wrong, and sentences that say how: found line by line. */
  snippets: readonly string[];
  /** Names of wrong programs, and identifiers of the reference's own: found as whole words. */
  words: readonly string[];
  /** Files whose checksums must not get out either. */
  files: readonly Text[];
  /** What programs and students rightly share: the starter, the interface. */
  shared: readonly Text[];
}

/** Something found. */
export interface Leak {
  path: string;
  kind: "code" | "renamed code" | "line" | "word" | "checksum";
  /** As it stands in the text, without its spaces where it is code. */
  excerpt: string;
}

/** Tokens in a row, as they stand, that are no accident. Measured: 20 still finds signatures of the interface. */
const SAME_TOKENS = 24;
/** Tokens in a row, whatever the names and texts in them, that are no accident. Measured: 28 finds accidents, 30 none. */
export const SAME_SHAPE = 30;
/** Characters of a line, without its spaces, that are no accident. */
const LINE_CHARS = 30;
/** Characters of an encoded text that is worth decoding. */
const ENCODED = /(?:[A-Za-z0-9+/_-]{40,}={0,2}\s*)+/g;

/** As TypeScript reads it; comments are none. */
export interface Token {
  kind: ts.SyntaxKind;
  text: string;
}

/** What stands in templates counts as code: without a parser the scanner would take the wrong ends of them for texts. */
export function tokensOf(text: string): Token[] {
  const bare = text.replace(/`|\$\{/g, " ");
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, bare);
  const tokens: Token[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan())
    tokens.push({ kind, text: scanner.getTokenText() });
  return tokens;
}

function squeezed(line: string): string {
  return line.replace(/\s+/g, "");
}

/** A text, and what is in it where it is decoded: of escapes, of comment signs, of base64 and hex. */
function readings(text: string): string[] {
  const unescaped = text.replace(/\\n/g, "\n").replace(/\\(["'`\\])/g, "$1");
  const uncommented = text.replace(/^\s*(\/\/|\/?\*+)|\*\/|\/\//gm, " ");
  const decoded = (text.match(ENCODED) ?? []).flatMap((run) => {
    const bare = run.replace(/\s/g, "");
    return [Buffer.from(bare, "base64"), Buffer.from(bare, "hex")].map((bytes) => bytes.toString("utf8"));
  });
  return [...new Set([text, unescaped, uncommented, ...decoded])];
}

/** What stands for a stretch of tokens: names, the interface's too, are told apart only by where they recur. */
function shapeOf(tokens: readonly Token[], from: number): string {
  const seen = new Map<string, number>();
  let shape = "";
  for (let i = from; i < from + SAME_SHAPE; i++) {
    const { kind, text } = tokens[i];
    if (kind === ts.SyntaxKind.Identifier) {
      shape += ` #${i - (seen.get(text) ?? i)}`;
      seen.set(text, i);
    } else shape += kind === ts.SyntaxKind.StringLiteral ? " S" : ` ${text}`;
  }
  return shape;
}

function wordsOf(tokens: readonly Token[], from: number, count: number): string {
  let words = "";
  for (let i = from; i < from + count; i++) words += ` ${tokens[i].text}`;
  return words;
}

function checksumsOf({ text }: Text): string[] {
  const bytes = Buffer.from(text);
  const blob = Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]);
  const of = (name: string, what: Buffer, form: "hex" | "base64") => createHash(name).update(what).digest(form);
  const forms = ["hex", "base64"] as const;
  return forms.flatMap((form) => [
    ...["sha256", "sha1", "md5"].map((name) => of(name, bytes, form)),
    of("sha1", blob, form),
  ]);
}

/** Knows the secrets, and finds them. */
export class LeakSearch {
  private readonly same = new Set<string>();
  private readonly shapes = new Set<string>();
  private readonly lines = new Set<string>();
  private readonly word: RegExp;
  private readonly checksums: readonly string[];

  constructor({ programs, snippets, words, files, shared }: Secrets) {
    for (const { text } of programs) this.addCode(text, (set, item) => set.add(item));
    for (const text of [...programs.map(({ text }) => text), ...snippets]) this.addLines(text);
    for (const { text } of shared) this.addCode(text, (set, item) => set.delete(item));
    for (const { text } of shared) for (const line of text.split("\n")) this.lines.delete(squeezed(line));
    this.word = new RegExp(`(?<![\\w-])(?:${words.join("|")})(?![\\w-])`, "g");
    this.checksums = files.flatMap(checksumsOf);
  }

  private addCode(text: string, put: (set: Set<string>, item: string) => void): void {
    const tokens = tokensOf(text);
    for (let i = 0; i + SAME_TOKENS <= tokens.length; i++) put(this.same, wordsOf(tokens, i, SAME_TOKENS));
    for (let i = 0; i + SAME_SHAPE <= tokens.length; i++) put(this.shapes, shapeOf(tokens, i));
  }

  private addLines(text: string): void {
    const lines = text.split("\n").filter((line) => !/^\s*import /.test(line));
    for (const line of lines.map(squeezed)) if (line.length >= LINE_CHARS) this.lines.add(line);
  }

  /** All that leaks through these texts; of code that goes on, its beginning. */
  find(texts: readonly Text[]): Leak[] {
    const all = texts.flatMap(({ path, text }) => readings(text).flatMap((each) => this.findIn({ path, text: each })));
    return [...new Map(all.map((leak) => [JSON.stringify(leak), leak])).values()];
  }

  private findIn({ path, text }: Text): Leak[] {
    const leaks: Leak[] = [];
    const add = (kind: Leak["kind"], excerpt: string) => leaks.push({ path, kind, excerpt });
    const tokens = tokensOf(text);
    for (let i = 0; i + SAME_TOKENS <= tokens.length; i++) {
      if (!this.same.has(wordsOf(tokens, i, SAME_TOKENS))) continue;
      add("code", wordsOf(tokens, i, SAME_TOKENS).trim());
      i += SAME_TOKENS - 1;
    }
    for (let i = 0; i + SAME_SHAPE <= tokens.length; i++) {
      if (!this.shapes.has(shapeOf(tokens, i))) continue;
      add("renamed code", wordsOf(tokens, i, SAME_SHAPE).trim());
      i += SAME_SHAPE - 1;
    }
    for (const line of text.split("\n").map(squeezed)) if (this.lines.has(line)) add("line", line);
    for (const [word] of text.matchAll(this.word)) add("word", word);
    for (const sum of this.checksums) if (text.includes(sum)) add("checksum", sum);
    return leaks;
  }
}
