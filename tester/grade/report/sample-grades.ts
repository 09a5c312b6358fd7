/** A class that never was, for tests and pictures of the pages: nothing that grades anybody imports this. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Grade, LabGrade, TestGrade } from "../result";

/** Names as folders can have them. */
export const ODD_NAMES = [
  '=HYPERLINK("http://x")',
  "<script>alert(1)</script>",
  'O\'Brien "Bob" & co',
  "two\nlines",
  "محمد علي",
  "\u202egnp.tfar",
  "x".repeat(240),
  "</title><img src=x onerror=alert(1)>",
];

const CAUSES: readonly (readonly [cause: string, law: string, title: string, source: string])[] = [
  ["a server votes for at most one candidate in a term", "one-leader-a-term", "At most one leader a term", "Raft §5.2"],
  [
    "term, vote and log are saved before any message tells of them",
    "applied-in-order",
    "Entries are applied in order, each once",
    "Raft §5.3",
  ],
  [
    "a leader counts copies only of entries of its own term",
    "applied-in-order",
    "Entries are applied in order, each once",
    "Raft §5.3",
  ],
  [
    "the election timer is reset by the current leader and by granting a vote, and by nothing else",
    "demands",
    "A healthy majority elects a leader in time",
    "Raft §5.2",
  ],
  [
    "without a conflict nothing is removed: a late message must not shorten the log",
    "applied-in-order",
    "Entries are applied in order, each once",
    "Raft §5.3",
  ],
  [
    "after a refusal for the log nextIndex goes back, and the leader tries again until the logs match",
    "demands",
    "A healthy majority agrees in time",
    "Raft §5.3",
  ],
  ["an operation is executed once, however often its clerk asks", "linearizable", "Histories are linearizable", ""],
  [
    "a reply counts only for the term, and the role, in which the request was sent",
    "one-leader-a-term",
    "At most one leader a term",
    "Raft §5.2",
  ],
  ["no error leaves a handler, a timer or a promise", "submission", "A server's code throws no error", ""],
];

class Dice {
  private readonly rng: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.rng = xoroshiro128plus(seed);
  }

  int(low: number, high: number): number {
    return uniformInt(this.rng, low, high);
  }

  chance(percent: number): boolean {
    return this.int(1, 100) <= percent;
  }
}

interface SampleTest {
  scenario: string;
  title: string;
  points: number;
  /** 0 to 100. */
  hardness: number;
  cause: number;
}

const LABS = ["2a", "2b", "2c", "2d", "3a", "3b"];

/** The tests that there are, with points that add up to 100 a lab. */
function testsOf(lab: string, dice: Dice): SampleTest[] {
  const folder = join(__dirname, "..", "..", "scenarios", lab);
  const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));
  return names.map((scenario, i) => ({
    ...{ scenario, title: scenario.replaceAll("-", " ") },
    points: Math.floor((100 * (i + 1)) / names.length) - Math.floor((100 * i) / names.length),
    ...{ hardness: i === 0 ? 0 : i === 1 ? 100 : dice.int(5, 70), cause: dice.int(0, CAUSES.length - 1) },
  }));
}

/** `count` submissions, the same for the same seed: right, wrong, half done, rejected, spoiled, with names of every kind. */
export function sampleGrades(count: number, seed = 1): Grade[] {
  const dice = new Dice(seed);
  const labs = LABS.map((lab) => ({ lab, tests: testsOf(lab, dice) }));
  return Array.from({ length: count }, (_, i) => gradeOf(nameOf(i), labs, dice));
}

function nameOf(i: number): string {
  return i % 35 === 20 ? ODD_NAMES[Math.floor(i / 35) % ODD_NAMES.length] : `student-${String(i + 1).padStart(3, "0")}`;
}

function gradeOf(submission: string, labs: readonly { lab: string; tests: SampleTest[] }[], dice: Dice): Grade {
  const skill = dice.chance(8) ? 101 : dice.int(15, 100);
  const isRejected = dice.chance(3);
  const idleFrom = dice.chance(12) ? dice.int(0, labs.length) : labs.length;
  let share = 1;
  const graded = labs.map(({ lab, tests }, i) => {
    const result = isRejected
      ? rejected(lab)
      : share < 0.5
        ? notRun(lab, labs[i - 1].lab)
        : dice.chance(1)
          ? fault(lab)
          : run(lab, tests, i < idleFrom ? skill : -1, dice);
    share = result.status === "graded" ? result.earned / result.points : share;
    return result;
  });
  const notes = dice.chance(20)
    ? ["Of a clone of the handout only the files of its starter/ were taken; its tester was not run."]
    : [];
  return { submission, submissionHash: hashOf(dice), notes, labs: graded };
}

