/**
 * The one result model of a grade: what the journal keeps, and what every report and every format is a function of.
 * Everything here but `cost` is the same on every machine.
 */
import { z } from "zod";
import { problemSchema, violationSchema } from "../report/json";

const count = z.number().int().nonnegative();

/** Of a test that failed: its first failing run. */
const failureSchema = z.strictObject({
  token: z.string(),
  violation: violationSchema,
  /** The message as a terminal shows it, without colours. */
  message: z.string(),
  /** By what failures of a class are put together: the rule that was broken first, or else the law. */
  cause: z.string(),
});

export const testSchema = z.strictObject({
  scenario: z.string(),
  title: z.string(),
  points: count,
  earned: z.number().nonnegative(),
  /** `not-run`: what the lab needs failed. */
  verdict: z.enum(["pass", "fail", "unknown", "not-started", "not-run"]),
  seedsPlanned: count,
  /** Up to the first that failed, unless all were asked for. */
  seedsRun: count,
  seedsPassed: count,
  /** Why it is unknown, in one sentence. */
  reason: z.string().optional(),
  failure: failureSchema.optional(),
  /** SHA-256 of the hashes of its runs' traces, hex: two gradings saw the same exactly when these are. */
  hash: z.string(),
});

/** One lab part of one submission. */
export const labSchema = z.strictObject({
  lab: z.string(),
  /** `graded`; `not-run`; `rejected`, with problems; `fault`: the machine's or the kit's, and no grade. */
  status: z.enum(["graded", "not-run", "rejected", "fault"]),
  points: count,
  earned: z.number().nonnegative(),
  /** Why it isn't graded, in a sentence. */
  because: z.string().optional(),
  problems: z.array(problemSchema),
  tests: z.array(testSchema),
});

/** What a lab part came to, and what it took: times differ from run to run. */
export const doneSchema = z.strictObject({
  result: labSchema,
  cost: z.strictObject({ cpuMs: z.number().nonnegative(), wallMs: z.number().nonnegative(), attempts: count }),
});

/** A line of the journal: a lab part, and what it is a function of. */
export const unitSchema = doneSchema.extend({
  submission: z.string(),
  submissionHash: z.string(),
  /** Of kit, Node major and plan. */
  groundHash: z.string(),
});

export type TestGrade = z.infer<typeof testSchema>;
export type LabGrade = z.infer<typeof labSchema>;
export type Unit = z.infer<typeof unitSchema>;

/** One submission, all labs. */
export const gradeSchema = z.strictObject({
  submission: z.string(),
  submissionHash: z.string(),
  /** What was said of its files. */
  notes: z.array(z.string()),
  labs: z.array(labSchema),
});

export type Grade = z.infer<typeof gradeSchema>;

/** grades.json: what reports, formats and comparisons read. */
export const gradesFileSchema = z.strictObject({
  format: z.literal("raftlab/grades/1"),
  grades: z.array(gradeSchema),
});

/** Whether there is a number to give: a fault or an unknown test means that it must be graded again. */
export function isGraded({ labs }: Pick<Grade, "labs">): boolean {
  return labs.every(({ status, tests }) => status !== "fault" && tests.every(({ verdict }) => verdict !== "unknown"));
}

/** Points of all labs, and what was to be had. */
export function pointsOf({ labs }: Pick<Grade, "labs">): { earned: number; points: number } {
  const sum = (of: (lab: LabGrade) => number): number => labs.reduce((total, lab) => total + of(lab), 0);
  return { earned: rounded(sum(({ earned }) => earned)), points: sum(({ points }) => points) };
}

/** To a hundredth: what fractions of seeds leave behind it is nobody's grade. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
