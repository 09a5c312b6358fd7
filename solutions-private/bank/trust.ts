/**
 * Writes docs/trust.md from what `raftlab mutants --json` and the search wrote into a folder:
 *
 *   node .raftlab/trust.js FOLDER
 *
 * The files' names say what they are: grade-1.json, grade-1001.json, … (mutants, the grade tier from that seed on),
 * quick.json (the whole matrix, with canaries), classic-1.json and classic-many.json (classic scenarios alone),
 * right*.json (right programs), search.json. What isn't there is left out of the page, and said to be.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { allMutants } from "./bank";
import { seconds, share, table } from "./markdown";
import { isOwed, matrixSchema, medianOf, type Matrix } from "./matrix";
import { rightSection } from "./right";
import type { SearchReport } from "./searched";

const PAGE = join(kitRoot(), "docs", "trust.md");

class Evidence {
  constructor(private readonly folder: string) {}

  matrices(prefix: string): Matrix[] {
    const files = readdirSync(this.folder).filter((file) => file.startsWith(prefix) && file.endsWith(".json"));
    const read = (file: string): Matrix =>
      matrixSchema.parse(JSON.parse(readFileSync(join(this.folder, file), "utf8")));
    return files.map(read).sort((a, b) => a.seeds.base - b.seeds.base);
  }

  search(): SearchReport | undefined {
    const file = join(this.folder, "search.json");
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SearchReport) : undefined;
  }
}

function wrongSection(evidence: Evidence): string {
  const grades = evidence.matrices("grade-");
  const quick = evidence.matrices("quick");
  const rows = [...grades, ...quick].map(({ seeds, totals, mutants }) => [
    `${seeds.choice}, from ${seeds.base}`,
    share(totals.killed, totals.owed),
    Math.max(...mutants.map(({ first }) => first?.number ?? 0)),
    seconds(totals.firstKillCpuMs.median),
    seconds(totals.firstKillCpuMs.max),
    totals.survivors.join(", ") || "none",
  ]);
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

function classicSection(evidence: Evidence): string {
  const rows = evidence
    .matrices("classic-")
    .map(({ seeds, totals }) => [
      `classic scenarios, ${seeds.choice} ${seeds.choice === "1" ? "seed" : "seeds"}`,
      share(totals.killed, totals.owed),
    ]);
  const quick = evidence.matrices("quick")[0];
  if (quick !== undefined) rows.push(["all scenarios, the quick tier", share(quick.totals.killed, quick.totals.owed)]);
  if (rows.length === 0) return "";
  return [
    "## What the classic tests alone would catch",
    "",
    "The scenarios of the classic labs are marked, and were run by themselves, on this simulator and under these laws. (The",
    "classic tests look less often, and at fewer things, so their own figures are lower.)",
    "",
    table(["what is run", "caught, of those that must be"], rows),
  ].join("\n");
}

function canarySection(evidence: Evidence): string {
  const canaries = evidence.matrices("quick").flatMap((matrix) => matrix.canaries ?? []);
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

function searchSection(evidence: Evidence): string {
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
export function trustPage(folder: string, date: string): string {
  const evidence = new Evidence(folder);
  const kits = new Set(
    ["grade-", "quick", "classic-", "right"]
      .flatMap((prefix) => evidence.matrices(prefix))
      .map(({ kit }) => kit.hash.slice(0, 12)),
  );
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
    classicSection(evidence),
    "",
    canarySection(evidence),
    "",
    rightSection(evidence.matrices("right")),
    "",
    searchSection(evidence),
    "",
    "## To lower the bound",
    "",
    "`make trust-weekend` can be left running: every right program on ever more seeds. It resumes where it was, tells each false",
    "alarm with its token, and ends with it. `make trust-right` makes the figures above, `make trust-bases` and",
    "`make trust-classic` are the other long ones; `make trust` does the rest, and `make trust-page` writes this page from what",
    "is there.",
    "",
  ].join("\n");
}

if (require.main === module) {
  const folder = process.argv[2];
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write("Say which folder has the evidence: node .raftlab/trust.js .raftlab/trust\n");
    process.exitCode = 1;
  } else writeFileSync(PAGE, trustPage(folder, new Date().toISOString().slice(0, 10)));
}
