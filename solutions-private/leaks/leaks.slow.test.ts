import { createHash } from "node:crypto";
import { kitRoot } from "../../tester/realm/kit-root";
import { handoutOf } from "../../tester/cli/handout/contents";
import { allMutants } from "../bank/bank";
import { LeakSearch, type Leak, type Text } from "./search";
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

/** A method of the reference, as it stands. */
function method(name: string): string {
  const from = reference.search(new RegExp(`^  (private )?(async )?${name}\\(`, "m"));
  return reference.slice(from, reference.indexOf("\n  }\n", from) + 5);
}

test("nothing of the solutions is in the handout: no code, no line, no name, no checksum", () => {
  expect(handout.length).toBeGreaterThan(200);
  expect(search.find(handout).filter((leak) => !isAllowed(leak))).toEqual([]);
});

test("what is allowed is still there", () => {
  const stale = ALLOWED.filter(({ path, excerpt }) => {
    const page = handout.filter((each) => each.path === path);
    return !search.find(page).some((leak) => leak.excerpt.includes(excerpt));
  });
  expect(stale).toEqual([]);
});

describe("a planted leak is found", () => {
  const code = method("appendEntries");
  const renamed = all.words
    .concat(["currentTerm", "log", "role", "commitIndex"])
    .reduce(
      (text, name) => text.replace(new RegExp(`\\b${name}\\b`, "g"), `x${name.length}_${name.charCodeAt(0)}`),
      code,
    );

  test("nothing planted, nothing found", () => expect(planted("")).toEqual([]));
  test("a method of the reference", () => expect(planted(code)).toEqual(expect.arrayContaining(["code", "line"])));
  test("on one line", () => expect(planted(code.replace(/\s+/g, " "))).toContain("code"));
  test("with other names", () => {
    expect(renamed).not.toBe(code);
    expect(planted(renamed)).toContain("renamed code");
  });
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

  test("every method of the reference that is long enough to tell, with and without its names", () => {
    const names = [...reference.matchAll(/^ {2}(?:private )?(?:async )?(\w+)\(.*\{$/gm)].map(([, name]) => name);
    const long = names.filter((name) => method(name).length > 350);
    expect(long.length).toBeGreaterThan(5);
    expect(long.filter((name) => !planted(method(name)).includes("code"))).toEqual([]);
  });
});
