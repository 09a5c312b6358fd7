import type { Node } from "../trace/event";

/** The form of edits, for people. */
export const EDITS_FORM =
  "parts joined by commas: f3 leaves out the third fault, m0-1.17 pardons message 17 from S0 to S1";

/**
 * Changes of a run's schedule: what a shrunk run does without. A fault is named by its number in the run, a message by
 * its link and its number on that link; all the rest of the schedule stays as it was (DESIGN.md, «Randomness»).
 */
export class Edits {
  private readonly omitted = new Set<number>();
  private readonly pardoned = new Set<string>();

  /** @throws Error when `text` is not of the form {@link EDITS_FORM}; `""` changes nothing */
  constructor(text: string) {
    for (const part of text === "" ? [] : text.split(",")) {
      const fault = /^f(\d+)$/.exec(part);
      if (fault !== null) this.omitted.add(Number(fault[1]));
      else if (/^m\d+-\d+\.\d+$/.test(part)) this.pardoned.add(part);
      else throw new Error(`"${part}" is no edit; edits are ${EDITS_FORM}`);
    }
  }

  /** Whether the fault of that number, from 1, is left out. */
  omits(fault: number): boolean {
    return this.omitted.has(fault);
  }

  /** Whether a message, numbered from 0 on its link, meets with nothing: not lost, not doubled, not late. */
  pardons(from: Node, to: Node, number: number): boolean {
    return this.pardoned.size > 0 && this.pardoned.has(`m${from}-${to}.${number}`);
  }
}
