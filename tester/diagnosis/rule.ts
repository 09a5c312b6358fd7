/**
 * The rules that a program can break, each a rule of Figure 2 or of the sections beside it, by the name under which
 * a diagnosis names it. Laws say what must never be seen; rules say what a server must do so that it isn't.
 */
export interface Rule {
  /** The rule itself, as one would say it of a server. */
  words: string;
  /** Where it stands. */
  source: string;
}

const rule = (source: string, words: string): Rule => ({ words, source });

export const RULES = {
  // Elections
  "one-vote-a-term": rule("Raft §5.2, Figure 2 (RequestVote 2)", "a server votes for at most one candidate in a term"),
  "vote-kept-in-its-term": rule(
    "Raft §5.1, §5.2",
    "a server that steps down within its term keeps the vote of that term",
  ),
  "vote-for-up-to-date-logs": rule(
    "Raft §5.4.1, Figure 2 (RequestVote 2)",
    "a server votes only for a candidate whose log is at least as up to date as its own",
  ),
  "vote-where-it-is-free": rule(
    "Raft §5.2, Figure 2 (RequestVote 2)",
    "a server that hasn't voted in a term grants the vote to a candidate that is up to date",
  ),
  "request-vote-tells-the-own-log": rule(
    "Raft §5.4.1, Figure 2 (RequestVote)",
    "a candidate asks with the index and the term of its last entry",
  ),
  "majority-elects": rule(
    "Raft §5.2, Figure 2 (Candidates)",
    "a candidate leads once a majority of all servers has voted for it in this term",
  ),
  "stale-replies-ignored": rule(
    "Raft §5.1, Figure 2",
    "a reply counts only for the term, and the role, in which the request was sent",
  ),
  "higher-term-adopted": rule(
    "Raft §5.1, Figure 2 (All Servers)",
    "whoever sees a higher term adopts it, and becomes a follower with a free vote",
  ),
  "lower-term-refused": rule(
    "Raft §5.1, Figure 2 (AppendEntries 1, RequestVote 1)",
    "a request of a lower term is refused",
  ),
  "terms-only-grow": rule("Raft §5.1, Figure 2 (currentTerm)", "a server's term never goes back"),
  "candidate-tries-again": rule(
    "Raft §5.2, Figure 2 (Followers, Candidates)",
    "a server whose election timeout passes begins an election in a new term, and again until there is a leader",
  ),
  "timeouts-differ": rule("Raft §5.2", "election timeouts are drawn at random, anew each time"),
  "timer-reset-by-the-right-things": rule(
    "Raft §5.2, Figure 2 (Followers)",
    "the election timer is reset by the current leader and by granting a vote, and by nothing else",
  ),
  "heartbeats-keep-the-peace": rule(
    "Raft §5.2, Figure 2 (Leaders)",
    "a leader's heartbeats reach every follower often enough, and each resets its timer",
  ),
  "candidate-yields": rule(
    "Raft §5.2, Figure 2 (Candidates)",
    "a candidate that hears the leader of its term becomes its follower",
  ),
  "leader-steps-down": rule(
    "Raft §5.1, Figure 2 (All Servers)",
    "a leader that learns of a higher term leads no longer, and waits as a follower does",
  ),
  "leader-leads-on": rule(
    "Raft §5.2, Figure 2 (Leaders)",
    "a leader leads on until it learns of a higher term: no election timer of its own ends its reign",
  ),

  // The log
  "append-tells-the-own-log": rule(
    "Raft §5.3, Figure 2 (AppendEntries)",
    "AppendEntries carries the leader's own entries, and index and term of the one before them",
  ),
  "previous-entry-checked": rule(
    "Raft §5.3, Figure 2 (AppendEntries 2)",
    "success is answered only where the log has the entry before, with the same term",
  ),
  "refusal-changes-nothing": rule(
    "Raft §5.3, Figure 2 (AppendEntries 1, 2)",
    "an AppendEntries that is refused leaves log and commit index as they are",
  ),
  "conflicts-removed": rule(
    "Raft §5.3, Figure 2 (AppendEntries 3)",
    "an entry that conflicts with a new one goes, and all that follow it",
  ),
  "matching-entries-kept": rule(
    "Raft §5.3, Figure 2 (AppendEntries 3)",
    "without a conflict nothing is removed: a late message must not shorten the log",
  ),
  "entries-stored-as-sent": rule(
    "Raft §5.3, Figure 2 (AppendEntries 4)",
    "new entries are appended as they were sent, term and command",
  ),
  "commit-to-the-last-new-entry": rule(
    "Raft §5.3, Figure 2 (AppendEntries 5)",
    "a follower commits to leaderCommit, but not past the last new entry",
  ),
  "majority-commits": rule(
    "Raft §5.3, Figure 2 (Leaders)",
    "an entry is committed once a majority of all servers stores it, and not before",
  ),
  "own-term-commits": rule("Raft §5.4.2, Figure 8", "a leader counts copies only of entries of its own term"),
  "commit-index-only-grows": rule("Raft Figure 2 (commitIndex)", "commitIndex never goes back"),
  "commit-told-to-followers": rule(
    "Raft §5.3, Figure 2 (AppendEntries)",
    "followers learn of a commit by the next AppendEntries, heartbeats included",
  ),
  "match-index-is-acknowledged": rule(
    "Raft Figure 2 (matchIndex)",
    "matchIndex is what a follower has acknowledged: what was sent, not what was appended since",
  ),
  "next-index-backs-up": rule(
    "Raft §5.3, Figure 2 (Leaders)",
    "after a refusal for the log nextIndex goes back, and the leader tries again until the logs match",
  ),
  "sends-in-measure": rule("Raft §5.3", "nothing is sent again and again without need or pause"),
  "applied-once-in-order": rule(
    "Raft §5.3, Figure 2 (All Servers)",
    "every committed entry is applied once, in the order of the log, by every server",
  ),
  "start-keeps-its-word": rule(
    "Raft §5.3",
    "start takes a command only at the leader, and says the index and the term at which it stands",
  ),
  "log-holds-commands-alone": rule(
    "Raft §5.3",
    "what is handed up is what clients started: no entry of the server's own",
  ),

  // Persistence
  "saved-before-answered": rule(
    "Raft §5.6, Figure 2 (Persistent state)",
    "term, vote and log are saved before any message tells of them",
  ),
  "restored-as-saved": rule(
    "Raft §5.6, Figure 2 (Persistent state)",
    "after a restart a server goes on with the term, vote and log that it saved, and applies again from its snapshot on",
  ),

  // Snapshots
  "old-snapshots-ignored": rule(
    "Raft §7, Figure 13",
    "a snapshot that covers no more than what was applied changes nothing",
  ),
  "snapshot-replaces-its-prefix": rule(
    "Raft §7, Figure 13 (6, 7)",
    "a snapshot replaces what it covers; entries after it stay if they fit it, and go if they don't",
  ),
  "positions-count-the-snapshot": rule(
    "Raft §7",
    "indices and terms go on from the last entry that the snapshot covers",
  ),
  "snapshot-saved-with-its-state": rule("Raft §7", "a snapshot and the state that belongs to it are saved at once"),
  "snapshot-sent-where-entries-are-gone": rule(
    "Raft §7, Figure 13",
    "a follower that needs entries which are gone is sent the snapshot, and then what follows it",
  ),
  "log-cut-at-the-snapshot": rule("Raft §7", "what a snapshot covers is dropped from the log"),

  // The k/v service
  "operation-executed-once": rule("Raft §8", "an operation is executed once, however often its clerk asks"),
  "answered-when-applied": rule(
    "Raft §8",
    "an operation is answered when it has been applied, and only by whoever started it",
  ),
  "reads-see-all-writes": rule("Raft §8", "a read sees every write that was answered before it began"),
  "operations-mean-what-they-say": rule(
    "Raft §8",
    "a get reads what is there, a put replaces it, an append adds to it, and what was never written is empty",
  ),
  "state-from-the-log-alone": rule(
    "Raft §2, Figure 1",
    "the service's state is a function of the log: every server executes every operation, alike",
  ),
  "waiters-woken": rule("Raft §8", "whoever waits for an operation is answered when leadership is lost"),
  "clerk-tries-on": rule("Raft §8", "a clerk tries one server after the other until one has answered its operation"),
  "snapshot-holds-the-service": rule(
    "Raft §7, §8",
    "a snapshot holds the whole state of the service, duplicates' table included, and is read at boot and when it arrives",
  ),
  "snapshot-when-asked-for": rule(
    "Raft §7",
    "the log is cut when it nears maxRaftState, by every server, and never where there is no bound",
  ),

  // The program itself
  "no-error": rule("", "no error leaves a handler, a timer or a promise"),
  "silent-when-killed": rule("", "after kill() nothing is sent, saved or applied"),
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;
