import type { Insight } from "./insight";
import type { Model } from "./model";

/** Values are texts as the history spells them. */
export type RegisterInput =
  | { op: "read"; key: string }
  | { op: "write"; key: string; value: string }
  /** Compare and set: writes `to` where it finds `from`, else changes nothing. */
  | { op: "cas"; key: string; from: string; to: string };

/** What a read read; for a write `true`; for a cas whether it found `from`. */
export type RegisterOutput = string | boolean;

/** What a register holds before anybody wrote. */
export const NIL = "nil";

/** Registers by key (`""` for a lone one), each holding `initial` at first. */
export function register(initial: string = NIL): Model<RegisterInput, RegisterOutput, string> {
  return {
    name: "register",
    initial,
    partOf: ({ key }) => key,
    step(state, input, output) {
      switch (input.op) {
        case "read":
          return output === undefined || output === state ? state : undefined;
        case "write":
          return input.value;
        case "cas": {
          const isFound = state === input.from;
          if (output !== undefined && output !== isFound) return undefined;
          return isFound ? input.to : state;
        }
      }
    },
    tell: tellRegister,
  };
}

function tellRegister(input: RegisterInput, output: RegisterOutput | undefined): string {
  switch (input.op) {
    case "read":
      return `read → ${output ?? "?"}`;
    case "write":
      return `write(${input.value})`;
    case "cas":
      return `cas(${input.from}, ${input.to}) → ${output ?? "?"}`;
  }
}

/** What an operation leaves in the register where it changes it. */
function writtenBy(input: RegisterInput): string | undefined {
  return input.op === "read" ? undefined : input.op === "write" ? input.value : input.to;
}

/** Whether an observer answers so in this state. */
function isRight(state: string, input: RegisterInput, output: RegisterOutput): boolean {
  return input.op === "cas" ? state !== input.from : state === output;
}

export const registerInsight: Insight<RegisterInput, RegisterOutput, string> = {
  observes: ({ op }, output) => op === "read" || (op === "cas" && output === false),
  canReach: isRight,
  reopens(write, input, output) {
    const written = writtenBy(write);
    return written !== undefined && isRight(written, input, output);
  },
  isAlwaysRight: ({ op }) => op === "write",
  forgets: ({ op }) => op === "write",
  mayMatter(write, input, output) {
    const written = writtenBy(write);
    if (written === undefined || input.op === "write") return false;
    if (input.op === "read") return output !== undefined && output === written;
    // A cas that found nothing was right because something else stood there: perhaps this.
    return output === false ? written !== input.from : written === input.from;
  },
};
