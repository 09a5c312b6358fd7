import { ofKind, serverWith } from "../lone-server";

async function logged(code: string): Promise<string[][]> {
  const server = await serverWith(`requestVote() { ${code} }`);
  return ofKind(await server.request("Raft.requestVote"), "log").map(([level, text]) => [
    level!,
    JSON.parse(text!) as string,
  ]);
}

test.each(["log", "info", "warn", "error", "debug"])("console.%s is a log of its level", async (level) => {
  expect(await logged(`console.${level}("a", 1)`)).toEqual([[level, "a 1"]]);
});

test.each([
  ["'term', 3, true, null, undefined, 4n", "term 3 true null undefined 4n"],
  ["{ a: [1, 'x'], b: { c: null } }", "{ a: [ 1, 'x' ], b: { c: null } }"],
  ["new Map([[1, 2]]), new Set([3])", "Map (1) {1 => 2} Set (1) {3}"],
  ["'%s has %d of %i and %j %o%%', 'S0', 1.5, 2.7, { a: 1 }, [1], 'rest'", 'S0 has 1.5 of 2 and {"a":1} [ 1 ]% rest'],
  ["'100%'", "100%"],
  ["'%s'", "%s"],
  ["", ""],
  ["new Date(5)", "1970-01-01T00:00:00.005Z"],
  ["[{ inspect() { throw 1; } }]", "[ { inspect: [Function: inspect] } ]"],
  ["() => 1", "[Function (anonymous)]"],
  ["'a\\tb\\nc'", "a\tb\nc"],
])("console.log(%s)", async (args, expected) => {
  expect(await logged(`console.log(${args})`)).toEqual([["log", expected]]);
});

test("an error is logged with its stack, in the student's own lines", async () => {
  const [[, text]] = (await logged("console.log(new TypeError('odd'))")) as [[string, string]];
  expect(text).toBe("TypeError: odd\n    at Raft.requestVote (raft.ts:13:31)");
});

test("the rest of console works", async () => {
  const code = `console.dir({}); console.table([1]); console.assert(true); console.assert(false, "why"); console.count();
    console.count(); console.countReset(); console.time("t"); console.timeEnd("t"); console.group("g"); console.log("in\\nside");
    console.groupEnd(); console.log("out"); console.clear(); console.trace("here"); console.dirxml(1); console.timeLog("u", 1);`;
  expect(await logged(code)).toEqual([
    ["log", "{}"],
    ["log", "[ 1 ]"],
    ["error", "Assertion failed: why"],
    ["log", "default: 1"],
    ["log", "default: 2"],
    ["log", "t: 0 ms"],
    ["log", "g"],
    ["log", "  in\n  side"],
    ["log", "out"],
    ["error", expect.stringMatching(/^Trace: here\n {4}at Raft.requestVote \(raft.ts:/)],
    ["log", "1"],
    ["log", "u: 0 ms 1"],
  ]);
});

test("a very long line is cut", async () => {
  const [[, text]] = (await logged("console.log('x'.repeat(20000))")) as [[string, string]];
  expect(text).toMatch(/x… \(10000 more\)$/);
});
