import type { Insight } from "./insight";
import type { Model } from "./model";
import type { Operation } from "./operation";
import { Part } from "./part";
import { Search, type Budget, type Found } from "./search";
import { smallestOf } from "./smallest";
import { WRONG } from "./transitions";

/** A part of a linearizable history, and an order that explains it. An operation that never returned may be missing. */
export interface OrderedPart<Input, Output> {
  part: string;
  order: Operation<Input, Output>[];
}

/** Whether a history is linearizable (Herlihy & Wing 1990). */
export type Verdict<Input, Output> =
  | { kind: "linearizable"; parts: OrderedPart<Input, Output>[] }
  | {
      kind: "not";
      part: string;
      /** Few operations of the part that no order explains, by invocation ({@link smallestOf}). */
      smallest: Operation<Input, Output>[];
      /** The longest order found that is right as far as it goes. */
      prefix: Operation<Input, Output>[];
      /** What would have to come next after `prefix`, one of them, and none can. */
      stuck: Operation<Input, Output>[];
    }
  /** The budget ran out: `why` is a sentence's end, as in «unknown: …». */
  | { kind: "unknown"; part: string; why: string };

/** Enough for all but the wildest histories, at most a few seconds a part. */
export const BUDGET: Budget = { steps: 50_000_000, memoryBytes: 512 * 1024 * 1024 };

/** Judges a history, part by part, each within the budget. One part that isn't linearizable decides; else an unknown one. */
export function check<Input, Output, State extends string | number>(
  model: Model<Input, Output, State>,
  operations: readonly Operation<Input, Output>[],
  budget: Budget = BUDGET,
  insight?: Insight<Input, Output, State>,
): Verdict<Input, Output> {
  const parts: OrderedPart<Input, Output>[] = [];
  let unknown: Verdict<Input, Output> | undefined;
  for (const [name, some] of partsOf(model, operations)) {
    const part = new Part(model, insight, some);
    const search = new Search(part as never);
    const found = search.run(budget);
    if (found === "none") return violation(name, part, search.found(), budget);
    if (found === "order") parts.push({ part: name, order: search.found().map((i) => part.operations[i]) });
    else unknown ??= { kind: "unknown", part: name, why: whyOf(found, budget) };
  }
  return unknown ?? { kind: "linearizable", parts };
}

/** By the first operation of each. */
function partsOf<Input, Output>(
  model: Pick<Model<Input, Output, never>, "partOf">,
  operations: readonly Operation<Input, Output>[],
): Map<string, Operation<Input, Output>[]> {
  const parts = new Map<string, Operation<Input, Output>[]>();
  for (const each of operations) {
    const part = model.partOf(each.input);
    const some = parts.get(part);
    if (some === undefined) parts.set(part, [each]);
    else some.push(each);
  }
  return parts;
}

function whyOf(found: Found, { steps, memoryBytes }: Budget): string {
  if (found === "out of steps") return `no verdict after ${steps.toLocaleString("en-US")} steps of the search`;
  return `no verdict within ${Math.round(memoryBytes / 1024 / 1024)} MiB of memory`;
}

function violation<Input, Output, State extends string | number>(
  name: string,
  part: Part<Input, Output, State>,
  longest: readonly number[],
  budget: Budget,
): Verdict<Input, Output> {
  const { operations } = part;
  const { prefix, stuck } = goOn(part, longest);
  const smallest = smallestOf(part as never, budget).map((i) => operations[i]);
  return {
    kind: "not",
    part: name,
    smallest: smallest.sort((a, b) => a.invokedAt - b.invokedAt),
    prefix: prefix.map((i) => operations[i]),
    stuck: stuck.map((i) => operations[i]),
  };
}

/**
 * The search turns back where an answer to come is out of reach already. For people, this goes on from there with
 * whatever can come next, the first to return first, until nothing can.
 */
function goOn<Input, Output, State extends string | number>(
  { operations, returned, transitions }: Part<Input, Output, State>,
  longest: readonly number[],
): { prefix: number[]; stuck: number[] } {
  const prefix = [...longest];
  const isDone = new Set(prefix);
  let state = prefix.reduce((before, i) => transitions.next(before, i), 0);
  for (;;) {
    const left = [...operations.keys()].filter((i) => !isDone.has(i));
    const barrier = Math.min(...left.map((i) => operations[i].returnedAt ?? Infinity));
    const canBeNext = left.filter((i) => i < returned && operations[i].invokedAt < barrier);
    const byReturn = canBeNext.sort((a, b) => operations[a].returnedAt! - operations[b].returnedAt!);
    const next = byReturn.find((i) => transitions.next(state, i) !== WRONG);
    if (next === undefined) return { prefix, stuck: byReturn };
    prefix.push(next);
    isDone.add(next);
    state = transitions.next(state, next);
  }
}
