import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { historySchema } from "../report/history/json";
import { raftlab } from "./command";

const SAMPLES = "tester/checks/histories/samples";
const scratch = mkdtempSync(join(tmpdir(), "check-history-"));
afterAll(() => rmSync(scratch, { recursive: true }));

let files = 0;
function file(lines: readonly string[]): string {
  const name = join(scratch, `${files++}.txt`);
  writeFileSync(name, lines.join("\n"));
  return name;
}

test.each([
  ["c01-ok", 0],
  ["c01-bad", 1],
  ["c10-ok", 0],
  ["c10-bad", 1],
])("%s: exit %i, the same in words, JSON and picture", async (name, code) => {
  const [html, json] = [join(scratch, `${name}.html`), join(scratch, `${name}.json`)];
  const printed = await raftlab(["check-history", `${SAMPLES}/${name}.txt`, "--html", html, "--json", json]);
  expect(printed).toMatchObject({ code, stderr: "" });
  const headline = code === 0 ? "\nLinearizable: one order" : "\nNot linearizable: no order";
  expect(printed.stdout).toContain(headline);
  expect(printed.stdout).toContain(`\nPicture:  ${html}\n`);
  const results = historySchema.parse(JSON.parse(readFileSync(json, "utf8")));
  expect(results).toMatchObject({ exitCode: code, verdict: code === 0 ? "linearizable" : "not", problems: [] });
  expect((results.violation?.smallest.length ?? 0) > 0).toBe(code === 1);

  const page = readFileSync(html, "utf8");
  expect(page).toContain(headline.slice(1));
  // It loads nothing: no address, and no element that takes one.
  expect(page).not.toMatch(/https?:|\bsrc\s*=|<link|@import|url\(/);
  expect(page).toContain("default-src 'none'");
});

test("a violation is told by its name, with few operations, and where the longest order stops", async () => {
  const { stdout } = await raftlab(["check-history", `${SAMPLES}/c10-bad.txt`]);
  expect(stdout).toContain(`explains what the clients saw.
  Stale read: client 9 appended "x 9 6 y" to "3" (line 92 to line 119) and `);
  expect(stdout).toContain(`
The smallest set found that has no order:
  client  lines    what it asked for → what it saw
  9       24–27    append("3", "x 9 1 y")
  9       92–119   append("3", "x 9 6 y")
  8       152–153  get("3") → "x 9 1 y"

The longest order takes `);
  expect(stdout).toContain("Picture:  npx --no-install raftlab check-history ");
});

test("standard input", () => {
  const input = readFileSync(join(kitRoot(), SAMPLES, "c01-bad.txt"), "utf8");
  const command = [join(kitRoot(), ".raftlab", "cli.js"), "check-history", "-"];
  const { status, stdout } = spawnSync(process.execPath, command, { input, encoding: "utf8" });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^standard input: a key-value history, 38 operations of 1 client on 8 keys\.\n/);
});

test("a register", async () => {
  const lines = ["0\t:invoke\t:write\t1", "0\t:ok\t:write\t1", "1\t:invoke\t:read\tnil", "1\t:ok\t:read\t2"];
  const { stdout, code } = await raftlab(["check-history", file(lines)]);
  expect(code).toBe(1);
  expect(stdout).toContain("Not linearizable: no order of the operations on the register explains");
});

test("a budget that runs out is unknown, and says what to do", async () => {
  const { stdout, code } = await raftlab(["check-history", `${SAMPLES}/c10-ok.txt`, "--budget", "1"]);
  expect(code).toBe(2);
  expect(stdout).toMatch(/\nUnknown: no verdict after 1 steps? of the search, on key "\d"\.\n {2}A larger --budget /);
});

test("a history that makes no sense is neither right nor wrong", async () => {
  const name = file([`{:process 3, :type :ok, :f :get, :key "k", :value ""}`]);
  const json = join(scratch, "nonsense.json");
  const html = join(scratch, "nonsense.html");
  expect(await raftlab(["check-history", name, "--json", json, "--html", html])).toEqual({
    code: 2,
    stdout: "",
    stderr:
      `raftlab: ${name}: line 1 says ok for client 3, which has no operation open.\n` +
      "Unknown: the history makes no sense, so it was not judged.\n",
  });
  expect(() => readFileSync(html)).toThrow("ENOENT");
  expect(historySchema.parse(JSON.parse(readFileSync(json, "utf8")))).toMatchObject({
    verdict: "unknown",
    exitCode: 2,
  });
});

test("neither is one without operations, nor a file that isn't there", async () => {
  const empty = file([""]);
  expect(await raftlab(["check-history", empty])).toMatchObject({
    ...{ code: 2, stdout: "", stderr: expect.stringContaining(`${empty} holds no operations of clients.\n`) },
  });
  const trace = file([`{"n":0,"atUs":0,"kind":"run","servers":3}`]);
  expect((await raftlab(["check-history", trace])).stderr).toContain(`${trace} holds no operations of clients.\n`);
  const { code, stderr } = await raftlab(["check-history", "nowhere"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^raftlab: nowhere can't be read: ENOENT/);
});

test("only the first of many lines are told", async () => {
  const lines = Array.from({ length: 15 }, (_, i) => `{:process ${i}, :type :ok, :f :get, :key "k", :value ""}`);
  const { stderr } = await raftlab(["check-history", file(lines)]);
  expect(stderr.split("\n")).toHaveLength(13);
  expect(stderr).toContain(": 5 more lines make no sense.\n");
});

test.each([
  [["--model", "queue"], 'raftlab: There is no model "queue"; there are auto, key-value, register.\n'],
  [["--budget", "0"], 'raftlab: "0" is no budget; it is a number of steps, as in 50000000.\n'],
])("%j is refused in a sentence", async (args, stderr) => {
  expect(await raftlab(["check-history", "x", ...args])).toEqual({ stdout: "", stderr, code: 1 });
});
