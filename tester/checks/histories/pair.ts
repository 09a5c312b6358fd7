import type { Operation } from "../linearizability/operation";
import type { HistoryEvent, Problem } from "./event";
import type { Vocabulary } from "./vocabulary";

interface Open<Input> {
  event: HistoryEvent;
  invokedAt: number;
  input: Input;
}

/** Invocations and what became of them. The order of the events is the only clock. */
export interface Paired<Input, Output> {
  /** In the order of their invocations. */
  operations: Operation<Input, Output>[];
  problems: Problem[];
  /** µs from the start, by event, where the file says so. */
  timesUs: ReadonlyMap<number, number>;
}

class Pairing<Input, Output> {
  readonly problems: Problem[] = [];
  readonly timesUs = new Map<number, number>();
  private readonly done: Operation<Input, Output>[] = [];
  private readonly open = new Map<string, Open<Input>>();
  /** Clients whose line couldn't be understood: what else is said of them would only repeat it. */
  private readonly lost = new Set<string>();
  private last = -1;

  constructor(private readonly vocabulary: Vocabulary<Input, Output>) {}

  take(event: HistoryEvent): void {
    // Several events of one line, or numbers that don't rise: then the place in the file counts.
    this.last = Math.max(event.number ?? event.line, this.last + 1);
    if (event.atUs !== undefined) this.timesUs.set(this.last, event.atUs);
    if (this.lost.has(event.client)) return;
    const problem = event.type === "invoke" ? this.invoke(event) : this.settle(event);
    if (problem === undefined) return;
    this.problems.push({ line: event.line, text: problem });
    this.lost.add(event.client);
  }

  /** @returns what is wrong */
  private invoke(event: HistoryEvent): string | undefined {
    const { client, f } = event;
    const before = this.open.get(client);
    if (before !== undefined) {
      return `invokes ${f} for client ${client}, whose ${before.event.f} of line ${before.event.line} is still open`;
    }
    const { functions, name } = this.vocabulary;
    if (f === undefined || !functions.includes(f)) {
      return `calls ${f}, which a ${name} history doesn't have; it has ${functions.join(", ")}`;
    }
    const input = this.vocabulary.inputOf(event);
    if (typeof input === "string") return input;
    this.open.set(client, { event, invokedAt: this.last, input });
    return undefined;
  }

  /** An ok, a fail or an info. @returns what is wrong */
  private settle(event: HistoryEvent): string | undefined {
    const { client, type } = event;
    const open = this.open.get(client);
    if (open === undefined) return `says ${type} for client ${client}, which has no operation open`;
    const mismatch = mismatchOf(open.event, event);
    if (mismatch !== undefined) return mismatch;
    this.open.delete(client);
    if (type === "fail") return undefined;
    if (type === "info") this.finish(open, undefined, undefined);
    else {
      const answer = this.vocabulary.outputOf(event, open.input);
      if (typeof answer === "string") return answer;
      this.finish(open, answer.output, this.last);
    }
    return undefined;
  }

  private finish(
    { event, input, invokedAt }: Open<Input>,
    output: Output | undefined,
    returnedAt: number | undefined,
  ): void {
    this.done.push({ client: event.client, input, output, invokedAt, returnedAt });
  }

  end(): Paired<Input, Output> {
    for (const open of this.open.values()) this.finish(open, undefined, undefined);
    const operations = this.done.sort((a, b) => a.invokedAt - b.invokedAt);
    return { operations, problems: this.problems, timesUs: this.timesUs };
  }
}

/** Whether a return belongs to its invocation. @returns what is wrong */
function mismatchOf(invoked: HistoryEvent, returned: HistoryEvent): string | undefined {
  const { client, type } = returned;
  const asked = `client ${client}, whose open operation is the ${invoked.f} of line ${invoked.line}`;
  if (returned.f !== undefined && returned.f !== invoked.f) return `says ${type} of ${returned.f} for ${asked}`;
  if (returned.operation !== invoked.operation) {
    return `says ${type} of operation ${returned.operation} for ${asked}, operation ${invoked.operation}`;
  }
  if (returned.key !== undefined && returned.key !== invoked.key) {
    return `says ${type} for key ${JSON.stringify(returned.key)} for ${asked}, on key ${JSON.stringify(invoked.key)}`;
  }
  return undefined;
}

/** Makes operations of events. */
export function pair<Input, Output>(
  events: readonly HistoryEvent[],
  vocabulary: Vocabulary<Input, Output>,
): Paired<Input, Output> {
  const pairing = new Pairing(vocabulary);
  for (const event of events) pairing.take(event);
  return pairing.end();
}
