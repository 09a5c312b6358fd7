/**
 * The rules of the Trace Event Format as far as the exported files use it, written down to hold a file to them.
 * The format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU/preview
 * What Perfetto makes of it: https://perfetto.dev/docs/getting-started/other-formats and https://perfetto.dev/docs/faq
 *
 * The format demands: `ph`, `ts`, `pid`, `tid` by phase; `dur` of X; an id of async events and flows; an instant's scope among
 * g, p, t; that slices of a thread nest (Perfetto moves others to a track of their own); that a flow's end binds to the
 * slice around it only with `bp: "e"`, else to the next one.
 * Stricter than it, so that no reader has to guess: metadata first, everything in order of time (Perfetto sorts stably, and
 * an arrow binds to the slice that is open when it comes), integer microseconds, no process 0 (Perfetto's idle
 * task), no thread number in two processes, no async slice or arrow without its end.
 */
import { z } from "zod";

const id = z.int().positive();
const common = { name: z.string().min(1), pid: id, tid: id };
const timed = { ...common, ts: z.int().nonnegative() };
const args = z.record(z.string(), z.unknown());

/** Fields by phase: those that it demands, those that it allows, and no others. */
const record = z.discriminatedUnion("ph", [
  z.strictObject({ ...timed, ph: z.literal("X"), dur: z.int().nonnegative(), cat: z.string(), args: args.optional() }),
  z.strictObject({ ...timed, ph: z.literal("i"), s: z.enum(["g", "p", "t"]), cat: z.string(), args: args.optional() }),
  z.strictObject({ ...timed, ph: z.literal("C"), args: z.record(z.string(), z.number()) }),
  z.strictObject({ ...timed, ph: z.literal("b"), cat: z.string(), id, args: args.optional() }),
  z.strictObject({ ...timed, ph: z.literal("e"), cat: z.string(), id }),
  z.strictObject({ ...timed, ph: z.literal("s"), cat: z.string(), id }),
  z.strictObject({ ...timed, ph: z.literal("f"), cat: z.string(), id, bp: z.literal("e") }),
  z.strictObject({
    ...common,
    ph: z.literal("M"),
    name: z.enum(["process_name", "process_sort_index", "thread_name"]),
    args: z.union([z.strictObject({ name: z.string().min(1) }), z.strictObject({ sort_index: z.int() })]),
  }),
]);

const file = z.strictObject({
  displayTimeUnit: z.enum(["ms", "ns"]),
  otherData: z.record(z.string(), z.union([z.string(), z.number()])),
  traceEvents: z.array(z.unknown()),
});

type Checked = z.infer<typeof record>;
type OfPhase<P extends Checked["ph"]> = Extract<Checked, { ph: P }>;

/** What breaks the format in a file, in sentences; none for a good one. */
export function breachesOfFormat(text: string): string[] {
  const whole = file.safeParse(JSON.parse(text));
  if (!whole.success) return [`the file: ${z.prettifyError(whole.error)}`];
  const results = whole.data.traceEvents.map((each) => record.safeParse(each));
  const misshapen = results.flatMap((each, i) => (each.success ? [] : [`event ${i}: ${z.prettifyError(each.error)}`]));
  if (misshapen.length > 0) return misshapen;
  const records = results.map((each) => each.data!);
  return [...metadataFirst(records), ...named(records), ...inOrder(records), ...nested(records)].concat(
    ...[pairs(records, "b", "e"), pairs(records, "s", "f"), bound(records)],
  );
}

function ofPhase<P extends Checked["ph"]>(records: readonly Checked[], ph: P): OfPhase<P>[] {
  return records.filter((each): each is OfPhase<P> => each.ph === ph);
}

/** Metadata come before what they name. */
function metadataFirst(records: readonly Checked[]): string[] {
  const first = records.findIndex(({ ph }) => ph !== "M");
  const late = records.slice(first).filter(({ ph }) => ph === "M");
  return late.map(({ name, pid }) => `${name} of process ${pid} stands after other events`);
}

/** Every process and thread has one name, and a thread belongs to one process. */
function named(records: readonly Checked[]): string[] {
  const processes = new Map<number, number>();
  const threads = new Map<number, number>();
  for (const { name, pid, tid } of ofPhase(records, "M")) {
    if (name === "process_name") processes.set(pid, (processes.get(pid) ?? 0) + 1);
    if (name === "thread_name") threads.set(tid, threads.has(tid) ? -1 : pid);
  }
  const twice = [...processes].filter(([, times]) => times > 1).map(([pid]) => `process ${pid} has two names`);
  const wrong = records.flatMap(({ ph, pid, tid }) => {
    if (!processes.has(pid)) return [`process ${pid} has no name`];
    return ph !== "M" && threads.get(tid) !== pid ? [`thread ${tid} of process ${pid} has no name, or two`] : [];
  });
  return [...twice, ...new Set(wrong)];
}

function inOrder(records: readonly Checked[]): string[] {
  let lastTs = 0;
  return records.flatMap((each) => {
    if (each.ph === "M") return [];
    const isEarlier = each.ts < lastTs;
    lastTs = Math.max(lastTs, each.ts);
    return isEarlier ? [`${each.name} at ${each.ts} stands after ${lastTs}`] : [];
  });
}

/** Slices of one thread lie within one another, or apart. */
function nested(records: readonly Checked[]): string[] {
  const stacks = new Map<number, number[]>();
  const slices = ofPhase(records, "X").sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  return slices.flatMap(({ name, tid, ts, dur }) => {
    const stack = (stacks.get(tid) ?? []).filter((end) => end > ts);
    stacks.set(tid, [...stack, ts + dur]);
    return stack.some((end) => ts + dur > end) ? [`slice ${name} at ${ts} on thread ${tid} sticks out of another`] : [];
  });
}

/** An async slice and a flow have one end each, the first not after the second, under one id, category and name. */
function pairs(records: readonly Checked[], first: "b" | "s", second: "e" | "f"): string[] {
  const open = new Map<string, number>();
  const closed = new Set<string>();
  const wrong: string[] = [];
  for (const each of records) {
    if (each.ph !== first && each.ph !== second) continue;
    const key = `${each.cat} ${each.id} ${each.name}`;
    if (each.ph === first) {
      if (open.has(key) || closed.has(key)) wrong.push(`${first} of ${key} twice`);
      open.set(key, each.ts);
    } else if (!open.delete(key)) wrong.push(`${second} of ${key} without ${first} before it`);
    else closed.add(key);
  }
  return [...wrong, ...[...open.keys()].map((key) => `${first} of ${key} without ${second}`)];
}

/** Both ends of an arrow are tied to the slice around them: there must be one. */
function bound(records: readonly Checked[]): string[] {
  const slices = new Map<number, { ts: number; end: number }[]>();
  return records.flatMap((each) => {
    if (each.ph === "X")
      slices.set(each.tid, [...(slices.get(each.tid) ?? []).slice(-8), { ts: each.ts, end: each.ts + each.dur }]);
    if (each.ph !== "s" && each.ph !== "f") return [];
    const isBound = slices.get(each.tid)?.some(({ ts, end }) => ts <= each.ts && each.ts <= end);
    return isBound ? [] : [`${each.ph} of ${each.name} at ${each.ts} lies in no slice of thread ${each.tid}`];
  });
}