const IDLE = { points: 100, earned: 0, tests: [], problems: [] };

function rejected(lab: string): LabGrade {
  const problems = [
    { file: "raft.ts", line: 12, column: 5, text: "error TS2322: Type 'string' is not assignable to type 'number'." },
    { text: "raft.ts exports no class Raft." },
  ];
  return { ...IDLE, lab, status: "rejected", because: "The code has errors: no test counts.", problems };
}

function notRun(lab: string, needed: string): LabGrade {
  return { ...IDLE, lab, status: "not-run", because: `Lab ${needed} failed, on which it stands.` };
}

function fault(lab: string): LabGrade {
  return { ...IDLE, lab, status: "fault", because: "the child ended by SIGKILL three times" };
}

function run(lab: string, tests: readonly SampleTest[], skill: number, dice: Dice): LabGrade {
  const graded = tests.map((test) => testGrade(lab, test, skill, dice));
  return {
    lab,
    status: "graded",
    points: 100,
    earned: graded.reduce((sum, { earned }) => sum + earned, 0),
    problems: [],
    tests: graded,
  };
}

function testGrade(lab: string, test: SampleTest, skill: number, dice: Dice): TestGrade {
  const { scenario, title, points, hardness } = test;
  const isPassed =
    skill > 100 || (skill >= 0 && hardness < 100 && skill + dice.int(-12, 12) >= hardness) || hardness === 0;
  const common = { scenario, title, points, seedsPlanned: 20, hash: hashOf(dice) };
  if (skill < 0) return { ...common, verdict: "not-started", earned: 0, seedsRun: 1, seedsPassed: 0 };
  if (isPassed) return { ...common, verdict: "pass", earned: points, seedsRun: 20, seedsPassed: 20 };
  if (dice.int(1, 2_000) === 1)
    return {
      ...common,
      verdict: "unknown",
      earned: 0,
      seedsRun: 20,
      seedsPassed: 19,
      reason: "it took 5 s of CPU once, and not again",
    };
  const seedsPassed = dice.int(0, 12);
  const failure = failureOf(lab, test, seedsPassed + 1, dice);
  return { ...common, verdict: "fail", earned: 0, seedsRun: seedsPassed + 1, seedsPassed, failure };
}

function failureOf(
  lab: string,
  { scenario, cause: usual }: SampleTest,
  number: number,
  dice: Dice,
): TestGrade["failure"] {
  const [cause, law, title, source] = CAUSES[dice.chance(70) ? usual : dice.int(0, CAUSES.length - 1)];
  const seed = number <= 5 ? number : dice.int(1_000_000_000, 4_000_000_000);
  const token = `${lab}/${scenario}/${seed}`;
  const violation = {
    law,
    title,
    source,
    n: 6,
    atUs: 1_204_000,
    servers: [0, 2],
    what: "S0 and S2 both lead in term 3.",
    expected: "one leader",
    got: "S0, S2",
    often: "",
    frames: [],
  };
  return { token, violation, cause, message: messageOf(token, title, source) };
}

function messageOf(token: string, title: string, source: string): string {
  return `${title}${source === "" ? "" : ` (${source})`}
    at 1.204 s, S0 and S2

  S0 and S2 both lead in term 3.
    expected  one leader
    got       S0 <term 3>, S2 <term 3>

  Before it:
    1.001 s  S0 → S1  RequestVote term 3
    1.002 s  S1 → S0  granted
    1.104 s  S2 → S1  RequestVote term 3
    1.105 s  S1 → S2  granted

  What the servers printed:
    0.512 s  S1: </pre><script>alert(1)</script>

  Often: a vote that isn't kept in its term.

  Replay:    npx --no-install raftlab replay ${token}`;
}

function hashOf(dice: Dice): string {
  return Array.from({ length: 8 }, () => dice.int(0, 0xffffffff).toString(16).padStart(8, "0")).join("");
}
