import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isPortable, showName } from "./file-name";
import {
  collectSubmission,
  FILE_BYTES_MAX,
  FILES_MAX,
  NAMES_MAX,
  TOTAL_BYTES_MAX,
  type Submission,
} from "./submission";

const scratch = mkdtempSync(join(tmpdir(), "handed-in-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A folder with these files. */
function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(scratch, "one-"));
  for (const [name, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), contents);
  }
  return folder;
}

function collected(files: Record<string, string | Buffer>): Submission {
  return collectSubmission(folderWith(files));
}

function namesOf({ files }: Submission): string[] {
  return files.map(({ name }) => name);
}

/** Tests that need what Windows, or root, doesn't have. */
const onUnix = process.platform === "win32" ? test.skip : test;
const asUser = process.getuid?.() === 0 ? test.skip : onUnix;

describe("what is taken", () => {
  test("the entry files and other .ts files beside them, sorted; nothing else, and that is said", () => {
    const submission = collected({
      "server.ts": "s",
      "raft.ts": "r",
      "client.ts": "c",
      "election-timer.ts": "e",
      "notes.md": "n",
      "package.json": "{}",
      "raft.js": "j",
      "lib/log.ts": "l",
      ".env": "x",
    });
    expect(submission).toEqual({
      files: [
        { name: "client.ts", text: "c" },
        { name: "election-timer.ts", text: "e" },
        { name: "raft.ts", text: "r" },
        { name: "server.ts", text: "s" },
      ],
      ignored: [
        ".env (not a .ts file)",
        "lib/ (a folder)",
        "notes.md (not a .ts file)",
        "package.json (not a .ts file)",
        "raft.js (not a .ts file)",
      ],
      notes: [],
    });
  });

  test("text as it was: a byte order mark, CRLF, no last line end, every character", () => {
    const text = "\uFEFF// für später 🗳\r\nexport {};\r\n\ttail";
    expect(collected({ "raft.ts": text }).files).toEqual([{ name: "raft.ts", text }]);
  });

  test("of a copy of the handout the files of starter/, and that is said", () => {
    const submission = collected({
      "starter/raft.ts": "mine",
      "starter/tsconfig.json": "{}",
      "tester/cli.ts": "process.exit(0)",
      "raft.ts": "a stray copy",
      "package.json": "{}",
    });
    expect(submission).toEqual({
      files: [{ name: "raft.ts", text: "mine" }],
      ignored: ["tsconfig.json (not a .ts file)"],
      notes: [
        "It is a copy of the handout: only the files of its starter/ are taken, and its tester is never run.",
        "raft.ts beside starter/ is not taken: the one in starter/ is.",
      ],
    });
  });

  test("a folder called starter without the labs' files in it means nothing", () => {
    expect(namesOf(collected({ "starter/old.ts": "", "raft.ts": "" }))).toEqual(["raft.ts"]);
  });

  test("what an archive put a folder around", () => {
    const submission = collected({ "anna main/raft.ts": "r", "__MACOSX/x": "", ".DS_Store": "" });
    expect(submission).toMatchObject({ notes: ["Its files lie in the folder anna main."], ignored: [] });
    expect(namesOf(submission)).toEqual(["raft.ts"]);
    const handout = collected({ "raftlab-main/starter/raft.ts": "r", "raftlab-main/tester/cli.ts": "" });
    expect(namesOf(handout)).toEqual(["raft.ts"]);
    expect(handout.notes).toHaveLength(2);
  });

  test("but not what lies in one of two folders, or however deep", () => {
    expect(collected({ "a/raft.ts": "", "b/raft.ts": "" }).problem).toContain("There is no raft.ts");
    expect(collected({ "a/b/c/d/e/f/raft.ts": "" }).problem).toContain("There is no raft.ts");
  });
});

describe("links", () => {
  onUnix("are never followed: file, folder, starter/, entry file, the submission itself", () => {
    const secret = folderWith({ "secret.ts": "secret", "raft.ts": "another's" });
    const folder = folderWith({ "raft.ts": "mine" });
    symlinkSync(join(secret, "secret.ts"), join(folder, "stolen.ts"));
    symlinkSync(secret, join(folder, "starter"));
    const submission = collectSubmission(folder);
    expect(JSON.stringify(submission.files)).not.toMatch(/secret|another/);
    expect(submission.ignored).toEqual([
      "starter (a link, and links are not followed)",
      "stolen.ts (a link, and links are not followed)",
    ]);

    const linked = folderWith({ "client.ts": "" });
    symlinkSync(join(secret, "raft.ts"), join(linked, "raft.ts"));
    expect(collectSubmission(linked).problem).toBe("raft.ts can't be taken: a link, and links are not followed.");

    const wrapped = folderWith({});
    symlinkSync(secret, join(wrapped, "only"));
    expect(collectSubmission(wrapped).problem).toContain("There is no raft.ts");
    expect(collectSubmission(join(wrapped, "only")).problem).toBe("It is a link, and links are not followed.");
  });

  onUnix("a pipe is no file, and nobody waits for it", () => {
    const folder = folderWith({ "raft.ts": "" });
    execFileSync("mkfifo", [join(folder, "pipe.ts")]);
    expect(collectSubmission(folder)).toMatchObject({ ignored: ["pipe.ts (not a file)"] });
  });
});

