import { join } from "node:path";
import { allBreaches, breachesOf, importsOf, sourcesUnder } from "./arrows";

const root = join(__dirname, "..");

test("imports follow the arrows", () => {
  expect(sourcesUnder(root, "tester").length).toBeGreaterThan(50);
  expect(allBreaches(root)).toEqual([]);
});

test.each([
  ["tester/sim/x.ts", "../trace/event", "no arrow from sim"],
  ["tester/checks/x.ts", "../cluster/cluster", "no arrow from checks"],
  ["tester/report/x.ts", "../run/pool", "no arrow from report"],
  ["tester/run/deep/x.ts", "../../report/failure", "no arrow from run"],
  ["tester/api.ts", "./trace/event", "no arrow from api"],
  ["tester/run/x.ts", "../../solutions-private/reference/raft", "nobody imports solutions-private"],
  ["labs/2a/x.test.ts", "../../solutions-private/reference/raft", "nobody imports solutions-private"],
  ["tester/cellar/x.ts", "../sim/queue", "a room without arrows"],
  ["starter/raft.ts", "fs", "student code imports"],
  ["starter/raft.ts", "../tester/api", "student code imports"],
])("%s may not import %s", (file, imported, why) => {
  expect(breachesOf(file, `import { x } from "${imported}";`)).toEqual([expect.stringContaining(why)]);
});

test.each([
  ["tester/cluster/x.ts", "../realm/realm"],
  ["tester/report/x.ts", "../run/outcome"],
  ["tester/cli.ts", "./grade/grade"],
  ["tester/sim/x.ts", "./queue"],
  ["tester/net/x.ts", "node:crypto"],
  ["labs/2a/2a.test.ts", "../../tester/cli/lab"],
  ["starter/server.ts", "./raft"],
  ["starter/server.ts", "raftlab"],
])("%s may import %s", (file, imported) => {
  expect(breachesOf(file, `export * from "${imported}";`)).toEqual([]);
});

test("every way of importing is seen", () => {
  const text = `
    import "./a"; import type { B } from "./b"; export * from "./c"; const d = require("./d");
    const e = () => import("./e"); type F = typeof import("./f");`;
  expect(importsOf(text).sort()).toEqual(["./a", "./b", "./c", "./d", "./e", "./f"]);
});
