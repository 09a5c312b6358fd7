/** Fields of the shared memory. */
const SERVER = 0;
const AT_US = 1;
const CPU_BEFORE_MS = 2;
const FIELDS = 3;

/** What a run is doing right now, for a thread that watches it: shared memory, as the run may never yield. */
export class Watch {
  private readonly fields: Float64Array;

  constructor(readonly memory = new SharedArrayBuffer(FIELDS * Float64Array.BYTES_PER_ELEMENT)) {
    this.fields = new Float64Array(memory);
  }

  /** The server whose event is being handled, −1 before the first. */
  get server(): number {
    return this.fields[SERVER];
  }
  set server(server: number) {
    this.fields[SERVER] = server;
  }

  /** Virtual time of that event, µs. */
  get atUs(): number {
    return this.fields[AT_US];
  }
  set atUs(us: number) {
    this.fields[AT_US] = us;
  }

  /** CPU time that the process had used before the run, ms. */
  get cpuBeforeMs(): number {
    return this.fields[CPU_BEFORE_MS];
  }

  /** A run begins now. */
  begin(): void {
    this.server = -1;
    this.atUs = 0;
    this.fields[CPU_BEFORE_MS] = cpuMs();
  }
}

/** CPU time of this process, all threads, ms. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
