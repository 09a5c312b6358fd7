import fc from "fast-check";
import { zipSync, type Zippable } from "fflate";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { collectSubmission, FILE_BYTES_MAX, NAMES_MAX, type Submission } from "./submission";

const scratch = mkdtempSync(join(tmpdir(), "zips-"));
afterAll(() => rmSync(scratch, { recursive: true }));
let made = 0;

const bytesOf = (content: string | Uint8Array) => (typeof content === "string" ? Buffer.from(content) : content);

/** A zip of these files, whatever their names. */
function zipOf(files: Record<string, string | Uint8Array>, level: 0 | 6 = 6): Buffer {
  const contents: Zippable = Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, [bytesOf(content), { level }]]),
  );
  return Buffer.from(zipSync(contents));
}

/** What is taken of a file NAME.zip with these bytes. */
function collected(zip: Uint8Array): Submission {
  const file = join(scratch, `${++made}.zip`);
  writeFileSync(file, zip);
  return collectSubmission(file);
}

/** Changes bytes of the entry's line in the list of contents; `at` counts from its signature. */
function patched(zip: Buffer, at: number, ...bytes: number[]): Buffer {
  const copy = Buffer.from(zip);
  const line = copy.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  copy.set(bytes, line + at);
  return copy;
}

const FLAGS = 8;
const METHOD = 10;
const CRC = 16;
const SIZE = 24;

/** A tree as students hand in: path → content; a folder's path ends in a slash. */
const LINK = "a link";
const fileName = fc.constantFrom(
  ...[
    "raft.ts",
    "server.ts",
    "client.ts",
    "Raft.ts",
    "log.ts",
    "LOG.ts",
    "notes.md",
    ".DS_Store",
    "größe.ts",
    "a b.ts",
  ],
);
const folderName = fc.constantFrom("starter", "tester", "lib", "node_modules", "__MACOSX", ".git", "anna main");
const content = fc.oneof(
  fc.string({ unit: "binary" }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 20 }),
  fc.constantFrom(Buffer.alloc(FILE_BYTES_MAX + 1, 120), LINK, LINK, LINK),
);
const anyPath = fc.array(folderName, { maxLength: 3 }).map((names) => names.map((name) => `${name}/`).join(""));
/** Where a submission's files may lie is drawn as often as anywhere else. */
const folderPath = fc.oneof(anyPath, fc.constantFrom("", "starter/"));
const anyTree = fc.array(fc.tuple(folderPath, fileName, content), { maxLength: 8 }).map((files) => {
  return new Map(files.map(([folder, name, what]) => [folder + name, what]));
});

function asFolder(tree: ReadonlyMap<string, Uint8Array | string>): string {
  const folder = join(scratch, `folder-${++made}`);
  mkdirSync(folder);
  for (const [path, what] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (what === LINK) symlinkSync("/etc/passwd", join(folder, path));
    else writeFileSync(join(folder, path), what);
  }
  return folder;
}

function asZip(tree: ReadonlyMap<string, Uint8Array | string>): Buffer {
  const contents = [...tree].map(([path, what]) => {
    const isLink = what === LINK;
    const mode = isLink ? 0o120777 : 0o100644;
    return [path, [isLink ? Buffer.from("/etc/passwd") : what, { os: 3, attrs: mode * 0x10000 }]];
  });
  return Buffer.from(zipSync(Object.fromEntries(contents) as Zippable));
}