describe("limits", () => {
  test("a file as large as allowed is taken; one byte more is ignored, or a problem if a lab loads it", () => {
    const most = "x".repeat(FILE_BYTES_MAX);
    expect(namesOf(collected({ "raft.ts": most, "extra.ts": `${most}x` }))).toEqual(["raft.ts"]);
    expect(collected({ "raft.ts": "", "extra.ts": `${most}x` }).ignored).toEqual(["extra.ts (larger than 256 KiB)"]);
    expect(collected({ "raft.ts": `${most}x` }).problem).toBe("raft.ts can't be taken: larger than 256 KiB.");
  });

  test("all files together", () => {
    const part = "x".repeat(FILE_BYTES_MAX);
    const parts = Object.fromEntries(
      Array.from({ length: TOTAL_BYTES_MAX / FILE_BYTES_MAX }, (_, i) => [`part-${i}.ts`, part]),
    );
    expect(collected({ ...parts, "raft.ts": "" }).problem).toBeUndefined();
    expect(collected({ ...parts, "raft.ts": "x" })).toMatchObject({
      files: [],
      problem: "Its .ts files have more than 1024 KiB together, which is the limit.",
    });
  });

  test("the number of files, and of names in the folder", () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}.ts`, ""]));
    expect(collected({ ...many(FILES_MAX - 1), "raft.ts": "" }).files).toHaveLength(FILES_MAX);
    expect(collected({ ...many(FILES_MAX), "raft.ts": "" }).problem).toMatch(/^It has more than 50 \.ts files/);
    expect(collected({ ...many(FILES_MAX + 10), "raft.ts": "" }).problem).toMatch(/^It has more than 50 \.ts files/);
    expect(collected({ ...many(NAMES_MAX), "raft.ts": "" }).problem).toMatch(/^It holds more than 1000 files/);
  });
});

describe("texts that are none", () => {
  test.each([
    ["UTF-16", Buffer.from("\uFEFFexport {};", "utf16le"), "UTF-16, as it seems: save it as UTF-8"],
    ["Latin-1", Buffer.from("// für", "latin1"), "not UTF-8: save it as UTF-8"],
    ["a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]), "not a text"],
  ])("%s", (_, bytes, why) => {
    expect(collected({ "raft.ts": "", "extra.ts": bytes }).ignored).toEqual([`extra.ts (${why})`]);
    expect(collected({ "raft.ts": bytes }).problem).toBe(`raft.ts can't be taken: ${why}.`);
  });
});

describe("names", () => {
  test.each(["raft.ts", "election-timer.ts", "a_b.c.ts", "_.ts", "command.ts"])("%j travels", (name) => {
    expect(isPortable(name)).toBe(true);
  });

  test.each(["con.ts", "NUL.ts", "a b.ts", "größe.ts", "-x.ts", ".ts", "a:b.ts", "a\nb.ts", `${"x".repeat(98)}.ts`])(
    "%j doesn't",
    (name) => expect(isPortable(name)).toBe(false),
  );

  onUnix("what a terminal would act on is escaped, here and in what is said", () => {
    const submission = collected({ "raft.ts": "", "\u001b[2J\u202e.ts": "" });
    expect(submission.ignored).toEqual([
      '"\\u001b[2J\\u202e.ts" (a name that not every system can carry: use letters, digits, - and _)',
    ]);
    expect(showName("y".repeat(300))).toHaveLength(101);
  });

  onUnix("two that are one on other systems are refused", () => {
    expect(collected({ "raft.ts": "", "Log.ts": "", "log.ts": "" }).problem).toBe(
      "Log.ts and log.ts differ in upper and lower case alone: rename one of them.",
    );
  });

  test("Raft.ts is not raft.ts", () => {
    expect(collected({ "Raft.ts": "" })).toMatchObject({
      files: [],
      problem: "There is no raft.ts, server.ts or client.ts in it. Raft.ts is not raft.ts: upper and lower case count.",
    });
  });
});

describe("folders that are none", () => {
  test("are a sentence", () => {
    const folder = folderWith({ "raft.ts": "" });
    expect(collectSubmission(join(folder, "nowhere")).problem).toBe("It isn't there.");
    expect(collectSubmission(join(folder, "raft.ts")).problem).toBe("It is neither a folder nor a zip.");
    expect(collected({}).problem).toBe("There is no raft.ts, server.ts or client.ts in it.");
  });

  asUser("and so is what may not be read", () => {
    const folder = folderWith({ "raft.ts": "", "client.ts": "" });
    chmodSync(join(folder, "raft.ts"), 0);
    expect(collectSubmission(folder).problem).toBe("raft.ts can't be taken: it can't be read: EACCES.");
    chmodSync(folder, 0);
    expect(collectSubmission(folder).problem).toBe("It can't be read: EACCES.");
    chmodSync(folder, 0o700);
  });
});
