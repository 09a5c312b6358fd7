import type { Violation } from "../checks/violation";
import { DEMANDS } from "../checks/demands";
import type { Finding } from "./finding";
import type { World } from "./world";

/** Whether progress was owed and didn't come, rather than something wrong happened. */
export function isAboutProgress({ law }: Violation): boolean {
  return law in DEMANDS && !law.startsWith("no-") && law !== "killed-is-silent";
}

/**
 * The likeliest origin first. What goes wrong goes on to break more: so what was sure and broken first comes first, and
 * hints stand behind what is sure.
 */
export function ranked(found: readonly Finding[], violation: Violation, _world: World): Finding[] {
  const rank = ({ isHint }: Finding): number => (isHint === true ? 1 : 0);
  const inTime = found.filter(({ n }) => n <= violation.n);
  const ordered = [...inTime].sort((a, b) => rank(a) - rank(b) || a.n - b.n);
  const rules = new Set<string>();
  return ordered.filter(({ rule }) => !rules.has(rule) && rules.add(rule));
}
