import { appliedInOrder } from "./applied-in-order";
import { budgets, demands, submissionErrors } from "./demands";
import { killedIsSilent } from "./killed-is-silent";
import type { Law } from "./law";
import { oneLeaderATerm } from "./one-leader-a-term";
import { onlyStartedCommands } from "./only-started-commands";
import { sameCommandSameIndex } from "./same-command-same-index";
import { startKeepsItsPromise } from "./start-keeps-its-promise";
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
  sameCommandSameIndex,
  killedIsSilent,
  demands,
];
