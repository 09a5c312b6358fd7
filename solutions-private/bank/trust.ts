/**
 * Takes what `raftlab mutants --json` and the search wrote into FOLDER into solutions-private/evidence, and writes
 * docs/trust.md of all that is there. Or tells what the next campaign of a long series is: the seeds, and then the
 * programs, where not all:
 *
 *   node .raftlab/trust.js FOLDER
 *   node .raftlab/trust.js --next classic
 *   node .raftlab/trust.js --next weekend
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { kitIdentity } from "../../tester/run/kit";
import { allMutants } from "./bank";
import { classicSection, nextOfClassic } from "./classic";
import { caught, EvidenceFolder, KINDS, type Wrong } from "./evidence";
import { seconds, share, table } from "./markdown";
import { isOwed, medianOf } from "./matrix";
import { nextOfWeekend, rightSection } from "./right";
import { everyVariant } from "./wish";

const PAGE = join(kitRoot(), "docs", "trust.md");
const EVIDENCE = join(kitRoot(), "solutions-private", "evidence");

function wrongRow(wrong: Wrong): (string | number)[] {
  const { survivors, seedsAtMost, firstKillCpuMs } = wrong;
  return [
    ...[caught(wrong), seedsAtMost],
    ...[seconds(firstKillCpuMs.median), seconds(firstKillCpuMs.max), survivors.join(", ") || "none"],
  ];
}

function wrongSection(evidence: EvidenceFolder): string {
  const campaigns = [...evidence.all("grade-"), ...evidence.all("quick")];
  const rows = campaigns.flatMap(({ seeds, wrong }) =>
    wrong === undefined ? [] : [[`${seeds.choice}, from ${seeds.base}`, ...wrongRow(wrong)]],
  );
  const head = [
    ...["seeds", "caught, of those that must be", "seeds of a scenario it took, at most"],
    ...["CPU to the first kill, s: median", "longest", "let through"],
  ];
  const excused = allMutants.filter((mutant) => !isOwed(mutant));
  const because = excused.map(({ name, indistinguishable }) => `- **${name}**: ${indistinguishable!}`);
  return [
    "## Wrong programs",
    "",
    "Each is one small change of a right program, with the sentence that says what is wrong with it: [mutants.md](mutants.md).",
    "",
    rows.length === 0 ? "Not measured yet." : table(head, rows),
    "",
    `${excused.length} more can't be told from right programs by the interface, so no test may fail them:`,
    "",
    ...because,
  ].join("\n");
}

function canarySection(evidence: EvidenceFolder): string {
  const canaries = evidence.all("quick").flatMap((campaign) => campaign.canaries ?? []);
  if (canaries.length === 0) return "";
  const rows = canaries.map(({ law, first, only }) => [law, first.length, only.length]);
  return [
    "## What each law is for",
    "",
    "With one law switched off, on the wrong programs that it was the first to catch: how many nothing else catches.",
    "",
    table(["law", "first to catch", "gets through without it"], rows),
  ].join("\n");
}

function searchSection(evidence: EvidenceFolder): string {
  const search = evidence.search();
  if (search === undefined) return "";
  const found = search.mutants.filter(({ token }) => token !== undefined);
  const rows = found.map(({ name, runs, cpuMs, token, law }) => [
    name,
    runs,
    seconds(cpuMs),
    law ?? "",
    `\`${token}\``,
  ]);
  const { servers, deviations, within } = search.bounds;
  return [
    "## Search",
    "",
    `[Every schedule](explore.md) of ${servers} servers with at most ${deviations} deviations among its first ${within} events, until the first`,
    `violation: ${share(found.length, search.mutants.length)} of the wrong elections and logs. Runs at the median: ${medianOf(found.map(({ runs }) => runs))}. (Kit ${search.kit}.)`,
    "",
    table(["wrong program", "runs", "CPU, s", "law", "token"], rows),
  ].join("\n");
}

/** The page. `date` as it should stand there. */
function trustPage(evidence: EvidenceFolder, date: string): string {
  const kits = new Set(KINDS.flatMap((prefix) => evidence.all(prefix)).map(({ kit }) => kit));
  const labs = new Map(allMutants.map(({ name, lab }) => [name, lab]));
  const ways = new Map(everyVariant.map(({ name, way }) => [name, way]));
  return [
    "# Trust",
    "",
    "A tester is judged by the wrong programs that it lets through and by the right ones that it fails. Both are numbers, and",
    "these are they. This page is generated; don't edit it.",
    "",
    `Generated on ${date} by \`make trust-page\`, from runs of kit ${[...kits].join(", ")}. Each figure is that of one machine; verdicts, seeds and`,
    "runs are the same on every other, CPU times aren't.",
    "",
    "What is promised: a program that breaks one of Raft's rules in a way that can be seen from outside fails the grade tier,",
    "whatever seeds it begins with; and no program that keeps the paper and the interface ever fails.",
    "",
    wrongSection(evidence),
    "",
    classicSection(evidence.all("classic-"), evidence.all("quick")[0], labs),
    "",
    canarySection(evidence),
    "",
    rightSection(evidence.all("right"), ways),
    "",
    searchSection(evidence),
    "",
    "## To lower the bound",
    "",
    "`make trust-weekend` can be left running: every right program on ever more seeds. It goes on where it was, tells each false",
    "alarm with its token, and ends with it. `make trust-right` makes the figures above, `make trust-bases` and",
    "`make trust-classic` are the other long ones; `make trust` does the rest, and `make trust-page` writes this page from what",
    "is there.",
    "",
  ].join("\n");
}

/** Series of campaigns that are told what comes next. */
const NEXT: Readonly<Record<string, (evidence: EvidenceFolder, kit: string) => string[]>> = {
  classic: (evidence, kit) => nextOfClassic(evidence.all("classic-"), kit),
  weekend: (evidence, kit) => [nextOfWeekend(evidence.all("right-from-"), kit)],
};

function takeAndWrite(evidence: EvidenceFolder, from: string, kit: string): void {
  const left = evidence.take(from, kit);
  if (left.length > 0) process.stderr.write(`Left out, as they are of another kit than ${kit}: ${left.join(", ")}\n`);
  writeFileSync(PAGE, trustPage(evidence, new Date().toISOString().slice(0, 10)));
}

function main(argument: string | undefined, series: string): void {
  const isAsked = argument === "--next" ? series in NEXT : argument !== undefined && existsSync(argument);
  if (argument === undefined || !isAsked) {
    process.stderr.write("Say which folder has the campaigns' JSON: node .raftlab/trust.js .raftlab/trust\n");
    process.exitCode = 1;
    return;
  }
  const evidence = new EvidenceFolder(EVIDENCE);
  const kit = kitIdentity().hash.slice(0, 12);
  if (argument === "--next") process.stdout.write(`${NEXT[series](evidence, kit).join(" ")}\n`);
  else takeAndWrite(evidence, argument, kit);
}

main(process.argv[2], process.argv[3]);
