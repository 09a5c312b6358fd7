import type { JsonText, TraceEvent } from "./event";

/** The fields that hold JSON as it crossed the mailbox: written into the line as they are, not quoted again. */
const RAW_FIELDS = ["args", "reply", "command"] as const;

/** One event as one line of JSON, without the new line. Field order is that of the recorder: n, atUs, kind, rest. */
export function encode(event: TraceEvent): string {
  let line = `{"n":${event.n},"atUs":${event.atUs}`;
  const fields = event as unknown as Record<string, unknown>;
  for (const name in fields) {
    if (name === "n" || name === "atUs") continue;
    const value = fields[name];
    if (value === undefined) continue;
    line += `,"${name}":`;
    line += isRaw(name) ? (value as JsonText) : typeof value === "number" ? value : JSON.stringify(value);
  }
  return line + "}";
}

function isRaw(name: string): boolean {
  return (RAW_FIELDS as readonly string[]).includes(name);
}

/** A line made by {@link encode}, as the event that it was. */
export function decode(line: string): TraceEvent {
  const event = JSON.parse(line) as Record<string, unknown>;
  for (const name of RAW_FIELDS) {
    if (name in event) event[name] = JSON.stringify(event[name]);
  }
  return event as unknown as TraceEvent;
}
