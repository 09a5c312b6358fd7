import type { Edits } from "../trace/edits";
import type { Trace } from "../trace/trace";

/** How much there is of a run: what shrinking makes less. */
export interface Extent {
  servers: number;
  /** Faults that the scenario injected, servers that never boot, and messages that its dice lost, doubled or held up. */
  faults: number;
  /** Calls of `start`, and operations of clerks. */
  commands: number;
  /** Messages that arrived: requests at their handlers, and replies at their callers. */
  delivered: number;
  /** From the beginning to the end, µs. */
  lengthUs: number;
  /** What it could do without, as edits, in order. */
  dispensable: readonly string[];
  /** The waits of which it could do with half, as edits, in order. */
  halvable: readonly string[];
}

/** Counts a run's events, which end with the violation where there was one. */
export function extentOf({ events }: Trace, edits: Edits): Extent {
  const { dispensable, halvable } = edits;
  const faults = dispensable.filter((edit) => edit.startsWith("m")).length;
  const lengthUs = events.at(-1)?.atUs ?? 0;
  const extent = { servers: 0, faults, commands: 0, delivered: 0, lengthUs, dispensable, halvable };
  for (const event of events) {
    switch (event.kind) {
      case "run":
        extent.servers = event.servers;
        // One that never boots is no less a fault for being the shrinker's doing.
        for (let id = 0; id < event.servers; id++) if (edits.isAbsent(id)) extent.faults++;
        break;
      case "fault":
        if (event.fault > 0) extent.faults++;
        break;
      case "crash":
      case "pause":
        extent.faults++;
        break;
      case "start":
      case "invoke":
        extent.commands++;
        break;
      case "deliver":
      case "return":
        extent.delivered++;
    }
  }
  return extent;
}