test("a zip and a folder of the same content are the same submission", () => {
  const seen = { taken: 0, starters: 0 };
  fc.assert(
    fc.property(anyTree, (tree) => {
      const folder = asFolder(tree);
      const submission = collected(asZip(tree));
      expect(submission).toEqual(collectSubmission(folder));
      seen.taken += submission.files.length > 0 ? 1 : 0;
      seen.starters += submission.notes.some((note) => note.includes("a copy of the handout")) ? 1 : 0;
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 80 },
  );
  expect(seen.taken).toBeGreaterThan(8);
  expect(seen.starters).toBeGreaterThan(0);
});

describe("a folder with a zip in it", () => {
  function folderWith(files: Record<string, string | Uint8Array>): string {
    const folder = join(scratch, `${++made}`);
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    return folder;
  }

  test("is that zip where it holds nothing else, and says so", () => {
    const zip = zipOf({ "handin/raft.ts": "anna's" });
    expect(collectSubmission(folderWith({ "my lab.ZIP": zip, ".DS_Store": "" }))).toEqual({
      files: [{ name: "raft.ts", text: "anna's" }],
      ignored: [],
      notes: ["Its files lie in my lab.ZIP.", "Its files lie in the folder handin."],
    });
  });

  test("is itself where it holds more: of two nobody knows which one counts", () => {
    const zip = zipOf({ "raft.ts": "zipped" });
    const beside = collectSubmission(folderWith({ "old.zip": zip, "raft.ts": "plain" }));
    expect(beside).toMatchObject({ files: [{ text: "plain" }], ignored: ["old.zip (not a .ts file)"] });
    expect(collectSubmission(folderWith({ "one.zip": zip, "two.zip": zip })).problem).toMatch(/^There is no raft\.ts/);
  });

  test("is refused where the zip is none", () => {
    expect(collectSubmission(folderWith({ "lab.zip": "no zip" })).problem).toMatch(/zip/);
  });
});

test("of a zip of the handout the files of its starter/", () => {
  const files = {
    "raftlab-main/starter/raft.ts": "r",
    "raftlab-main/tester/cli.ts": "bad",
    "raftlab-main/raft.ts": "x",
  };
  expect(collected(zipOf(files))).toMatchObject({
    files: [{ name: "raft.ts", text: "r" }],
    notes: [
      "Its files lie in the folder raftlab-main.",
      expect.stringContaining("its tester is never run"),
      expect.anything(),
    ],
  });
});

test("stored or deflated, with ./ before the names or without", () => {
  expect(collected(zipOf({ "raft.ts": "stored" }, 0)).files).toEqual([{ name: "raft.ts", text: "stored" }]);
  expect(collected(zipOf({ "./raft.ts": "dot" })).files).toEqual([{ name: "raft.ts", text: "dot" }]);
});

describe("names that lead elsewhere", () => {
  test.each([
    ["../raft.ts", "../raft.ts (a name that leads out of the zip)"],
    ["starter/../../raft.ts", "starter/../../raft.ts (a name that leads out of the zip)"],
    ["..\\raft.ts", "..\\raft.ts (a name that leads out of the zip)"],
    ["/tmp/raft.ts", "/tmp/raft.ts (an absolute name)"],
    ["C:\\raft.ts", "C:\\raft.ts (an absolute name)"],
    ["starter\\raft.ts", "starter\\raft.ts (a name with a backslash: make the zip with another tool)"],
  ])("%s is not taken, and that is said", (name, said) => {
    const before = readdirSync(scratch).length;
    expect(collected(zipOf({ [name]: "evil", "server.ts": "s" }))).toEqual({
      files: [{ name: "server.ts", text: "s" }],
      ignored: [said],
      notes: [],
    });
    expect(readdirSync(scratch).length).toBe(before + 1);
  });

  test("of thousands some are named", () => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`../${i}.ts`, ""]));
    const { ignored } = collected(zipOf({ ...many, "raft.ts": "" }));
    expect(ignored).toHaveLength(21);
    expect(ignored[20]).toBe("and 2980 more such names");
  });

  test("in another encoding: shown as it can be, and not taken", () => {
    const zip = zipOf({ "raft.ts": "", "gr__e.ts": "" });
    const latin1 = Buffer.from(zip.toString("latin1").replaceAll("gr__e.ts", "gr\xf6\xdfe.ts"), "latin1");
    expect(collected(latin1).ignored).toEqual([
      expect.stringMatching(/^"gr\\u00f6\\u00dfe\.ts" \(a name that not every/),
    ]);
  });

  test("__proto__ is a name as any other", () => {
    const zip = zipOf({ "pr0totype/raft.ts": "r", "pr0totype/x.ts": "x" });
    const named = Buffer.from(zip.toString("latin1").replaceAll("pr0totype", "__proto__"), "latin1");
    expect(collected(named)).toMatchObject({ files: [{ name: "raft.ts" }, { name: "x.ts" }] });
    expect(({} as Record<string, unknown>)["x.ts"]).toBeUndefined();
  });
});

describe("links and doubles", () => {
  const link = (target: string) => [Buffer.from(target), { os: 3, attrs: 0o120777 * 0x10000 }] as never;

  test("a link is none of its target's files", () => {
    const zip = zipSync({ "raft.ts": link("/etc/passwd") });
    expect(collected(zip).problem).toBe("raft.ts can't be taken: a link, and links are not followed.");
    expect(collected(zipSync({ starter: link("/etc"), "raft.ts": bytesOf("r") })).ignored).toEqual([
      "starter (a link, and links are not followed)",
    ]);
  });

  test("a link, and a file beneath it", () => {
    expect(collected(zipSync({ starter: link("/etc"), "starter/raft.ts": bytesOf("r") })).problem).toBe(
      "It holds starter twice: which one counts, nobody can tell. Make the zip anew.",
    );
  });

  test("two entries of one name", () => {
    const zip = zipOf({ "raft.ts": "one", "rafT.ts": "two" });
    const doubled = Buffer.from(zip.toString("latin1").replaceAll("rafT.ts", "raft.ts"), "latin1");
    expect(collected(doubled).problem).toContain("It holds raft.ts twice");
    expect(collected(zipOf({ "raft.ts": "one", "./raft.ts": "two" })).problem).toContain("It holds raft.ts twice");
  });
});

