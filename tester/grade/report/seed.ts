import { parseToken } from "../../run/token";
import type { TestGrade } from "../result";

/**
 * Whether a failure's seed was drawn with the salt. The others of a test are 1, 2, 3 … up to the number planned, and
 * students run some of these themselves; a drawn one among them tells no more than they do.
 */
export function isHidden({ failure, seedsPlanned }: Pick<TestGrade, "failure" | "seedsPlanned">): boolean {
  const seed = failure === undefined ? undefined : parseToken(failure.token)?.seed;
  return seed !== undefined && seed > seedsPlanned;
}

/** A text in which a failure's seed isn't to be read. */
export function withoutSeed(text: string, token: string): string {
  const seed = parseToken(token)?.seed;
  const bare = text.replaceAll(token, "(a hidden seed)");
  return seed === undefined ? bare : bare.replace(new RegExp(`(?<!\\d)${seed}(?!\\d)`, "g"), "(a hidden seed)");
}
