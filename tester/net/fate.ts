import { Stream } from "../sim/random";
import type { Node } from "../trace/event";
import type { NetworkProfile } from "./profile";

/** What the network's dice say of one message. */
export interface Fate {
  lost: boolean;
  /** From sending to arrival, µs; for a lost message, to the instant at which it is known to be lost. */
  delayUs: number;
  /** From sending to the arrival of a second copy; `undefined` for none. */
  copyDelayUs: number | undefined;
  /** When the caller of an unreachable server learns of it: a draw in [0, `unreachableMaxUs`] from sending, µs. */
  unreachableUs: number;
}

/**
 * The fate of a message: a function of the seed, the link and the message's number on that link, and of nothing else.
 * Every draw is made whether it is used or not, so that a change of profile, or an edit that pardons one message,
 * leaves all the others as they were (DESIGN.md, «Randomness»).
 */
export function fateOf(
  profile: NetworkProfile,
  unreachableMaxUs: number,
  seed: number,
  from: Node,
  to: Node,
  number: number,
): Fate {
  const dice = new Stream(seed, "fate", from, to, number);
  const ordinaryUs = dice.int(profile.minUs, profile.maxUs);
  const lost = dice.chance(profile.losePpm);
  const long = dice.chance(profile.longPpm);
  const longUs = dice.int(0, profile.longUs);
  const duplicated = dice.chance(profile.duplicatePpm);
  const duplicateUs = dice.int(1, Math.max(1, profile.duplicateWithinUs));
  const unreachableUs = dice.int(0, unreachableMaxUs);
  const delayUs = ordinaryUs + (long ? longUs : 0);
  return { lost, delayUs, copyDelayUs: duplicated && !lost ? delayUs + duplicateUs : undefined, unreachableUs };
}
