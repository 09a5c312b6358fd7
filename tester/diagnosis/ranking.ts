import type { Violation } from "../checks/violation";
import { DEMANDS } from "../checks/demands";
import type { Finding } from "./finding";

/** Whether progress was owed and didn't come, rather than something wrong happened. */
export function isAboutProgress({ law }: Violation): boolean {
  return law in DEMANDS && !law.startsWith("no-") && law !== "killed-is-silent";
}

/**
 * The likeliest origin first. What goes wrong goes on to break more: so what was sure and broken first comes first, and
 * hints stand behind what is sure.
 */
export function ranked(found: readonly Finding[]): Finding[] {
  const rank = ({ isHint }: Finding): number => (isHint === true ? 1 : 0);
  // The trace ends where the violation was found; of hints the strongest comes first as they were given.
  const ordered = [...found].sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? a.n - b.n : 0));
  const rules = new Set<string>();
  return ordered.filter(({ rule }) => !rules.has(rule) && rules.add(rule));
}
