import { Stream } from "../../tester/sim/random";

/** Of one edit in a few, how many there are. */
const KINDS = 7;

/** Clerks that may be left out, of those that follow the servers. */
const CLERKS = 5;

/**
 * Edits as shrinking might come to them, drawn: stretches of faults, commands and waits left out, waits cut short,
 * messages pardoned, fewer servers, nodes that never boot. Right programs must pass whatever is drawn.
 */
export function drawEdits(draw: number, servers: number): string {
  const dice = new Stream(draw, "edits");
  const parts: string[] = [];
  for (const kind of dice.sample(["f", "c", "w", "v", "m", "s", "k"], dice.int(1, KINDS))) {
    if (kind === "m") parts.push(dice.chance(500_000) ? "m" : pardon(dice, servers));
    else if (kind === "s") parts.push(...(dice.chance(600_000) ? [`s${dice.int(1, servers)}`] : []));
    else if (kind === "k") parts.push(`k${dice.int(0, servers + CLERKS - 1)}`);
    else if (kind === "v") for (let i = dice.int(1, 9); i > 0; i--) parts.push(`w${i}.${dice.int(1, 500)}`);
    else for (let i = dice.int(1, 4); i > 0; i--) parts.push(kind + stretch(dice));
  }
  return parts.join(",");
}

function pardon(dice: Stream, servers: number): string {
  const [from, to] = [dice.int(0, servers - 1), dice.int(0, servers)];
  const first = dice.int(0, 100);
  return `m${from}-${to}.${first}-${first + dice.int(0, 100)}`;
}

/** Small numbers more often than large ones: most stories are short. */
function stretch(dice: Stream): string {
  const first = dice.int(1, dice.pick([6, 20, 100]));
  return dice.chance(500_000) ? `${first}` : `${first}-${first + dice.int(1, dice.pick([3, 20, 300]))}`;
}
