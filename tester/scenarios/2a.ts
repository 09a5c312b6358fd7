import initialElection from "./2a/initial-election";
import reElection from "./2a/re-election";
import manyElections from "./2a/many-elections";
import loneServer from "./2a/lone-server";
import twoServers from "./2a/two-servers";
import fourServers from "./2a/four-servers";
import heartbeats from "./2a/heartbeats";
import splitVoteStorm from "./2a/split-vote-storm";
import duellingCandidates from "./2a/duelling-candidates";
import loserYields from "./2a/loser-yields";
import staleVotes from "./2a/stale-votes";
import oldVotesAlone from "./2a/old-votes-alone";
import lateRequestsForVotes from "./2a/late-requests-for-votes";
import staleLeaders from "./2a/stale-leaders";
import pausedLeader from "./2a/paused-leader";
import hugeTerm from "./2a/huge-term";
import oneWayCuts from "./2a/one-way-cuts";
import lossyNetwork from "./2a/lossy-network";
import repeatedAndLateMessages from "./2a/repeated-and-late-messages";
import randomFaults from "./2a/random-faults";

/** Lab 2A, leader election: its scenarios in order, under their files' names. */
export default {
  "initial-election": initialElection,
  "re-election": reElection,
  "many-elections": manyElections,
  "lone-server": loneServer,
  "two-servers": twoServers,
  "four-servers": fourServers,
  heartbeats,
  "split-vote-storm": splitVoteStorm,
  "duelling-candidates": duellingCandidates,
  "loser-yields": loserYields,
  "stale-votes": staleVotes,
  "old-votes-alone": oldVotesAlone,
  "late-requests-for-votes": lateRequestsForVotes,
  "stale-leaders": staleLeaders,
  "paused-leader": pausedLeader,
  "huge-term": hugeTerm,
  "one-way-cuts": oneWayCuts,
  "lossy-network": lossyNetwork,
  "repeated-and-late-messages": repeatedAndLateMessages,
  "random-faults": randomFaults,
};
