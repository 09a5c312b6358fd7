import type { Violation } from "../checks/violation";
import { DEMANDS } from "../checks/demands";
import type { Finding } from "./finding";
import type { Past } from "./past";

/** Whether progress was owed and didn't come, rather than something wrong happened. */
export function isAboutProgress({ law }: Violation): boolean {
  return law in DEMANDS && !law.startsWith("no-") && law !== "killed-is-silent";
}

/**
 * The likeliest origin first. What goes wrong goes on to break more, so the first of what was sure comes first; what no
 * message can have carried to the violation stands behind that, and hints, the strongest first, behind what is sure.
 */
export function ranked(found: readonly Finding[], past: Past): Finding[] {
  const rank = ({ isHint, servers, n }: Finding): number => {
    if (isHint === true) return 2;
    return servers.length === 0 || past.has(servers[0], n) ? 0 : 1;
  };
  const ordered = [...found].sort((a, b) => rank(a) - rank(b) || (rank(a) === 2 ? 0 : a.n - b.n));
  const rules = new Set<string>();
  return ordered.filter(({ rule }) => !rules.has(rule) && rules.add(rule));
}
