import type { Violation } from "../checks/violation";
import type { Finding, Findings } from "./finding";
import type { World } from "./world";

export function suspicions(_world: World, _findings: Findings, _violation: Violation): Finding[] {
  return [];
}
