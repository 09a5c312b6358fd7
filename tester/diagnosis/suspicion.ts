import type { Violation } from "../checks/violation";
import type { Finding, Findings } from "./finding";
import { progress } from "./progress";
import type { RuleName } from "./rule";
import { service } from "./service";
import type { World } from "./world";

/** What a law's breach by itself points at, where the trace shows no more. */
const LAWS: { readonly [law: string]: RuleName } = {
  "start-keeps-its-promise": "start-keeps-its-word",
  "index-of-start": "start-keeps-its-word",
  "only-started-commands": "log-holds-commands-alone",
  "applied-in-order": "applied-once-in-order",
  traffic: "sends-in-measure",
  "snapshot-size": "snapshot-holds-the-service",
  "no-snapshot": "snapshot-when-asked-for",
  "killed-is-silent": "silent-when-killed",
};

/** What is likely, given how the run ended: weaker than what a detector saw. */
export function suspicions(world: World, findings: Findings, violation: Violation): Finding[] {
  const rule = LAWS[violation.law] ?? ofLaw(world, violation);
  const more = [...service(world, findings, violation), ...progress(world, findings, violation)];
  if (rule === undefined) return more;
  return [...more, suspected(rule, violation, violation.what)];
}

/** A hint that stands at the violation itself. */
export function suspected(rule: RuleName, { n, atUs, servers }: Violation, what: string): Finding {
  return { rule, n, atUs, servers, what: what.replace(/\.$/, ""), isHint: true };
}

function ofLaw(world: World, violation: Violation): RuleName | undefined {
  const { law, servers, what } = violation;
  if (law === "budget") return /calls|messages/.test(what) ? "sends-in-measure" : undefined;
  if (law === "state-size")
    return world.run.lab.startsWith("3") ? "snapshot-when-asked-for" : "log-cut-at-the-snapshot";
  if (law !== "submission") return undefined;
  if (/start's index/.test(what)) return "start-keeps-its-word";
  // A look for an entry at a place where the snapshot has left none.
  const hasSnapshot = servers.some((id) => (world.server(id).disk?.base ?? 0) > 0);
  return hasSnapshot && what.includes("undefined") ? "positions-count-the-snapshot" : "no-error";
}
