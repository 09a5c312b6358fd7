import { reliable } from "../net/profile";
import { scenario, type Lab, type Scenario } from "./scenario";

/** The name under which a token knows the story for so many servers: `explored-3`. */
const NAME = /^explored-([1-7])$/;

/** How long the story is, before progress is demanded: time enough for elections, and for what a search does to them, ms. */
const STORY_MS = 800;

/** Between two commands, ms: shorter than a heartbeat's interval, so that there is always one under way. */
const COMMAND_EVERY_MS = 90;

/** For so long nobody may hold a needless election in the end, ms: several heartbeats. */
const CALM_MS = 300;

/** Servers boot together, so that two of them can be candidates at once after few deviations. */
const BOOT_WITHIN_MS = 0;

/**
 * The story that a search tells in every order: servers boot on a quiet network, and whoever leads is given a command
 * now and then. By itself nothing goes wrong; what does is the search's doing, as edits of the run. In the end a healthy
 * majority must agree, and be calm. It belongs to no lab's tests, and is found under its name alone.
 */
export function explored(lab: Lab, name: string): Scenario | undefined {
  const size = NAME.exec(name)?.[1];
  if (size === undefined || lab.startsWith("3")) return undefined;
  const data = { lab, points: 0, servers: Number(size), network: reliable, bootWithinMs: BOOT_WITHIN_MS };
  const told = scenario(`every schedule of ${size} servers`, data, async ({ cluster, demands }) => {
    const endsAtMs = cluster.nowMs + STORY_MS;
    while (cluster.nowMs < endsAtMs) {
      const leads = (): boolean => cluster.claimant() !== undefined;
      if (!(await cluster.until(leads, endsAtMs - cluster.nowMs))) break;
      if (lab !== "2a") await demands.tryAt(cluster.claimant()!, cluster.command("explored"));
      await cluster.sleep(COMMAND_EVERY_MS);
    }
    // An edit may have let a server crash at the very end: it comes back by itself.
    await cluster.until(() => cluster.servers.every((id) => cluster.server(id).isUp), 1_000);
    if (lab !== "2a") await demands.agree("in the end");
    await demands.calm(CALM_MS);
  });
  return { ...told, name };
}
