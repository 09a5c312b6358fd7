import { DEFAULT_SEEDS } from "../run/tiers";
import { chooseScenarios, type Scenario } from "./choose";

function row({ lab, name, title, points, servers, quick, grade }: Scenario): string {
  const seeds = `${quick ?? DEFAULT_SEEDS.quick}/${grade ?? DEFAULT_SEEDS.grade}`;
  const columns = [
    `${lab}/${name}`.padEnd(44),
    String(points).padStart(6),
    String(servers).padStart(8),
    seeds.padStart(12),
  ];
  return `${columns.join("")}  ${title}`;
}

/** `raftlab list [labs…|lab/scenario…]`: the scenarios, their points, servers and seeds (quick/grade). */
export function list(what: readonly string[]): number {
  const head = `${"scenario".padEnd(44)}points servers       seeds  title`;
  process.stdout.write([head, ...chooseScenarios(what).map(row), ""].join("\n"));
  return 0;
}
