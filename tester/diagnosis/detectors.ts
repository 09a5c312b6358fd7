import type { DetectorOf } from "./finding";
import { appends } from "./rules/appends";
import { commits } from "./rules/commits";
import { elections } from "./rules/elections";
import { persistence } from "./rules/persistence";
import { snapshots } from "./rules/snapshots";
import { terms } from "./rules/terms";
import { votes } from "./rules/votes";

/** All that is looked for in a trace, whatever it ended with. */
export const DETECTORS: readonly DetectorOf[] = [votes, terms, elections, appends, commits, persistence, snapshots];
