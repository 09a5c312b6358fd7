import type { EventOf, TraceEvent } from "../trace/event";
import type { Violation } from "./violation";

/** What a fold says of an event that breaks its law. */
export type Finding = Pick<Violation, "servers" | "what" | "expected" | "got"> & Partial<Violation>;

/** One law: its words, and a fold over the trace that finds its first breach. */
export interface Law {
  /** Its file's name in checks/. */
  name: string;
  title: string;
  /** Section of the paper, or `""`. */
  source: string;
  /** One likely cause, said after «Often:». */
  often: string;
  /** A fresh fold for one run: takes each event in order, answers with the breach. */
  fold(run: EventOf<"run">): (event: TraceEvent) => Finding | undefined;
}

/**
 * All laws over one run: the first breach, at the event at which it shows. `without` names a law or a demand that is
 * switched off.
 */
export function judge(
  laws: readonly Law[],
  run: EventOf<"run">,
  without?: string,
): (event: TraceEvent) => Violation | undefined {
  const folds = laws.filter(({ name }) => name !== without).map((law) => [law, law.fold(run)] as const);
  return (event) => {
    if (event.kind === "unmet" && event.demand === without) return undefined;
    for (const [law, fold] of folds) {
      const finding = fold(event);
      if (finding === undefined) continue;
      const { name, title, source, often } = law;
      return { law: name, title, source, often, n: event.n, atUs: event.atUs, frames: [], ...finding };
    }
    return undefined;
  };
}
