import type { ChooseTurn } from "../run/in-process";
import { Scribe } from "../report/scribe";
import { turnOf, type Turn } from "../run/turns";
import { nameOf, secondsOf, type TraceEvent } from "../trace/event";
import type { Trace } from "../trace/trace";
import { UsageError } from "./usage";

const EVENT_FORMS = `an event's number (in the trace, n), "violation", or an instant such as 1.204s`;

/** Logs show instants in whole milliseconds, rounded. */
const HALF_A_MILLISECOND_US = 500;

/**
 * Where `--break EVENT` stops.
 * @throws UsageError, at once or when the run is known
 */
export function stopChoice(event: string): ChooseTurn {
  const seconds = /^(\d+(?:\.\d+)?) ?s$/.exec(event)?.[1];
  if (event !== "violation" && seconds === undefined && !/^\d+$/.test(event)) {
    throw new UsageError(`"${event}" is nothing to stop at; --break takes ${EVENT_FORMS}.`);
  }
  return ({ token, violation }, trace, turns) => {
    const { events } = trace;
    if (seconds !== undefined) return tell(turnFrom(Number(seconds) * 1_000_000, event, trace, turns), events);
    const n = event === "violation" ? violation?.n : Number(event);
    if (n === undefined) {
      throw new UsageError(
        `Run ${token} breaks no law, so there is no violation to stop at; --break takes ${EVENT_FORMS}.`,
      );
    }
    if (n >= events.length) {
      throw new UsageError(`Run ${token} has no event ${event}; its events are 0 to ${events.length - 1}.`);
    }
    return tell(turnOf(n, events, turns), events);
  };
}

function turnFrom(atUs: number, asked: string, { events }: Trace, turns: readonly Turn[]): Turn {
  const found = turns.find((turn) => turn.atUs >= atUs - HALF_A_MILLISECOND_US);
  if (found !== undefined) return found;
  const end = secondsOf(events.at(-1)!.atUs);
  throw new UsageError(`Nothing happens in the run at ${asked} or later; it ends at ${end}.`);
}

/** Says which event it is. */
function tell(turn: Turn, events: readonly TraceEvent[]): Turn {
  const servers = events[0].kind === "run" ? events[0].servers : 0;
  const where = `${nameOf(turn.node, servers)}, at ${secondsOf(turn.atUs)}`;
  const cause = turn.cause === undefined ? "" : `, event ${turn.cause}: ${textOf(turn.cause, events, servers)}`;
  process.stderr.write(`tester: the debugger stops in ${where}${cause}\n`);
  return turn;
}

function textOf(n: number, events: readonly TraceEvent[], servers: number): string {
  const scribe = new Scribe(servers);
  return events.slice(0, n + 1).map((event) => scribe.entry(event)?.text)[n] ?? "";
}
