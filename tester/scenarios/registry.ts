import lab2a from "./2a";
import lab2b from "./2b";
import lab2c from "./2c";
import lab2d from "./2d";
import lab3a from "./3a";
import lab3b from "./3b";
import { explored } from "./explored";
import { LABS, type Lab, type Scenario } from "./scenario";

/** Each lab's scenarios, under their files' names: a bundle can't look into folders. */
const SCENARIOS: { [lab in Lab]: { [name: string]: Omit<Scenario, "name"> } } = {
  "2a": lab2a,
  "2b": lab2b,
  "2c": lab2c,
  "2d": lab2d,
  "3a": lab3a,
  "3b": lab3b,
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

/** A scenario by its file's name; or the one that a search tells, which is in no list. */
export function findScenario(lab: string, name: string): Scenario | undefined {
  return scenariosOf(lab).find((scenario) => scenario.name === name) ?? (isLab(lab) ? explored(lab, name) : undefined);
}

function isLab(lab: string): lab is Lab {
  return (LABS as readonly string[]).includes(lab);
}
