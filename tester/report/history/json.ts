/** What `raftlab check-history --json FILE` writes. This schema is its single source; docs/check-history.md explains it. */
import { z } from "zod";

const count = z.number().int().nonnegative();

const operationSchema = z.strictObject({
  client: z.string(),
  text: z.string(),
  from: count,
  to: count.nullable(),
});

export const historySchema = z.strictObject({
  format: z.literal("raftlab/history/1"),
  file: z.string(),
  model: z.string(),
  verdict: z.enum(["linearizable", "not", "unknown"]),
  exitCode: count.max(2),
  headline: z.string(),
  sentences: z.array(z.string()),
  clock: z.enum(["line", "event"]),
  operations: count,
  parts: z.array(
    z.strictObject({ name: z.string(), verdict: z.enum(["linearizable", "not", "unknown"]), operations: count }),
  ),
  violation: z
    .strictObject({
      part: z.string(),
      smallest: z.array(operationSchema),
      ordered: count,
      stuck: z.array(operationSchema),
    })
    .optional(),
  problems: z.array(z.strictObject({ line: count, text: z.string() })),
});

/** One invocation of `raftlab check-history`. */
export type HistoryResults = z.infer<typeof historySchema>;
