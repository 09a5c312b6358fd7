/** For tests: submissions that attack by what lies in their folders, and by what these are called. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toyRaft } from "../../tester/run/toy";

/** One of them. */
export interface Intruder {
  /** Its folder's name in the class. */
  name: string;
  /** What must be said of its files: why nothing is graded, or what isn't taken. */
  says: RegExp;
  /** Fills its folder. */
  write(folder: string): void;
}

const TOY = toyRaft("");
/** More than anybody reads. */
const THOUSANDS = 3_000;
const DEPTH = 200;
const SPARSE_BYTES = 8 * 1_024 ** 3;

/** Names that lead elsewhere for somebody who unescapes, splits, prints or runs them. */
const ODD_FILES = [
  ...["..ts", "...ts", "..%2f..%2fescaped.ts", "%2e%2e%2fescaped.ts", "..\\..\\escaped.ts", "a\nb.ts", "\u202est.ts"],
  ...["$(touch escaped).ts", "`touch escaped`.ts", "; touch escaped #.ts", "-rf.ts", "con.ts", "\u001b[2J.ts"],
];

const ODD_FOLDERS = [
  ...[
    "x..%2f..%2fescaped",
    "%2e%2e%2fescaped",
    "x\\..\\escaped",
    "a\nb",
    "a\tb",
    "$(touch escaped)",
    "-rf",
    "__proto__",
    "constructor",
  ],
  ...["\u202etfel", "\u001b[2J", `"><img src=x onerror=alert(1)>`, "=HYPERLINK(1)", "x".repeat(255)],
];

/** A folder's name that is no UTF-8: nobody can be called that, and nobody must stumble over it. */
export const UNSPEAKABLE = Buffer.from([0x78, 0xff, 0xfe]);

function many(folder: string, write: (path: string) => void, count: number, ending: string): void {
  writeFileSync(join(folder, "raft.ts"), TOY);
  for (let i = 0; i < count; i++) write(join(folder, `f${i}${ending}`));
}

/** All of them. */
export const INTRUDERS: readonly Intruder[] = [
  {
    name: "thousands-of-files",
    says: /holds more than 1000 files/,
    write: (folder) => many(folder, (path) => writeFileSync(path, ""), THOUSANDS, ".ts"),
  },
  {
    name: "thousands-of-folders",
    says: /holds more than 1000 files/,
    write: (folder) => many(folder, (path) => mkdirSync(path), THOUSANDS, ""),
  },
  {
    name: "many-sources",
    says: /It has more than 50 \.ts files/,
    write: (folder) => many(folder, (path) => writeFileSync(path, "export {};"), 60, ".ts"),
  },
  {
    name: "deep",
    says: /There is no raft\.ts/,
    write: (folder) => mkdirSync(join(folder, ...Array<string>(DEPTH).fill("d")), { recursive: true }),
  },
  {
    name: "sparse",
    says: /raft\.ts can't be taken: larger than 256 KiB/,
    write: (folder) => {
      writeFileSync(join(folder, "raft.ts"), TOY);
      truncateSync(join(folder, "raft.ts"), SPARSE_BYTES);
    },
  },
  {
    name: "pipe",
    says: /raft\.ts can't be taken: not a file/,
    write: (folder) => execFileSync("mkfifo", [join(folder, "raft.ts")]),
  },
  {
    name: "link",
    says: /raft\.ts can't be taken: a link/,
    write: (folder) => symlinkSync("/etc/passwd", join(folder, "raft.ts")),
  },
  {
    name: "odd-files",
    says: /Not taken: .*a name that not every system can carry/,
    write: (folder) => {
      writeFileSync(join(folder, "raft.ts"), TOY);
      for (const name of ODD_FILES) writeFileSync(join(folder, name), TOY);
    },
  },
  ...ODD_FOLDERS.map((name) => ({
    name,
    says: /There is no raft\.ts/,
    write: () => undefined,
  })),
];
