import serversRestart from "./2c/servers-restart";
import majoritiesTakeTurns from "./2c/majorities-take-turns";
import partitionedPairCrashes from "./2c/partitioned-pair-crashes";
import loneServer from "./2c/lone-server";
import twoServers from "./2c/two-servers";
import everyoneCrashes from "./2c/everyone-crashes";
import uncommittedTail from "./2c/uncommitted-tail";
import termOutlivesCrash from "./2c/term-outlives-crash";
import voteOutlivesCrash from "./2c/vote-outlives-crash";
import ownVoteOutlivesCrash from "./2c/own-vote-outlives-crash";
import halfSavedTerm from "./2c/half-saved-term";
import bareMajorityCrashes from "./2c/bare-majority-crashes";
import truncationOutlivesCrash from "./2c/truncation-outlives-crash";
import messagesOfAFormerLife from "./2c/messages-of-a-former-life";
import crashAroundSave from "./2c/crash-around-save";
import crashDuringElection from "./2c/crash-during-election";
import figure8 from "./2c/figure-8";
import unreliableAgreement from "./2c/unreliable-agreement";
import figure8Unreliable from "./2c/figure-8-unreliable";
import reliableChurn from "./2c/reliable-churn";
import unreliableChurn from "./2c/unreliable-churn";
import randomFaults from "./2c/random-faults";

/** Lab 2C, persistence: its scenarios in order, under their files' names. */
export default {
  "servers-restart": serversRestart,
  "majorities-take-turns": majoritiesTakeTurns,
  "partitioned-pair-crashes": partitionedPairCrashes,
  "lone-server": loneServer,
  "two-servers": twoServers,
  "everyone-crashes": everyoneCrashes,
  "uncommitted-tail": uncommittedTail,
  "term-outlives-crash": termOutlivesCrash,
  "vote-outlives-crash": voteOutlivesCrash,
  "own-vote-outlives-crash": ownVoteOutlivesCrash,
  "half-saved-term": halfSavedTerm,
  "bare-majority-crashes": bareMajorityCrashes,
  "truncation-outlives-crash": truncationOutlivesCrash,
  "messages-of-a-former-life": messagesOfAFormerLife,
  "crash-around-save": crashAroundSave,
  "crash-during-election": crashDuringElection,
  "figure-8": figure8,
  "unreliable-agreement": unreliableAgreement,
  "figure-8-unreliable": figure8Unreliable,
  "reliable-churn": reliableChurn,
  "unreliable-churn": unreliableChurn,
  "random-faults": randomFaults,
};
