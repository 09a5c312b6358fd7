import electionInitialElection from "./2a/initial-election";
import electionReElection from "./2a/re-election";
import electionManyElections from "./2a/many-elections";
import electionLoneServer from "./2a/lone-server";
import electionTwoServers from "./2a/two-servers";
import electionFourServers from "./2a/four-servers";
import electionHeartbeats from "./2a/heartbeats";
import electionSplitVoteStorm from "./2a/split-vote-storm";
import electionDuellingCandidates from "./2a/duelling-candidates";
import electionLoserYields from "./2a/loser-yields";
import electionStaleVotes from "./2a/stale-votes";
import electionOldVotesAlone from "./2a/old-votes-alone";
import electionLateRequestsForVotes from "./2a/late-requests-for-votes";
import electionStaleLeaders from "./2a/stale-leaders";
import electionPausedLeader from "./2a/paused-leader";
import electionHugeTerm from "./2a/huge-term";
import electionOneWayCuts from "./2a/one-way-cuts";
import electionLossyNetwork from "./2a/lossy-network";
import electionRepeatedAndLateMessages from "./2a/repeated-and-late-messages";
import electionRandomFaults from "./2a/random-faults";
import agreementBasicAgreement from "./2b/basic-agreement";
import agreementRpcBytes from "./2b/rpc-bytes";
import agreementFollowerFailure from "./2b/follower-failure";
import agreementLeaderFailure from "./2b/leader-failure";
import agreementDisconnectedFollower from "./2b/disconnected-follower";
import agreementNoMajority from "./2b/no-majority";
import agreementConcurrentStarts from "./2b/concurrent-starts";
import agreementRejoinOfPartitionedLeader from "./2b/rejoin-of-partitioned-leader";
import agreementDeposedInMidSentence from "./2b/deposed-in-mid-sentence";
import agreementBackup from "./2b/backup";
import agreementRpcCount from "./2b/rpc-count";
import agreementAnyJsonCommand from "./2b/any-json-command";
import agreementLoneServer from "./2b/lone-server";
import agreementEvenCluster from "./2b/even-cluster";
import agreementSevenServers from "./2b/seven-servers";
import agreementFigure7 from "./2b/figure-7";
import agreementFigure8 from "./2b/figure-8";
import agreementStaleAppendReplies from "./2b/stale-append-replies";
import agreementLateAppendEntries from "./2b/late-append-entries";
import agreementTailAfterConflict from "./2b/tail-after-conflict";
import agreementOutOfDateCandidate from "./2b/out-of-date-candidate";
import agreementLongAbsence from "./2b/long-absence";
import agreementLongerButOlderLog from "./2b/longer-but-older-log";
import agreementBurstAfterClog from "./2b/burst-after-clog";
import agreementPausedLeader from "./2b/paused-leader";
import agreementLossyNetwork from "./2b/lossy-network";
import agreementRepeatedAndLateMessages from "./2b/repeated-and-late-messages";
import agreementOneWayCuts from "./2b/one-way-cuts";
import agreementRandomFaults from "./2b/random-faults";
import agreementKill from "./2b/kill";
import { LABS, type Lab, type Scenario } from "./scenario";

/** Every scenario under its file's name, in the order in which a lab runs them. */
const SCENARIOS: { [lab in Lab]: { [name: string]: Omit<Scenario, "name"> } } = {
  "2a": {
    "initial-election": electionInitialElection,
    "re-election": electionReElection,
    "many-elections": electionManyElections,
    "lone-server": electionLoneServer,
    "two-servers": electionTwoServers,
    "four-servers": electionFourServers,
    heartbeats: electionHeartbeats,
    "split-vote-storm": electionSplitVoteStorm,
    "duelling-candidates": electionDuellingCandidates,
    "loser-yields": electionLoserYields,
    "stale-votes": electionStaleVotes,
    "old-votes-alone": electionOldVotesAlone,
    "late-requests-for-votes": electionLateRequestsForVotes,
    "stale-leaders": electionStaleLeaders,
    "paused-leader": electionPausedLeader,
    "huge-term": electionHugeTerm,
    "one-way-cuts": electionOneWayCuts,
    "lossy-network": electionLossyNetwork,
    "repeated-and-late-messages": electionRepeatedAndLateMessages,
    "random-faults": electionRandomFaults,
  },
  "2b": {
    "basic-agreement": agreementBasicAgreement,
    "rpc-bytes": agreementRpcBytes,
    "follower-failure": agreementFollowerFailure,
    "leader-failure": agreementLeaderFailure,
    "disconnected-follower": agreementDisconnectedFollower,
    "no-majority": agreementNoMajority,
    "concurrent-starts": agreementConcurrentStarts,
    "rejoin-of-partitioned-leader": agreementRejoinOfPartitionedLeader,
    "deposed-in-mid-sentence": agreementDeposedInMidSentence,
    backup: agreementBackup,
    "rpc-count": agreementRpcCount,
    "any-json-command": agreementAnyJsonCommand,
    "lone-server": agreementLoneServer,
    "even-cluster": agreementEvenCluster,
    "seven-servers": agreementSevenServers,
    "figure-7": agreementFigure7,
    "figure-8": agreementFigure8,
    "stale-append-replies": agreementStaleAppendReplies,
    "late-append-entries": agreementLateAppendEntries,
    "tail-after-conflict": agreementTailAfterConflict,
    "out-of-date-candidate": agreementOutOfDateCandidate,
    "long-absence": agreementLongAbsence,
    "longer-but-older-log": agreementLongerButOlderLog,
    "burst-after-clog": agreementBurstAfterClog,
    "paused-leader": agreementPausedLeader,
    "lossy-network": agreementLossyNetwork,
    "repeated-and-late-messages": agreementRepeatedAndLateMessages,
    "one-way-cuts": agreementOneWayCuts,
    "random-faults": agreementRandomFaults,
    kill: agreementKill,
  },
};

/** The labs that have scenarios. */
export const labs: readonly string[] = LABS;

const named = new Map<string, readonly Scenario[]>(
  LABS.map((lab) => [lab, Object.entries(SCENARIOS[lab]).map(([name, definition]) => ({ ...definition, name }))]),
);

/** A lab's scenarios, in order, the same objects each time; none for a lab that doesn't exist. */
export function scenariosOf(lab: string): readonly Scenario[] {
  return named.get(lab) ?? [];
}

/** A scenario by its file's name. */
export function findScenario(lab: string, name: string): Scenario | undefined {
  return scenariosOf(lab).find((scenario) => scenario.name === name);
}