describe("bombs", () => {
  const LARGE = Buffer.alloc(8 * 1_048_576);
  const BOMB = zipOf({ "raft.ts": LARGE });
  const large = "raft.ts can't be taken: larger than 256 KiB.";
  const damaged = "raft.ts can't be taken: it is damaged: make the zip anew.";

  /** How much memory and time it takes to say no. */
  function costOf(zip: Uint8Array): { submission: Submission; ms: number } {
    const beganAtMs = performance.now();
    const submission = collected(zip);
    return { submission, ms: performance.now() - beganAtMs };
  }

  test("that say how large they are aren't unpacked", () => {
    const { submission, ms } = costOf(BOMB);
    expect(submission.problem).toBe(large);
    expect(ms).toBeLessThan(200);
  });

  test("that lie about it end where they said", () => {
    const liar = patched(BOMB, SIZE, 0, 4, 0, 0);
    const { submission, ms } = costOf(liar);
    expect(submission.problem).toBe(damaged);
    expect(ms).toBeLessThan(200);
    const packed = [...Buffer.from(new Uint32Array([100]).buffer)];
    expect(collected(patched(patched(BOMB, SIZE, 0, 4, 0, 0), 20, ...packed)).problem).toBe(damaged);
  });

  test("where nobody looks are nobody's affair", () => {
    expect(collected(zipOf({ "raft.ts": "r", "data.bin": LARGE, "lib/x.ts": LARGE }))).toMatchObject({
      files: [{ name: "raft.ts" }],
      ignored: ["data.bin (not a .ts file)", "lib/ (a folder)"],
    });
  });

  test("of names", () => {
    const many = Object.fromEntries(Array.from({ length: NAMES_MAX }, (_, i) => [`f${i}.md`, ""]));
    expect(collected(zipOf({ ...many, "raft.ts": "" })).problem).toMatch(/^It holds more than 1000 files/);
    const below = Object.fromEntries(Object.keys(many).map((name) => [`node_modules/x/${name}`, ""]));
    expect(collected(zipOf({ ...below, "raft.ts": "" })).files).toHaveLength(1);
  });

  test("of folders in folders", () => {
    const deep = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${"a/".repeat(30_000)}${i}`, ""]));
    expect(costOf(zipOf({ ...deep, "raft.ts": "r" })).submission.files).toHaveLength(1);
  });
});

describe("broken ones", () => {
  const zip = zipOf({ "raft.ts": "export class Raft {}".repeat(20) });
  const problemOf = (bytes: Uint8Array) => collected(bytes).problem;

  test.each([
    ["encrypted", patched(zip, FLAGS, 1), "raft.ts can't be taken: it is encrypted: make the zip without a password."],
    [
      "LZMA",
      patched(zip, METHOD, 14),
      "raft.ts can't be taken: it is packed in an unusual way (14): make a plain zip.",
    ],
    ["another checksum", patched(zip, CRC, 1, 2), "raft.ts can't be taken: it is damaged: make the zip anew."],
    ["empty", Buffer.alloc(0), "It is no zip that can be read: its list of contents is missing. Make it anew."],
    [
      "a RAR",
      Buffer.from("Rar!\x1a\x07 and so on"),
      "It is no zip that can be read: its list of contents is missing. Make it anew.",
    ],
    [
      "cut short",
      zip.subarray(0, zip.length - 30),
      "It is no zip that can be read: its list of contents is missing. Make it anew.",
    ],
    [
      "something before it",
      Buffer.concat([Buffer.from("MZ"), zip]),
      "It is no zip that can be read: its list of contents isn't where it should be. Make it anew.",
    ],
    [
      "one entry more",
      patched(zip, 0, 1),
      "It is no zip that can be read: its list of contents is damaged. Make it anew.",
    ],
  ])("%s: a sentence", (_, bytes, sentence) => expect(problemOf(bytes)).toBe(sentence));

  test("whatever bytes are changed, it is a sentence or the same text, and never an error", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.nat(30),
        (changes, cut) => {
          const copy = Buffer.from(zip.subarray(0, zip.length - (cut > 20 ? cut : 0)));
          for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte;
          const { files, problem } = collected(copy);
          expect(problem !== undefined || files.every(({ text }) => /^(export class Raft \{\})+$/.test(text))).toBe(
            true,
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
