import { z } from "zod";
import { decode } from "../../trace/codec";
import { nameOf } from "../../trace/event";
import { quote, type EventsRead, type HistoryEvent } from "./event";

const stamp = { n: z.number(), atUs: z.number(), server: z.number(), operation: z.number() };
const invoke = z.object({ ...stamp, op: z.string(), key: z.string(), value: z.string().optional() });
const ok = z.object({ ...stamp, value: z.string().optional() });
const run = z.object({ servers: z.number() });

/** Where in an event zod found what, in a few words. */
function complaint(kind: string, error: z.ZodError): string {
  const [{ path, message }] = error.issues;
  return `is an event \`${kind}\` whose field "${path.join(".")}" isn't right: ${message}`;
}

class TraceLines {
  readonly read: EventsRead = { events: [], problems: [] };
  /** Until a `run` event says how many, clerks are known by their node. */
  private servers = 0;

  take(text: string, line: number): void {
    const event = this.parse(text, line);
    if (event === undefined) return;
    if (event.kind === "run") this.servers = run.safeParse(event).data?.servers ?? 0;
    else if (event.kind === "invoke") this.invoke(event, line);
    else if (event.kind === "ok") this.ok(event, line);
    else if (event.kind === undefined) this.problem(line, `is no event of a trace: ${quote(text)}`);
  }

  private parse(text: string, line: number): { kind?: unknown } | undefined {
    try {
      const event: unknown = decode(text);
      if (typeof event === "object" && event !== null) return event;
    } catch {
      // Said below.
    }
    this.problem(line, `is no JSON object: ${quote(text)}`);
    return undefined;
  }

  private invoke(event: object, line: number): void {
    const { data, error } = invoke.safeParse(event);
    if (error) return this.problem(line, complaint("invoke", error));
    const { op: f, key, value, ...rest } = data;
    this.push({ line, type: "invoke", f, key, value, ...rest });
  }

  private ok(event: object, line: number): void {
    const { data, error } = ok.safeParse(event);
    if (error) return this.problem(line, complaint("ok", error));
    this.push({ line, type: "ok", ...data });
  }

  private push({ server, n, ...event }: Omit<HistoryEvent, "client"> & { server: number; n: number }): void {
    this.read.events.push({ ...event, client: nameOf(server, this.servers), number: n });
  }

  private problem(line: number, text: string): void {
    this.read.problems.push({ line, text });
  }
}

/** The kit's own trace (`raftlab replay --trace`), whole or filtered down to `invoke` and `ok`. */
export function readTrace(lines: readonly string[]): EventsRead {
  const reader = new TraceLines();
  for (const [i, text] of lines.entries()) if (text.trim() !== "") reader.take(text, i + 1);
  return reader.read;
}
