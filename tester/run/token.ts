import { parseSeed } from "./tiers";

/** What a replay token names: one run of one scenario. */
export interface RunName {
  lab: string;
  /** The scenario's file name, without extension. */
  scenario: string;
  seed: number;
  /** Changes of the schedule, as a shrunk run writes them; `""` for none. */
  edits: string;
}

/** The form of a token, for people. */
export const TOKEN_FORM = "<lab>/<scenario>/<seed>, as in 2a/initial-election/7";

/** `2a/initial-election/7`, with `+<edits>` where the schedule was edited. */
export function tokenOf({ lab, scenario, seed, edits }: RunName): string {
  return `${lab}/${scenario}/${seed}${edits === "" ? "" : `+${edits}`}`;
}

/** Reads what {@link tokenOf} wrote; `undefined` if it isn't of that form. Whether such a scenario exists isn't asked. */
export function parseToken(token: string): RunName | undefined {
  const parts = /^([a-z0-9-]+)\/([a-z0-9-]+)\/(\d+)(?:\+(\S+))?$/.exec(token);
  if (parts === null) return undefined;
  const seed = parseSeed(parts[3]);
  return seed === undefined ? undefined : { lab: parts[1], scenario: parts[2], seed, edits: parts[4] ?? "" };
}
