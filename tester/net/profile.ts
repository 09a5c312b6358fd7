/**
 * What a network does to messages when nobody interferes. All delays are one way, in µs; all rates in parts per million
 * of messages (a request and its reply are two).
 */
export interface NetworkProfile {
  name: string;
  /** Ordinary delay, uniform in [minUs, maxUs]; never 0. */
  minUs: number;
  maxUs: number;
  /** Messages that never arrive. */
  losePpm: number;
  /** Requests that arrive a second time, up to `duplicateWithinUs` after the first. */
  duplicatePpm: number;
  duplicateWithinUs: number;
  /** Messages that take up to `longUs` more: later ones overtake them. */
  longPpm: number;
  longUs: number;
}

/** A healthy link (INTERFACE.md, «Time»): 0.5–2 ms, loses nothing. */
export const reliable: NetworkProfile = {
  name: "reliable",
  minUs: 500,
  maxUs: 2_000,
  losePpm: 0,
  duplicatePpm: 0,
  duplicateWithinUs: 0,
  longPpm: 0,
  longUs: 0,
};

/** The classic labs' unreliable network: up to 27 ms, a tenth of the requests and a tenth of the replies lost. */
export const unreliable: NetworkProfile = { ...reliable, name: "unreliable", maxUs: 27_000, losePpm: 100_000 };

/** Loses nothing, but delivers a third of the requests twice. */
export const duplicating: NetworkProfile = {
  ...reliable,
  name: "duplicating",
  duplicatePpm: 333_333,
  duplicateWithinUs: 400_000,
};

/** Loses nothing, but one message in ten is overtaken by those sent up to a fifth of a second later. */
export const reordering: NetworkProfile = { ...reliable, name: "reordering", longPpm: 100_000, longUs: 200_000 };
