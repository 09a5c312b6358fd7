import initialElection from "./2a/initial-election";
import { LABS, type Lab, type Scenario } from "./scenario";

/** Every scenario under its file's name, in the order in which a lab runs them. */
const SCENARIOS: { [lab in Lab]: { [name: string]: Omit<Scenario, "name"> } } = {
  "2a": {
    "initial-election": initialElection,
  },
  "2b": {},
};

/** The labs that have scenarios. */
export const labs: readonly string[] = LABS;

/** A lab's scenarios, in order; none for a lab that doesn't exist. */
export function scenariosOf(lab: string): Scenario[] {
  return Object.entries(SCENARIOS[lab as Lab] ?? {}).map(([name, definition]) => ({ ...definition, name }));
}

/** A scenario by its file's name. */
export function findScenario(lab: string, name: string): Scenario | undefined {
  return scenariosOf(lab).find((scenario) => scenario.name === name);
}
