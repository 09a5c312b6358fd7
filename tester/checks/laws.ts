import { appliedInOrder } from "./applied-in-order";
import { budgets } from "./budgets";
import { demands } from "./demands";
import { killedIsSilent } from "./killed-is-silent";
import type { Law } from "./law";
import { linearizable } from "./linearizable";
import { oneLeaderATerm } from "./one-leader-a-term";
import { onlyStartedCommands } from "./only-started-commands";
import { sameCommandSameIndex } from "./same-command-same-index";
import { snapshotsCoverWhatWasApplied } from "./snapshots-cover-what-was-applied";
import { startKeepsItsPromise } from "./start-keeps-its-promise";
import { submissionErrors } from "./submission-errors";
import { termsNeverGoBack } from "./terms-never-go-back";

/** All laws, in the order in which one event is held against them. */
export const laws: readonly Law[] = [
  submissionErrors,
  budgets,
  oneLeaderATerm,
  termsNeverGoBack,
  startKeepsItsPromise,
  onlyStartedCommands,
  appliedInOrder,
  snapshotsCoverWhatWasApplied,
  sameCommandSameIndex,
  killedIsSilent,
  linearizable,
  demands,
];
