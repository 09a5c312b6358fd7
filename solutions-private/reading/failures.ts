/** A failure that stands in docs/students/reading-a-failure.md. */
export interface Failure {
  /** Of its picture's file, without the ending. */
  name: string;
  /** What one sees, as a heading. */
  title: string;
  /** Of the bank: whose failure it is. It isn't shown. */
  mutant: string;
  /** Of the run. */
  token: string;
  /** Where its picture is taken. */
  shows: "violation" | "rule";
  /** How to read it: where to look first, what each part says; never what to write. Sentences, a paragraph each. */
  reading: readonly string[];
  /** What the picture shows, for who can't see it. */
  alt: string;
}

/** In the order of the labs. */
export const FAILURES: readonly Failure[] = [
  {
    name: "two-leaders",
    title: "Two leaders of one term",
    mutant: "two-votes-a-term",
    token: "2a/duelling-candidates/1",
    shows: "violation",
    alt: "Requests for votes of several candidates cross; one server answers «granted» to two of them.",
    reading: [
      "The law speaks of the leaders. But nobody makes itself a leader: look at who voted for whom. «Broken first» names the server and the instant; the story has the request that it answered.",
      "On the page go to that row with `p`. The card of the server on the right shows its vote before and after, when you step with `↑` and `↓`.",
    ],
  },
  {
    name: "no-leader",
    title: "No leader, for seconds",
    mutant: "candidate-never-tries-again",
    token: "2a/re-election/1",
    shows: "rule",
    alt: "Two servers become candidates of the same term; afterwards neither sends anything.",
    reading: [
      "Something is missing here, so no event is wrong by itself. Read «At the end» first: it says what each server was waiting for, and since when.",
      "Then ask of that instant: what was it sent afterwards, and which of its timers went off? On the page, tick «timers» and look at what is between that instant and the end. «By all that shows» means that the rule was inferred from what did _not_ happen.",
    ],
  },
  {
    name: "an-older-log-wins",
    title: "Two commands at one index, after an election",
    mutant: "vote-without-up-to-date-check",
    token: "2b/disconnected-follower/2",
    shows: "rule",
    alt: "A server whose log has six entries grants its vote to one whose log has one.",
    reading: [
      "«Expected» is what the first server applied, «got» what the second one did. Both were told to: so the question is by whom, and how that one came to lead.",
      "The story says of each request for a vote how long the candidate's log is. Compare the two logs on the page, box by box, in the row of the vote.",
    ],
  },
  {
    name: "a-hole-before",
    title: "A follower that applies what it was never sent",
    mutant: "prev-term-not-checked",
    token: "2b/rejoin-of-partitioned-leader/1",
    shows: "violation",
    alt: "A new leader's first heartbeat reaches a former leader, which applies its own old entry.",
    reading: [
      "The last message before the violation looks harmless: no entries in it. Its other fields count all the more: «after index 2 (term 2)» is what the sender believes of the receiver's log.",
      "Click on the arrow to see them all, and hold them against the boxes of the receiver's log. What is at that index there, and of which term?",
    ],
  },
  {
    name: "too-few-copies",
    title: "Applied without a majority",
    mutant: "half-commits",
    token: "2b/even-cluster/1",
    shows: "rule",
    alt: "A leader of four servers commits an entry after one answer.",
    reading: [
      "Here the law shows a little after the mistake: the tester could be sure only when it had split the cluster. «Broken first» is a tenth of a second earlier, while all was well.",
      "Count in the story: how many servers had the entry when the leader committed it, and how many are there in all? The circle ○ on the page marks a commit, the dot ● an apply.",
    ],
  },
  {
    name: "a-forgotten-promise",
    title: "A vote that didn't outlive a crash",
    mutant: "vote-answered-before-it-is-saved",
    token: "2c/vote-outlives-crash/1",
    shows: "rule",
    alt: "A server answers a request for its vote; what it saves comes after.",
    reading: [
      "It ends like the first failure of this page, with two leaders. But crashes stand in the story, and the rule is another one. So look at what each server had on its disk.",
      "What a server does in one event is an ordered list. Choose the row of «Broken first»: under «Event» that list stands in its order, saves and answers among the rest. A crash may keep any first part of it.",
    ],
  },
  {
    name: "a-log-that-is-gone",
    title: "Another command at the same server's index",
    mutant: "log-not-read-back",
    token: "2c/servers-restart/1",
    shows: "violation",
    alt: "A server is crashed and restarted; its log is empty afterwards.",
    reading: [
      "One server contradicts itself: only a restart can lie between. Find it in the story.",
      "Compare the server's card just before the crash and just after the restart: term, vote, log. Then the first `saves` after the restart: what had been saved before is in the earlier one.",
    ],
  },
  {
    name: "back-in-time",
    title: "A snapshot from the past",
    mutant: "stale-snapshot-rewinds",
    token: "2d/snapshot-basic/1",
    shows: "violation",
    alt: "A snapshot up to index 20 arrives at a server that has applied index 26.",
    reading: [
      "Two numbers tell it: how far the server had applied, and up to where the snapshot goes. Neither the snapshot nor its sender need be wrong.",
      "Follow the message backwards with `m`: when was it sent, and what else reached the receiver while it was on its way?",
    ],
  },
  {
    name: "done-twice",
    title: "An append that happened twice",
    mutant: "no-duplicate-detection",
    token: "3a/unreliable/1",
    shows: "rule",
    alt: "Entries of the same operation at two indices of the log.",
    reading: [
      "The operations below «got» are the smallest set that no order explains: when each was called, when it returned, what was read. Search the page for the value in question (`/`), and you see every message that carries it.",
      "«Broken first» says at which two indices of the log the operation stands. Who sent it the second time, and why did it?",
    ],
  },
  {
    name: "the-log-stays",
    title: "A log that never gets shorter",
    mutant: "max-raft-state-ignored",
    token: "3b/snapshot-size/1",
    shows: "violation",
    alt: "All servers have the same long log, and no snapshot.",
    reading: [
      "Nothing went wrong at one instant: a number is too large, at a moment when all was quiet. «Expected» says how it is bounded, «got» how large it is at each server.",
      "That it is the same at all of them tells something, too. Search the page for `snapshot`: does any server make one, and when? The card of each shows which part of its log lies in a snapshot.",
    ],
  },
];
