import basicAgreement from "./2b/basic-agreement";
import rpcBytes from "./2b/rpc-bytes";
import followerFailure from "./2b/follower-failure";
import leaderFailure from "./2b/leader-failure";
import disconnectedFollower from "./2b/disconnected-follower";
import noMajority from "./2b/no-majority";
import concurrentStarts from "./2b/concurrent-starts";
import rejoinOfPartitionedLeader from "./2b/rejoin-of-partitioned-leader";
import deposedInMidSentence from "./2b/deposed-in-mid-sentence";
import backup from "./2b/backup";
import rpcCount from "./2b/rpc-count";
import anyJsonCommand from "./2b/any-json-command";
import loneServer from "./2b/lone-server";
import evenCluster from "./2b/even-cluster";
import sevenServers from "./2b/seven-servers";
import figure7 from "./2b/figure-7";
import figure8 from "./2b/figure-8";
import staleAppendReplies from "./2b/stale-append-replies";
import lateAppendEntries from "./2b/late-append-entries";
import tailAfterConflict from "./2b/tail-after-conflict";
import outOfDateCandidate from "./2b/out-of-date-candidate";
import longAbsence from "./2b/long-absence";
import longerButOlderLog from "./2b/longer-but-older-log";
import burstAfterClog from "./2b/burst-after-clog";
import pausedLeader from "./2b/paused-leader";
import lossyNetwork from "./2b/lossy-network";
import repeatedAndLateMessages from "./2b/repeated-and-late-messages";
import oneWayCuts from "./2b/one-way-cuts";
import randomFaults from "./2b/random-faults";
import kill from "./2b/kill";

/** Lab 2B, log agreement: its scenarios in order, under their files' names. */
export default {
  "basic-agreement": basicAgreement,
  "rpc-bytes": rpcBytes,
  "follower-failure": followerFailure,
  "leader-failure": leaderFailure,
  "disconnected-follower": disconnectedFollower,
  "no-majority": noMajority,
  "concurrent-starts": concurrentStarts,
  "rejoin-of-partitioned-leader": rejoinOfPartitionedLeader,
  "deposed-in-mid-sentence": deposedInMidSentence,
  backup,
  "rpc-count": rpcCount,
  "any-json-command": anyJsonCommand,
  "lone-server": loneServer,
  "even-cluster": evenCluster,
  "seven-servers": sevenServers,
  "figure-7": figure7,
  "figure-8": figure8,
  "stale-append-replies": staleAppendReplies,
  "late-append-entries": lateAppendEntries,
  "tail-after-conflict": tailAfterConflict,
  "out-of-date-candidate": outOfDateCandidate,
  "long-absence": longAbsence,
  "longer-but-older-log": longerButOlderLog,
  "burst-after-clog": burstAfterClog,
  "paused-leader": pausedLeader,
  "lossy-network": lossyNetwork,
  "repeated-and-late-messages": repeatedAndLateMessages,
  "one-way-cuts": oneWayCuts,
  "random-faults": randomFaults,
  kill,
};
