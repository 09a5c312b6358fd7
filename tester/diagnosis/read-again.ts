import type { RuleName } from "./rule";

export function readAgainFor(_rule: RuleName | undefined, lab: string): string {
  return `labs/${lab}/README.md#hints`;
}
