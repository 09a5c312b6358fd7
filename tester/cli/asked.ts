import { DEFAULT_IMPL } from "../report/command";
import type { SeedChoice } from "../run/tiers";
import {
  checkImpl,
  chooseJobs,
  chooseScenarios,
  chooseSeed,
  chooseSeeds,
  filterScenarios,
  type Scenario,
} from "./choose";

/** What `make test-2a` was asked for: SEED, SEEDS, BASE, TEST, IMPL, JOBS, SHRINK; one left empty counts as not given. */
export interface Asked {
  impl: string;
  scenarios: Scenario[];
  seeds: SeedChoice;
  base: number;
  jobs: number;
  /** What servers print in runs that pass is shown too, out of their traces. */
  traceAlways: boolean;
  /** A smaller run is looked for where one fails: unless SHRINK=0. */
  shrinks: boolean;
}

function valueOf(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}

export function askedImpl({ IMPL }: NodeJS.ProcessEnv): string {
  return valueOf(IMPL) ?? DEFAULT_IMPL;
}

export function isVerbose({ VERBOSE }: NodeJS.ProcessEnv): boolean {
  return valueOf(VERBOSE) !== undefined;
}

/** @throws UsageError */
export function askedFor(lab: string, environment: NodeJS.ProcessEnv): Asked {
  const { SEED, SEEDS, BASE, TEST, JOBS, SHRINK } = environment;
  const scenarios = chooseScenarios([lab]);
  const part = valueOf(TEST);
  return {
    impl: checkImpl(askedImpl(environment)),
    scenarios: part === undefined ? scenarios : filterScenarios(scenarios, part),
    seeds: chooseSeeds(valueOf(SEED), valueOf(SEEDS)),
    base: chooseSeed(valueOf(BASE) ?? "1"),
    jobs: chooseJobs(valueOf(JOBS)),
    traceAlways: isVerbose(environment),
    shrinks: SHRINK !== "0",
  };
}
