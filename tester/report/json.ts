/**
 * What `--json FILE` writes. This schema is its single source; docs/json.md explains it.
 *
 * A reader must look at `format` first. Fields may be added under the same number; one that changes or goes makes it 2.
 */
import { z } from "zod";

export const verdictSchema = z.enum(["pass", "fail", "unknown", "not-started"]);

const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();

export const problemSchema = z.strictObject({
  file: z.string().optional(),
  line: count.optional(),
  column: count.optional(),
  text: z.string(),
});

export const statsSchema = z.strictObject({
  virtualUs: count,
  servers: count,
  rpcs: count,
  bytes: count,
  commits: count,
  events: count,
});

export const violationSchema = z.strictObject({
  law: z.string(),
  title: z.string(),
  source: z.string(),
  n: count,
  atUs: count,
  servers: z.array(count),
  what: z.string(),
  expected: z.string(),
  got: z.string(),
  often: z.string(),
  frames: z.array(z.string()),
  evidence: z.array(z.string()).optional(),
  todo: z.strictObject({ lab: z.string(), what: z.string() }).optional(),
});

const place = { n: count, atUs: count };

export const diagnosisSchema = z.strictObject({
  broken: z.array(
    z.strictObject({
      rule: z.string(),
      servers: z.array(count),
      ...place,
      what: z.string(),
      isHint: z.literal(true).optional(),
    }),
  ),
  story: z.array(z.strictObject({ ...place, text: z.string() })),
  waiting: z.array(z.strictObject({ server: count, sinceUs: count, text: z.string() })),
  hidden: z.array(z.string()),
  readAgain: z.string(),
});

export const runSchema = z.strictObject({
  token: z.string(),
  seed: count,
  edits: z.string(),
  verdict: verdictSchema,
  reason: z.string().optional(),
  violation: violationSchema.optional(),
  diagnosis: diagnosisSchema.optional(),
  story: z.array(z.string()),
  logs: z.array(z.string()),
  stats: statsSchema,
  traceHash: z.string(),
  cpuMs: ms,
});

export const scenarioSchema = z.strictObject({
  lab: z.string(),
  scenario: z.string(),
  title: z.string(),
  points: count,
  earned: count,
  verdict: verdictSchema,
  isComplete: z.boolean(),
  seedsPlanned: count,
  wallMs: ms,
  runs: z.array(runSchema),
});

export const resultsSchema = z.strictObject({
  format: z.literal("raftlab/results/1"),
  kit: z.strictObject({ version: z.string(), hash: z.string(), nodeMajor: count }),
  submission: z.strictObject({ impl: z.string(), hash: z.string().optional() }),
  seeds: z.strictObject({ choice: z.string(), base: count }),
  verdict: verdictSchema,
  exitCode: count.max(3),
  isInterrupted: z.boolean(),
  fault: z.string().optional(),
  problems: z.array(problemSchema),
  labs: z.array(z.strictObject({ lab: z.string(), earned: count, points: count })),
  scenarios: z.array(scenarioSchema),
  wallMs: ms,
});

/** One invocation of `raftlab test` or `raftlab replay`. */
export type Results = z.infer<typeof resultsSchema>;
