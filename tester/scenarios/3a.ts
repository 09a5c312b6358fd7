import basic from "./3a/basic";
import anyKeyAndValue from "./3a/any-key-and-value";
import speed from "./3a/speed";
import concurrent from "./3a/concurrent";
import manyShortLivedClerks from "./3a/many-short-lived-clerks";
import unreliable from "./3a/unreliable";
import unreliableOneKey from "./3a/unreliable-one-key";
import onePartition from "./3a/one-partition";
import manyPartitionsOneClient from "./3a/many-partitions-one-client";
import manyPartitionsManyClients from "./3a/many-partitions-many-clients";
import waitersAreWoken from "./3a/waiters-are-woken";
import longestWait from "./3a/longest-wait";
import staleRead from "./3a/stale-read";
import leaderThatHearsNobody from "./3a/leader-that-hears-nobody";
import lostAnswers from "./3a/lost-answers";
import lateRequests from "./3a/late-requests";
import crashBeforeAnswer from "./3a/crash-before-answer";
import persistOneClient from "./3a/persist-one-client";
import persistManyClients from "./3a/persist-many-clients";
import persistUnreliable from "./3a/persist-unreliable";
import persistPartition from "./3a/persist-partition";
import persistPartitionUnreliable from "./3a/persist-partition-unreliable";
import persistPartitionUnreliableLinearizable from "./3a/persist-partition-unreliable-linearizable";
import kill from "./3a/kill";

/** Lab 3A, the k/v service: its scenarios in order, under their files' names. */
export default {
  basic,
  "any-key-and-value": anyKeyAndValue,
  speed,
  concurrent,
  "many-short-lived-clerks": manyShortLivedClerks,
  unreliable,
  "unreliable-one-key": unreliableOneKey,
  "one-partition": onePartition,
  "many-partitions-one-client": manyPartitionsOneClient,
  "many-partitions-many-clients": manyPartitionsManyClients,
  "waiters-are-woken": waitersAreWoken,
  "longest-wait": longestWait,
  "stale-read": staleRead,
  "leader-that-hears-nobody": leaderThatHearsNobody,
  "lost-answers": lostAnswers,
  "late-requests": lateRequests,
  "crash-before-answer": crashBeforeAnswer,
  "persist-one-client": persistOneClient,
  "persist-many-clients": persistManyClients,
  "persist-unreliable": persistUnreliable,
  "persist-partition": persistPartition,
  "persist-partition-unreliable": persistPartitionUnreliable,
  "persist-partition-unreliable-linearizable": persistPartitionUnreliableLinearizable,
  kill,
};
