import type { Violation } from "../checks/violation";
import type { Waiting } from "./diagnosis";
import type { World } from "./world";

export function waitingAt(_world: World, _violation: Violation): Waiting[] {
  return [];
}
