import { ednValues, fieldsOf, plain, type Fields } from "./edn";
import { quote, type EventsRead, type EventType, type HistoryEvent, type Value } from "./event";

/** An event printed over more lines than this is taken for one that doesn't end. */
const LINES_AN_EVENT = 50;

const TYPES: ReadonlyMap<Value | undefined, EventType> = new Map([
  [":invoke", "invoke"],
  [":ok", "ok"],
  [":fail", "fail"],
  [":info", "info"],
]);

/** @returns what is wrong, in words; `undefined` for a line of the nemesis, which no client sees */
function eventOf(fields: Fields, line: number): HistoryEvent | string | undefined {
  const process = plain(fields.get(":process"));
  // Jepsen numbers clients; whoever has a name injects faults.
  if (typeof process === "string" && process.startsWith(":")) return undefined;
  if (typeof process !== "number" && typeof process !== "string") return "has no :process number";
  const type = TYPES.get(plain(fields.get(":type")));
  if (type === undefined) return "has no :type out of :invoke, :ok, :fail, :info";
  const f = plain(fields.get(":f"));
  if (typeof f !== "string") return "has no :f, the function that was called";
  const event: HistoryEvent = { line, type, client: String(process), f: f.replace(/^:/, "") };
  for (const name of ["key", "value"] as const) {
    if (!fields.has(`:${name}`)) continue;
    const value = plain(fields.get(`:${name}`));
    if (value === undefined) return `has a :${name} that is neither text, number, nil nor a vector of them`;
    event[name] = value;
  }
  const timeNs = plain(fields.get(":time"));
  if (typeof timeNs === "number") event.atUs = Math.round(timeNs / 1000);
  return event;
}

/** Takes the brackets off a file that is one vector or list of events. @returns `undefined` where it doesn't end */
function unwrap(text: string): string | undefined {
  const open = /^\s*[[(]/.exec(text)?.[0];
  if (open === undefined) return text;
  const close = open.endsWith("[") ? /\]\s*$/ : /\)\s*$/;
  return close.test(text) ? text.replace(close, "").replace(/[[(]/, " ") : undefined;
}

/** Takes lines in order, and joins those over which one event is printed. */
class EdnLines {
  readonly read: EventsRead = { events: [], problems: [] };
  /** What has begun and not ended. */
  private begun: { line: number; text: string } | undefined;

  take(text: string, line: number): void {
    const alone = ednValues(text);
    // A whole event: what stands open before it will not end any more.
    if (alone?.some((value) => fieldsOf(value)?.has(":type"))) this.end();
    const { begun } = this;
    this.begun = begun === undefined ? { line, text } : { line: begun.line, text: `${begun.text}\n${text}` };
    const values = begun === undefined ? alone : ednValues(this.begun.text);
    if (values !== undefined) {
      const maps = values.map(fieldsOf);
      if (maps.every((fields) => fields !== undefined)) maps.forEach((fields) => this.event(fields));
      else this.problem(`is no EDN map: ${quote(this.begun.text)}`);
      this.begun = undefined;
    } else if (line - this.begun.line >= LINES_AN_EVENT) this.end();
  }

  /** No more lines, or none that could belong to what has begun. */
  end(): void {
    if (this.begun !== undefined) this.problem(`is no whole EDN map: ${quote(this.begun.text.split("\n")[0])}`);
    this.begun = undefined;
  }

  private event(fields: Fields): void {
    const event = eventOf(fields, this.begun!.line);
    if (typeof event === "string") this.problem(event);
    else if (event !== undefined) this.read.events.push(event);
  }

  private problem(text: string): void {
    this.read.problems.push({ line: this.begun!.line, text });
  }
}

/** Jepsen's EDN: maps, one a line or printed over several, bare or in one vector (`history.edn`). */
export function readEdn(lines: readonly string[]): EventsRead {
  const bare = unwrap(lines.join("\n"));
  if (bare === undefined)
    return { events: [], problems: [{ line: 1, text: "opens a vector of events that doesn't end" }] };
  const reader = new EdnLines();
  for (const [i, text] of bare.split("\n").entries()) reader.take(text, i + 1);
  reader.end();
  return reader.read;
}
