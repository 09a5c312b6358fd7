import { TARGET_CPU_MS, type Cost, type TargetFigure } from "./cost";
import type { Figures } from "./figures";
import type { JudgingFigure } from "./linearizability";
import type { Linearity } from "./linearity";
import type { Spread } from "./spread";
import type { PageFigure } from "./timeline";

const WIDTH = 12;

/** Three significant digits: a bench knows no more. */
function digits(value: number): string {
  if (value >= 1_000) return String(Math.round(value));
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function row(label: string, cells: readonly string[]): string {
  return `${label.padEnd(40)}${cells.map((cell) => cell.padStart(WIDTH)).join("")}`.trimEnd();
}

function spread({ min, median, max }: Spread): string[] {
  return [digits(min), digits(median), digits(max)];
}

const HEAD = ["min", "median", "max"];

function speedLines({ speed, bootCpuMs }: Figures): string[] {
  return [
    row("one run at a time, all lab scenarios", HEAD),
    row("  runs a second", spread(speed.runsPerSecond)),
    row("  virtual over wall time", spread(speed.virtualOverWall)),
    row("  events a second", spread(speed.eventsPerSecond)),
    row("  make a cluster of three, CPU ms", spread(bootCpuMs)),
  ];
}

function notPassed(passed: number, count: number): string {
  return passed === count ? "" : `  (${count - passed} of ${count} did not pass)`;
}

function overTarget({ lab, isClassic, cpuMs }: Cost): string {
  const targetMs = TARGET_CPU_MS[lab];
  return isClassic && cpuMs.median > targetMs ? `  over the target of ${targetMs}` : "";
}

function scenarioLine(cost: Cost): string {
  const { lab, scenario, isClassic, cpuMs, virtualMs, rpcs, events, passed } = cost;
  const cells = [...spread(cpuMs), (virtualMs / 1_000).toFixed(1), digits(rpcs), digits(events)];
  return row(`  ${lab}/${scenario}${isClassic ? " *" : ""}`, cells) + overTarget(cost) + notPassed(passed, cpuMs.count);
}

function scenarioLines(costs: readonly Cost[]): string[] {
  const head = row("one run, CPU ms (* classic)", [...HEAD, "virtual s", "RPCs", "events"]);
  return [head, ...costs.map(scenarioLine)];
}

function targetLine({ lab, targetMs, cpuMs }: TargetFigure): string {
  const verdict = cpuMs.median <= targetMs ? "kept" : "MISSED";
  return row(`  ${lab}, medians of the classic scenarios`, [...spread(cpuMs), `<= ${targetMs}`, verdict]);
}

function targetLines(targets: readonly TargetFigure[]): string[] {
  return [row("target: CPU ms of a classic run", [...HEAD, "target", ""]), ...targets.map(targetLine)];
}

function judgingLine({ history, operations, targetMs, wallMs }: JudgingFigure): string {
  const cells = [...spread(wallMs), `<= ${targetMs}`, wallMs.median <= targetMs ? "kept" : "MISSED"];
  return row(`  ${history} (${operations})`, cells);
}

function judgingLines(judging: readonly JudgingFigure[]): string[] {
  return [row("linearizability: ms (operations)", [...HEAD, "target", ""]), ...judging.map(judgingLine)];
}

function pageLines(page: readonly PageFigure[]): string[] {
  if (page.length === 0) return ["timeline of a long run: skipped: no chromium"];
  const line = ({ figure, value, target }: PageFigure) =>
    row(`  ${figure}`, ["", digits(value), "", `< ${target}`, value < target ? "kept" : "MISSED"]);
  return [row("timeline of a long run, in chromium", ["", "", "", "target", ""]), ...page.map(line)];
}

function linearityLines({ name, unit, steps, growth }: Linearity): string[] {
  const lines = steps.map(({ times, amount, cpuMs, perUnitUs, passed }, i) => {
    const cells = [digits(cpuMs.median), ...spread(perUnitUs), i === 0 ? "" : growth[i - 1].toFixed(2)];
    return row(`  ${String(times).padStart(3)}x  ${amount}`, cells) + notPassed(passed, cpuMs.count);
  });
  const head = row(`${name}: CPU µs a ${unit}`, ["run ms", ...HEAD, "growth"]);
  return [head, ...lines];
}

/** How to read the growth of a unit's cost. */
const NOTE = [
  "Without the boot. Growth 1 is linear, 10 quadratic. A submission that saves its whole log with each command, as the",
  "reference does, writes the square of the number of commands: that is its own growth, and the kit records every save.",
];

/** The figures as plain text. */
export function tableOf(figures: Figures): string {
  const { kit, node, cpu, cores, impl, targets, scenarios, linearity, judging, page } = figures;
  const sections = [
    [`raftlab ${kit}, node ${node}, ${cores} x ${cpu}, submission ${impl}`],
    speedLines(figures),
    scenarioLines(scenarios),
    targetLines(targets),
    judgingLines(judging),
    pageLines(page),
    ...linearity.map(linearityLines),
    NOTE,
  ];
  return sections.map((lines) => lines.join("\n")).join("\n\n") + "\n";
}
