import { inflateRawSync } from "node:zlib";
import type { Diagnosis } from "../../diagnosis/diagnosis";
import { FAILED, VIOLATION } from "../../run/sample";
import { fileNameOf } from "./files";
import { timelinePage } from "./html";
import { unpacked } from "./packing";
import { timelineReport } from "./report";
import { longRun } from "./sample";

const { events } = longRun(500, 3);
const outcome = {
  ...FAILED,
  violation: { ...VIOLATION, n: events.length - 1, what: '</script><b>&"' },
  stats: { ...FAILED.stats, servers: 3 },
};

const DIAGNOSIS: Diagnosis = {
  broken: [{ rule: "one-vote-a-term", servers: [1], n: 450, atUs: 1, what: "S1 votes twice" }],
  story: [{ n: 20, atUs: 1, text: "S1 votes for S0" }],
  waiting: [],
  hidden: [],
  readAgain: "labs/2a/README.md",
};

test("with a diagnosis its story and its broken rules are marked, and the violation last", () => {
  const { data, hints } = timelineReport({ outcome, events, diagnosis: DIAGNOSIS, impl: "starter" });
  expect(data.marks.map(({ n, kind }) => [n, kind])).toEqual([
    [20, "story"],
    [450, "rule"],
    [events.length - 1, "violation"],
  ]);
  expect(hints[0]).toContain("votes for at most one candidate");
});

test("without one: faults and new leaders", () => {
  const { data } = timelineReport({ outcome, events, impl: "starter" });
  expect(data.marks.map(({ kind }) => kind)).toContain("turning point");
  expect(data.marks.map(({ text }) => text)).toContain("S1 leads in term 1");
  expect(data.marks.at(-1)!.kind).toBe("violation");
});

test("whatever a run says stays data, and all of the run is in the page", () => {
  const report = timelineReport({ outcome, events, impl: "starter" });
  const page = timelinePage(report, { script: "run();", style: "p{}" });
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toContain("<b>");
  expect(page).toContain("default-src 'none'");
  const [, base64] = /id="data">([^<]*)</.exec(page)!;
  expect(unpacked(inflateRawSync(Buffer.from(base64, "base64")).toString())).toEqual(report.data);
});

test("of a run that is longer than a page can hold the last part", () => {
  const { data } = timelineReport({ outcome, events, impl: "starter" }, 100);
  expect(data.events).toHaveLength(100);
  expect(data.events[0].n).toBe(data.omitted);
  expect(data.marks.every(({ n }) => n >= data.omitted)).toBe(true);
});

test("a long token makes a short name of its own", () => {
  const [a, b] = ["1", "2"].map((seed) => fileNameOf(`2a/x/1+${"m0-1.17,".repeat(40)}${seed}`));
  expect(a.length).toBeLessThan(140);
  expect(a).not.toBe(b);
  expect(fileNameOf("2a/x/7")).toBe("2a-x-7");
});
