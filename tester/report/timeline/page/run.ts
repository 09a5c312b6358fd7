import { nameOf, type EventOf, type Node, type TraceEvent } from "../../../trace/event";
import { labelOf, messagesOf, methodName, type Message } from "../messages";
import { History } from "../states";
import type { Mark, TimelineData } from "../timeline-report";
import { turnsOf, type Turn } from "../turns";

/** A message, and the turns at which it begins and ends. */
export interface Flight extends Message {
  fromTurn: number;
  /** The last turn where it was on its way at the end. */
  toTurn: number;
}

/** A clerk's operation: from its turn to the turn in which it returned. */
export interface Operation {
  node: Node;
  fromTurn: number;
  toTurn: number;
  /** It never returned. */
  isOpen: boolean;
  label: string;
}

/** Turns of one bucket of {@link Run.flightsIn}. */
const BUCKET = 64;

/** A run, as the page reads it. Places are positions among its events. */
export class Run {
  readonly events: readonly TraceEvent[];
  readonly servers: number;
  readonly turns: readonly Turn[];
  /** The turn of the event at each place. */
  readonly turnOf: Int32Array;
  readonly flights: readonly Flight[];
  readonly history: History;
  readonly operations: readonly Operation[];
  /** Servers, then clerks. */
  readonly nodes: readonly Node[];
  readonly marks: readonly Mark[];
  /** By place: the messages that begin or end there. */
  private readonly flightsAt = new Map<number, Flight[]>();
  private readonly buckets: Flight[][];
  private readonly labels = new Map<Flight, string>();

  constructor(private readonly data: TimelineData) {
    this.events = data.events;
    this.servers = data.servers;
    this.marks = data.marks;
    this.turns = turnsOf(this.events);
    this.turnOf = new Int32Array(this.events.length);
    this.turns.forEach(({ first, last }, turn) => this.turnOf.fill(turn, first, last + 1));
    this.flights = messagesOf(this.events).map((message) => this.flight(message));
    this.buckets = Array.from({ length: Math.ceil(this.turns.length / BUCKET) }, () => []);
    for (const flight of this.flights) this.file(flight);
    this.history = new History(this.events, data.states, this.servers);
    this.operations = this.operationsOf();
    const most = this.events.reduce((max, event) => (event.kind === "boot" ? Math.max(max, event.server) : max), 0);
    this.nodes = Array.from({ length: Math.max(this.servers, most + 1) }, (_, node) => node);
  }

  /** Place of the event of a number; the nearest one for what was left out. */
  placeOf(n: number): number {
    return Math.min(this.events.length - 1, Math.max(0, n - this.data.omitted));
  }

  get omitted(): number {
    return this.data.omitted;
  }

  name(node: Node): string {
    return nameOf(node, this.servers);
  }

  /** The messages that begin or end at a place. */
  flightsOf(place: number): readonly Flight[] {
    return this.flightsAt.get(place) ?? [];
  }

  /** The messages that are on their way at some time between two turns, each once; some that are not, too. */
  flightsIn(first: number, last: number): Flight[] {
    const from = Math.floor(first / BUCKET);
    const found: Flight[] = [];
    for (let bucket = from; bucket <= last / BUCKET && bucket < this.buckets.length; bucket++) {
      for (const flight of this.buckets[bucket]) {
        if (bucket === Math.max(from, Math.floor(flight.fromTurn / BUCKET))) found.push(flight);
      }
    }
    return found;
  }

  /** A message in a few characters. */
  label(flight: Flight): string {
    let label = this.labels.get(flight);
    if (label === undefined) this.labels.set(flight, (label = labelOf(flight)));
    return label;
  }

  /** The methods that were called, by name. */
  methods(): string[] {
    return [...new Set(this.flights.map(({ method }) => methodName(method)))].sort();
  }

  private flight(message: Message): Flight {
    const toTurn = message.end === undefined ? this.turns.length - 1 : this.turnOf[this.placeOf(message.end)];
    const flight: Flight = { ...message, fromTurn: this.turnOf[this.placeOf(message.sent)], toTurn };
    for (const n of [message.sent, ...(message.end === undefined ? [] : [message.end])]) {
      const place = this.placeOf(n);
      this.flightsAt.set(place, [...(this.flightsAt.get(place) ?? []), flight]);
    }
    return flight;
  }

  private file(flight: Flight): void {
    const last = Math.floor(flight.toTurn / BUCKET);
    for (let bucket = Math.floor(flight.fromTurn / BUCKET); bucket <= last; bucket++) this.buckets[bucket].push(flight);
  }

  private operationsOf(): Operation[] {
    const open = new Map<number, Operation>();
    const found: Operation[] = [];
    this.events.forEach((event, place) => {
      if (event.kind === "invoke") {
        const made = operationOf(event, this.turnOf[place], this.turns.length - 1);
        open.set(event.operation, made);
        found.push(made);
      } else if (event.kind === "ok") {
        const made = open.get(event.operation);
        if (made === undefined) return;
        const read = event.value === undefined ? "" : ` = ${JSON.stringify(event.value)}`;
        Object.assign(made, { toTurn: this.turnOf[place], isOpen: false, label: made.label + read });
      }
    });
    return found;
  }
}

function operationOf({ server, op, key, value }: EventOf<"invoke">, fromTurn: number, toTurn: number): Operation {
  const what = value === undefined ? key : `${key}, ${value}`;
  return { node: server, fromTurn, toTurn, isOpen: true, label: `${op}(${what})` };
}
