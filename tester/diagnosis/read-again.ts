import { RULES, type RuleName } from "./rule";

/** Sections of the handouts, for each rule that is built in an earlier lab than the one that failed or in that one. */
const IN: { readonly [lab: string]: readonly RuleName[] } = {
  "2a": [
    ...(["one-vote-a-term", "vote-kept-in-its-term", "vote-where-it-is-free", "majority-elects"] as const),
    ...(["stale-replies-ignored", "higher-term-adopted", "lower-term-refused", "terms-only-grow"] as const),
    ...(["candidate-tries-again", "timeouts-differ", "timer-reset-by-the-right-things"] as const),
    ...(["heartbeats-keep-the-peace", "candidate-yields", "leader-steps-down", "leader-leads-on"] as const),
    ...(["silent-when-killed"] as const),
  ],
  "2b": [
    ...(["vote-for-up-to-date-logs", "request-vote-tells-the-own-log", "append-tells-the-own-log"] as const),
    ...(["previous-entry-checked", "refusal-changes-nothing", "conflicts-removed", "matching-entries-kept"] as const),
    ...(["entries-stored-as-sent", "commit-to-the-last-new-entry", "majority-commits", "own-term-commits"] as const),
    ...(["commit-index-only-grows", "commit-told-to-followers", "match-index-is-acknowledged"] as const),
    ...(["next-index-backs-up", "sends-in-measure", "applied-once-in-order", "start-keeps-its-word"] as const),
    ...(["log-holds-commands-alone"] as const),
  ],
  "2c": ["saved-before-answered", "restored-as-saved"],
  "2d": [
    ...(["old-snapshots-ignored", "snapshot-replaces-its-prefix", "positions-count-the-snapshot"] as const),
    ...(["snapshot-saved-with-its-state", "snapshot-sent-where-entries-are-gone", "log-cut-at-the-snapshot"] as const),
  ],
  "3a": [
    ...([
      "operation-executed-once",
      "answered-when-applied",
      "reads-see-all-writes",
      "state-from-the-log-alone",
    ] as const),
    ...(["operations-mean-what-they-say", "waiters-woken", "clerk-tries-on"] as const),
  ],
  "3b": ["snapshot-holds-the-service", "snapshot-when-asked-for"],
};

/** The section of a handout to read again: the lab in which the rule is built. `""` where no rule was named. */
export function readAgainFor(rule: RuleName | undefined): string {
  const lab = Object.keys(IN).find((name) => rule !== undefined && IN[name].includes(rule));
  return lab === undefined ? "" : `labs/${lab}/README.md#what-to-build`;
}

/** The rules for which a section is named: all but those of the program itself. */
export const RULES_WITH_SECTIONS: readonly RuleName[] = (Object.keys(RULES) as RuleName[]).filter(
  (name) => readAgainFor(name) !== "",
);
