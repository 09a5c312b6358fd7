import type { History } from "../checks/histories/history";
import { anomalyOf } from "../checks/linearizability/anomalies";
import { check, type Verdict } from "../checks/linearizability/check";
import type { Operation } from "../checks/linearizability/operation";
import type { Budget } from "../checks/linearizability/search";
import { clientName } from "../report/history/words";

/** An operation of whichever model. */
export type Asked = Operation<unknown, unknown>;

/** One key or register, judged. */
export interface JudgedPart {
  /** As a sentence names it: `key "x"`, `the register`. */
  name: string;
  operations: Asked[];
  verdict: Verdict<unknown, unknown>;
  /** The order found, or the longest beginning of one. */
  order: readonly Asked[];
  /** What the part holds after each of them. */
  states: string[];
  /** Which of the well-known ways to go wrong it was, in a sentence, where that can be seen without trying orders. */
  anomaly?: string;
}

function nameOf({ name }: History, part: string): string {
  if (name === "key-value") return `key ${JSON.stringify(part)}`;
  return part === "" ? "the register" : `register ${part}`;
}

/** Each part by itself, so that one's violation doesn't hide another's order. In the order of their names. */
export function judge(history: History, budget: Budget): JudgedPart[] {
  const { model, insight, operations } = history;
  const parts = new Map<string, Asked[]>();
  for (const each of operations) {
    const part = model.partOf(each.input);
    const some = parts.get(part);
    if (some === undefined) parts.set(part, [each]);
    else some.push(each);
  }
  const inOrder = [...parts].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  return inOrder.map(([part, some]) => {
    const verdict = check(model, some, budget, insight);
    const order =
      verdict.kind === "linearizable" ? verdict.parts[0].order : verdict.kind === "not" ? verdict.prefix : [];
    const anomaly = verdict.kind === "not" ? anomalyIn(history, some) : undefined;
    return { name: nameOf(history, part), operations: some, verdict, order, states: statesOf(history, order), anomaly };
  });
}

function anomalyIn({ name, clock }: History, operations: readonly Asked[]): string | undefined {
  if (name !== "key-value") return undefined;
  const named = operations.map((each) => ({ ...each, client: clientName(each.client) }));
  // What get, put and append made, as `name` says.
  const anomaly = anomalyOf(named as Parameters<typeof anomalyOf>[0], (event) => `${clock} ${event}`);
  if (anomaly === undefined) return undefined;
  const { kind, what, expected, got } = anomaly;
  return `${kind[0].toUpperCase()}${kind.slice(1)}: ${what} Expected ${expected}, got ${got}.`;
}

function statesOf({ model }: History, order: readonly Asked[]): string[] {
  let state = model.initial;
  return order.map(({ input, output }) => (state = model.step(state, input, output) ?? state));
}

/** The parts that have no order: first one whose anomaly has a name, told with the fewest operations; on a tie by name. */
export function violated(parts: readonly JudgedPart[]): JudgedPart[] {
  const rank = ({ anomaly }: JudgedPart) => (anomaly === undefined ? 1 : 0);
  const size = ({ verdict }: JudgedPart) => (verdict.kind === "not" ? verdict.smallest.length : 0);
  const bad = parts.filter(({ verdict }) => verdict.kind === "not");
  return bad.sort((a, b) => rank(a) - rank(b) || size(a) - size(b));
}
