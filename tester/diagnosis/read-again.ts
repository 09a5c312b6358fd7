import type { RuleName } from "./rule";

/** What of a handout to read again: its section «What to build», or one of its hints, by number. */
type Passage = "build" | number;

/** Where each rule is built: the lab's handout, and what of it comes nearest to the rule. */
const IN: { readonly [lab: string]: { readonly [rule in RuleName]?: Passage } } = {
  "2a": {
    ...{ "one-vote-a-term": "build", "vote-kept-in-its-term": 1, "vote-where-it-is-free": "build" },
    ...{ "majority-elects": 7, "stale-replies-ignored": 5, "higher-term-adopted": 2, "lower-term-refused": 2 },
    ...{ "terms-only-grow": "build", "candidate-tries-again": 1, "timeouts-differ": 6 },
    ...{ "timer-reset-by-the-right-things": 3, "heartbeats-keep-the-peace": "build", "candidate-yields": 1 },
    ...{ "leader-steps-down": 8, "leader-leads-on": 1, "silent-when-killed": "build" },
  },
  "2b": {
    ...{ "vote-for-up-to-date-logs": "build", "request-vote-tells-the-own-log": "build" },
    ...{ "append-tells-the-own-log": 1, "previous-entry-checked": 1, "refusal-changes-nothing": 4 },
    ...{ "conflicts-removed": 7, "matching-entries-kept": 7, "entries-stored-as-sent": "build" },
    ...{ "commit-to-the-last-new-entry": 8, "majority-commits": 9, "own-term-commits": 9 },
    ...{ "commit-index-only-grows": 4, "commit-told-to-followers": "build", "match-index-is-acknowledged": 5 },
    ...{ "next-index-backs-up": 6, "sends-in-measure": "build", "applied-once-in-order": "build" },
    ...{ "start-keeps-its-word": "build", "log-holds-commands-alone": "build" },
  },
  "2c": { "saved-before-answered": 2, "restored-as-saved": "build" },
  "2d": {
    ...{ "old-snapshots-ignored": 3, "snapshot-replaces-its-prefix": 4, "positions-count-the-snapshot": 1 },
    ...{ "snapshot-saved-with-its-state": "build", "snapshot-sent-where-entries-are-gone": 6 },
    ...{ "log-cut-at-the-snapshot": "build" },
  },
  "3a": {
    ...{ "operation-executed-once": 2, "answered-when-applied": 1, "reads-see-all-writes": 3 },
    ...{ "state-from-the-log-alone": 2, "operations-mean-what-they-say": "build", "waiters-woken": 4 },
    ...{ "clerk-tries-on": 6 },
  },
  "3b": { "snapshot-holds-the-service": 1, "snapshot-when-asked-for": 4 },
};

/** What of the handouts to read again: `labs/2b/README.md, «Hints», 7`. `""` where there is nothing. */
export function readAgainFor(rule: RuleName | undefined): string {
  for (const [lab, passages] of Object.entries(IN)) {
    const passage = rule === undefined ? undefined : passages[rule];
    if (passage === undefined) continue;
    return `labs/${lab}/README.md, ${passage === "build" ? "«What to build»" : `«Hints», ${passage}`}`;
  }
  return "";
}
