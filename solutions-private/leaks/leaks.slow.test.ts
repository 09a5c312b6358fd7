import { createHash } from "node:crypto";
import ts from "typescript";
import { kitRoot } from "../../tester/realm/kit-root";
import { handoutOf } from "../../tester/cli/handout/contents";
import { allMutants } from "../bank/bank";
import { LeakSearch, SAME_SHAPE, tokensOf, type Leak, type Text } from "./search";
import { secrets } from "./secrets";

jest.setTimeout(600_000);

/** Found and no leak, each with its reason. */
const ALLOWED: readonly { path: string; excerpt: string; because: string }[] = [
  {
    path: "tester/net/calls.ts",
    excerpt: "lastRequest",
    because: "numbers the messages of the simulated network; what the reference calls so has to do with clients",
  },
];

const all = secrets();
const search = new LeakSearch(all);
const handout: Text[] = [...handoutOf(kitRoot())].map(([path, bytes]) => ({ path, text: bytes.toString("utf8") }));
const reference = all.programs.find(({ path }) => path.endsWith("reference/raft.ts"))!.text;

function isAllowed({ path, excerpt }: Leak): boolean {
  return ALLOWED.some((each) => each.path === path && excerpt.includes(each.excerpt));
}

/** What is found when `text` is added to a page that students get. */
function planted(text: string): Leak["kind"][] {
  const page = handout.find(({ path }) => path === "tester/run/toy.ts")!;
  return [...new Set(search.find([{ path: page.path, text: `${page.text}\n${text}\n` }]).map(({ kind }) => kind))];
}

/** The methods of a program, as they stand. */
function methodsOf(program: string): { name: string; text: string }[] {
  const methods: { name: string; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node))
      methods.push({ name: node.name?.getText() ?? "constructor", text: node.getText() });
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("program.ts", program, ts.ScriptTarget.Latest, true));
  return methods;
}

/** The same code in which every name is another, the interface's and the language's too, on one line. */
function renamed(code: string): string {
  const names = new Map<string, string>();
  const nameOf = (name: string): string => names.get(name) ?? names.set(name, `n${names.size}`).get(name)!;
  return tokensOf(code)
    .map(({ kind, text }) => (kind === ts.SyntaxKind.Identifier ? nameOf(text) : text))
    .join(" ");
}

test("nothing of the solutions is in the handout: no code, no line, no name, no checksum", () => {
  expect(handout.length).toBeGreaterThan(200);
  expect(search.find(handout).filter((leak) => !isAllowed(leak))).toEqual([]);
});

test("what students read and edit gives no false alarm", () => {
  const read = handout.filter(({ path }) => /^(starter|labs|docs)\//.test(path));
  expect(read.length).toBeGreaterThan(20);
  expect(search.find(read)).toEqual([]);
});

test("what is allowed is still there", () => {
  const stale = ALLOWED.filter(({ path, excerpt }) => {
    const page = handout.filter((each) => each.path === path);
    return !search.find(page).some((leak) => leak.excerpt.includes(excerpt));
  });
  expect(stale).toEqual([]);
});

describe("a planted leak is found", () => {
  const code = methodsOf(reference).find(({ name }) => name === "appendEntries")!.text;

  test("nothing planted, nothing found", () => expect(planted("")).toEqual([]));
  test("a method of the reference", () => expect(planted(code)).toEqual(expect.arrayContaining(["code", "line"])));
  test("on one line", () => expect(planted(code.replace(/\s+/g, " "))).toContain("code"));
  test("in a comment", () => expect(planted(code.replace(/^/gm, "// "))).toContain("code"));
  test("in a text", () => expect(planted(`const s = ${JSON.stringify(code)};`)).toContain("code"));
  test("in base64", () => expect(planted(Buffer.from(reference).toString("base64"))).toContain("code"));
  test("in base64 of lines of 76", () =>
    expect(planted(Buffer.from(reference).toString("base64").replace(/.{76}/g, "$&\n"))).toContain("code"));
  test("in hex", () => expect(planted(Buffer.from(reference).toString("hex"))).toContain("code"));
  test("a helper's name", () => expect(planted("// see resetElectionTimer")).toEqual(["word"]));
  test("a mutant's name", () => expect(planted(`// ${allMutants[0].name}`)).toEqual(["word"]));
  test("a mutant's sin", () => expect(planted(` ${allMutants[0].sin}`)).toEqual(["line"]));
  test("a checksum", () => expect(planted(createHash("sha256").update(reference).digest("hex"))).toEqual(["checksum"]));

  test("with other names", () => expect(planted(renamed(code))).toEqual(["renamed code"]));
});

describe.each(["raft.ts", "server.ts", "client.ts"])("every method of the reference's %s is found", (file) => {
  const methods = methodsOf(all.programs.find(({ path }) => path.endsWith(`reference/${file}`))!.text);
  /** A shorter one says no more than the paper: `getState`, `kill`, `isMajority`. */
  const telling = methods.filter(({ text }) => tokensOf(text).length >= SAME_SHAPE);
  const missed = (dress: (code: string) => string, kind: Leak["kind"]): string[] =>
    telling.filter(({ text }) => !planted(dress(text)).includes(kind)).map(({ name }) => name);

  test("there are some", () => expect(telling.length).toBeGreaterThan(methods.length / 2));
  test("as it stands", () => expect(missed((text) => text, "code")).toEqual([]));
  test("with all names changed", () => expect(missed(renamed, "renamed code")).toEqual([]));
});
