import type { HistoryReport } from "./history-report";
import { historyPage } from "./html";
import { historyText } from "./terminal";
import { shorten } from "./words";
import { paintFor } from "../paint";

const REPORT: HistoryReport = {
  file: "a<b>.txt",
  model: "key-value",
  verdict: "not",
  headline: `Not linearizable: no order of the operations on key "</script>" explains what the clients saw.`,
  sentences: [],
  stop: "The longest order takes 1 of the 2 operations.",
  data: {
    clock: "line",
    parts: [{ name: `key "</script>"`, verdict: "not", operations: 2 }],
    first: 0,
    operations: [
      {
        ...{ client: "0", part: 0, text: `put("</script>", "<b>&")`, label: `put "<b>&"`, from: 1, to: 2 },
        ...{ place: 1, after: `"<b>&"`, isSmallest: true, isStuck: false },
      },
      {
        ...{ client: "1", part: 0, text: `get("</script>") → "<!--"`, label: `get → "<!--"`, from: 3, to: null },
        ...{ place: null, isSmallest: true, isStuck: true },
      },
    ],
  },
};

describe("the page", () => {
  const page = historyPage(REPORT, { script: "run();", style: "p{}" });

  test("whatever a history says stays data", () => {
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toContain("<b>");
    expect(page).not.toContain("<!--");
    const [, data] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)!;
    expect(JSON.parse(data)).toEqual(REPORT.data);
  });

  test("says the verdict, the smallest set and where the order stops without running anything", () => {
    expect(page).toContain("<h1>✕ Not linearizable: ");
    expect(page).toContain("The smallest set found that has no order");
    expect(page).toContain("<td>0</td><td>1–2</td>");
    expect(page).toContain("<td>1</td><td>3–</td>");
  });

  test("a linearizable history has no smallest set to choose", () => {
    const right = historyPage({ ...REPORT, verdict: "linearizable", stop: undefined }, { script: "", style: "" });
    expect(right).not.toContain("smallest set");
  });
});

test("the terminal tells the same", () => {
  expect(historyText(REPORT, "FILE", paintFor(false)).split("\n")).toEqual([
    "a<b>.txt: a key-value history, 2 operations of 2 clients on 1 key; 1 never returned.",
    "",
    REPORT.headline,
    "",
    "The smallest set found that has no order:",
    "  client  lines  what it asked for → what it saw",
    `  0       1–2    put("</script>", "<b>&")`,
    `  1       3–     get("</script>") → "<!--"`,
    "",
    "The longest order takes 1 of the 2 operations.",
    "  client  lines  what it asked for → what it saw",
    `  1       3–     get("</script>") → "<!--"`,
    "",
    "Picture:  FILE",
    "",
  ]);
});

test("a terminal shows the first dozen of a large set", () => {
  const [first] = REPORT.data.operations;
  const operations = Array.from({ length: 15 }, (_, i) => ({ ...first, from: i }));
  const text = historyText({ ...REPORT, data: { ...REPORT.data, operations } }, "FILE", paintFor(false));
  expect(text).toContain("  … and 3 more: the picture shows them all\n");
  expect(text.match(/put\(/g)).toHaveLength(12);
});

test("a long text is shown by its beginning and its end", () => {
  expect(shorten("abcdef", 6)).toBe("abcdef");
  expect(shorten("abcdefg", 6)).toBe("abc…fg");
});
