import { ednValue } from "./edn";
import { quote, type EventsRead, type EventType, type HistoryEvent } from "./event";

/**
 * `INFO  jepsen.util - 0	:invoke	:read	nil`; newer ones say `jepsen.util: 0	…`, a history.txt has the columns alone. A tab
 * ends the value: what follows is an error. An editor may have made spaces of the tabs.
 */
const LINE = /^(?:.*\bjepsen\.util\b\s*[-:]?\s*)?(:?[\w.-]+)\s+:(invoke|ok|fail|info)\s+:(\S+)\s+([^\t]+)/;

/** A line that Jepsen's logger wrote: other lines of a log are nobody's operations. */
const LOGGED = /\bjepsen\.util\b/;

/** Whether a file is such a log: by its first line that has anything to say. */
export function isLog(lines: readonly string[]): boolean {
  return lines.some((line) => LOGGED.test(line)) || LINE.test(lines.find((line) => line.trim() !== "") ?? "");
}

function eventOf(text: string, line: number): HistoryEvent | string | undefined {
  const columns = LINE.exec(text);
  if (columns === null) return `is no line of client, :type, :f and value: ${quote(text)}`;
  const [, client, type, f, shown] = columns;
  // Jepsen numbers clients; whoever has a name (`:nemesis`) injects faults.
  if (client.startsWith(":")) return undefined;
  const value = ednValue(shown);
  if (value === undefined) return `has the value ${quote(shown)}, which is no EDN`;
  return { line, type: type as EventType, client, f, value };
}

/** The lines that Jepsen's logger writes, columns between tabs. */
export function readLog(lines: readonly string[]): EventsRead {
  const read: EventsRead = { events: [], problems: [] };
  const isBare = !lines.some((line) => LOGGED.test(line));
  for (const [i, text] of lines.entries()) {
    if (isBare ? text.trim() === "" : !LOGGED.test(text)) continue;
    const event = eventOf(text, i + 1);
    if (typeof event === "string") read.problems.push({ line: i + 1, text: event });
    else if (event !== undefined) read.events.push(event);
  }
  return read;
}
