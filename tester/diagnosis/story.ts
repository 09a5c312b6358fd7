import type { Violation } from "../checks/violation";
import type { StoryLine } from "./diagnosis";
import type { Finding } from "./finding";
import type { World } from "./world";

export function storyOf(_world: World, _first: Finding | undefined, _violation: Violation): StoryLine[] {
  return [];
}
