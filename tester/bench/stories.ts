/** Runs that only the bench needs: each is one kind of work, in an amount that can be multiplied. */
import { reliable } from "../net/profile";
import { scenario, type Scenario } from "../scenarios/scenario";

const SERVERS = 3;

function story(name: string, body: Scenario["body"]): Scenario {
  return { ...scenario(name, { lab: "2b", points: 0, servers: SERVERS, network: reliable }, body), name };
}

/** Boots three servers, and ends. */
export const boot = story("boot", () => Promise.resolve());

/** A cluster of which nobody wants anything, for `seconds` of virtual time. */
export function idle(seconds: number): Scenario {
  return story(`idle-${seconds}`, ({ cluster }) => cluster.sleep(seconds * 1_000));
}

/** `count` commands, each agreed on by everybody before the next is started. */
export function commands(count: number): Scenario {
  return story(`commands-${count}`, async ({ demands }) => {
    for (let i = 0; i < count; i++) await demands.agree("bench");
  });
}

/** For the program in ping/: server 0 calls server 1 `count` times, one call after the other. */
export function pings(count: number): Scenario {
  return story(`pings-${count}`, async ({ cluster }) => {
    await cluster.start(0, count);
    const isDone = await cluster.until(() => cluster.rpcs >= count, count * 10);
    if (!isDone) throw new Error(`${cluster.rpcs} of ${count} calls were sent in time`);
  });
}
