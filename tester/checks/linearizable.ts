import { nameOf, secondsOf, type EventOf, type Node } from "../trace/event";
import type { Finding, Law } from "./law";
import { anomalyOf } from "./linearizability/anomalies";
import { check, type Verdict } from "./linearizability/check";
import { keyValue, keyValueInsight, type KeyValueInput, type KeyValueOutput } from "./linearizability/key-value";
import type { Operation } from "./linearizability/operation";
import type { Budget } from "./linearizability/search";

type Asked = Operation<KeyValueInput, KeyValueOutput>;
type Not = Extract<Verdict<KeyValueInput, KeyValueOutput>, { kind: "not" }>;

/** For one key of a run, about a second of search. */
const BUDGET: Budget = { steps: 20_000_000, memoryBytes: 256 * 1024 * 1024 };

/** Most operations that a failure lists: the last ones. */
const EVIDENCE_LINES = 12;
/** Longest operation that is listed whole. */
const TEXT_MAX = 100;

/**
 * The history that the clerks saw is linearizable: every operation takes effect once, at one instant between its
 * invocation and its return (Raft §8). Judged at the end of the run, or where a demand isn't met.
 */
export const linearizable: Law = {
  name: "linearizable",
  title: "Every operation takes effect once, at one instant",
  source: "Raft §8",
  often: "",
  fold: ({ servers }) => {
    const seen = new Seen(servers);
    return (event) => {
      if (event.kind === "invoke") seen.invoke(event);
      else if (event.kind === "ok") seen.ok(event);
      else if (event.kind === "end") return seen.judge();
      else if (event.kind === "unmet") return known(seen.judge());
      return undefined;
    };
  },
};

/** A demand that isn't met is a failure, whether or not anybody can judge the history beside it. */
function known(finding: Finding | undefined): Finding | undefined {
  return finding?.unknown === undefined ? finding : undefined;
}

/** What the clerks of one run saw. */
class Seen {
  private readonly operations = new Map<number, Asked>();
  private readonly nodes = new Map<Asked, Node>();
  /** Of the events that invoke or return. */
  private readonly instantsUs = new Map<number, number>();

  constructor(private readonly servers: number) {}

  invoke({ n, atUs, server, operation, op, key, value = "" }: EventOf<"invoke">): void {
    const client = nameOf(server, this.servers);
    const asked = { client, input: { op, key, value }, output: undefined, invokedAt: n, returnedAt: undefined };
    this.operations.set(operation, asked);
    this.nodes.set(asked, server);
    this.instantsUs.set(n, atUs);
  }

  ok({ n, atUs, operation, value = "" }: EventOf<"ok">): void {
    const asked = this.operations.get(operation)!;
    asked.output = value;
    asked.returnedAt = n;
    this.instantsUs.set(n, atUs);
  }

  judge(): Finding | undefined {
    const verdict = check(keyValue, [...this.operations.values()], BUDGET, keyValueInsight);
    if (verdict.kind === "linearizable") return undefined;
    if (verdict.kind === "not") return this.findingOf(verdict);
    const unknown = `Nobody can say whether the operations on ${JSON.stringify(verdict.part)} have an order: ${verdict.why}.`;
    return { servers: [], what: unknown, expected: "", got: "", unknown };
  }

  private findingOf(verdict: Not): Finding {
    const onKey = [...this.operations.values()].filter(({ input }) => input.key === verdict.part);
    const anomaly = anomalyOf(onKey, (event) => this.instantOf(event));
    const told = anomaly?.operations ?? verdict.smallest;
    // The breach shows where the last of them returns, long before the run's end perhaps.
    const n = Math.max(...told.map(({ invokedAt, returnedAt }) => returnedAt ?? invokedAt));
    const { what, expected, got } = anomaly ?? this.wordsOf(verdict);
    const servers = [...new Set(told.map((each) => this.nodes.get(each)!))].sort((a, b) => a - b);
    const often = anomaly === undefined ? "" : OFTEN[anomaly.kind];
    return { servers, what, expected, got, often, evidence: this.evidenceOf(told), n, atUs: this.instantsUs.get(n)! };
  }

  /** For what only the search sees. */
  private wordsOf({ part, smallest, stuck }: Not): Pick<Finding, "what" | "expected" | "got"> {
    const writes = smallest.filter(({ input }) => input.op !== "get").length;
    const gets = smallest.length - writes;
    return {
      what: `No order of the operations on ${JSON.stringify(part)} explains what ${gets === 1 ? "a get" : `${gets} gets`} saw.`,
      expected: "an order in which each operation stands between its invocation and its return",
      got: `none that goes on to ${stuck.map((each) => `${each.client}'s ${brief(tell(each))}`).join(" or ")}`,
    };
  }

  private evidenceOf(told: readonly Asked[]): string[] {
    const shown = told.slice(-EVIDENCE_LINES);
    const lines = shown.map((each) => `${this.spanOf(each)}  ${each.client}  ${brief(tell(each))}`);
    const earlier = told.length - shown.length;
    return earlier === 0 ? lines : [`and ${earlier} earlier operations on the same key, then:`, ...lines];
  }

  private spanOf({ invokedAt, returnedAt }: Asked): string {
    const end = returnedAt === undefined ? "no answer" : `to ${this.instantOf(returnedAt)}`;
    return `${this.instantOf(invokedAt)} ${end}`.padEnd("100.000 s to 100.000 s".length);
  }

  private instantOf(event: number): string {
    return secondsOf(this.instantsUs.get(event)!);
  }
}

/** What is often behind what a direct check sees. */
const OFTEN = {
  "lost write": "an operation answered before it is committed, or before it is applied.",
  "stale read": "a get answered from a server's own state without a majority's word that it still leads.",
  "duplicated write": "a retry of a clerk that is not recognised as one, by this server or by another.",
  "unwritten value": "",
} as const;

function tell({ input, output }: Asked): string {
  return keyValue.tell(input, output);
}

/** Cut in its middle: what an answer ends in tells most. */
function brief(text: string): string {
  return text.length <= TEXT_MAX ? text : `${text.slice(0, 40)} … ${text.slice(-(TEXT_MAX - 43))}`;
}
