/**
 * The layers of the operating system, without a realm around: a stub of child.js is what a submission would be that got
 * out, and does to the machine what it can.
 */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, type Program } from "../../realm/compile";
import { limitsOf } from "../limits";
import type { RunRequest } from "../message";
import { outcomeWith } from "../sample";
import { Servant, type Ending } from "../servant";
import { Folders, LONE, toyRaft } from "../toy";
import type { Sandbox } from "./sandbox";
import { findStrict } from "./self-test";

jest.setTimeout(180_000);

const found = findStrict();
const strict = "sandbox" in found ? found.sandbox : undefined;
/** Counted as skipped where there is none. */
const testStrict = strict === undefined ? test.skip : test;
if (strict === undefined) process.stdout.write("skipped: no bubblewrap\n");

const root = mkdtempSync(join(tmpdir(), "kit-"));
// Strict children of root are nobody, and must come here.
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true }));

const PROGRAM = { role: "raft", script: "", map: "", files: [], hash: "" } as Program;
const REQUEST: RunRequest = { lab: LONE.lab, scenario: LONE.name, seed: 1, edits: "", trace: "never" };
const NAMED = { lab: REQUEST.lab, scenario: REQUEST.scenario, token: "2a/lone-server/1", traceHash: "0".repeat(64) };

/** A kit whose child runs `code` when it is asked for a run. `say(message)` sends. */
function kitWith(code: string): string {
  const kit = mkdtempSync(join(root, "kit-"));
  mkdirSync(join(kit, ".raftlab"));
  chmodSync(kit, 0o755);
  writeFileSync(join(kit, "package.json"), "{}");
  writeFileSync(
    join(kit, ".raftlab", "child.js"),
    `const fs = require("fs");
     const parent = new (require("net").Socket)({ fd: 3 });
     const say = (message) => parent.write(JSON.stringify(message) + "\\n");
     const can = (what) => { try { return what() ?? true; } catch (error) { return false; } };
     let text = "";
     parent.on("data", (chunk) => {
       text += chunk;
       if (text.split("\\n").length > 2) { text = ""; ${code} }
     });`,
  );
  return kit;
}

async function ask(code: string, sandbox: Sandbox): Promise<Ending> {
  const confinement = { sandbox, limits: limitsOf(512) };
  const servant = new Servant(PROGRAM, "plain", { kit: kitWith(code), confinement });
  try {
    return await servant.run(REQUEST);
  } finally {
    servant.stop();
  }
}

/** What a stub found out, which it tells as a fault. */
async function told(code: string, sandbox: Sandbox): Promise<Record<string, unknown>> {
  const ending = await ask(
    `(async () => { const r = {}; ${code}; say({ kind: "fault", text: JSON.stringify(r) }); })()`,
    sandbox,
  );
  if (ending.kind !== "fault") throw new Error(JSON.stringify(ending));
  return JSON.parse(ending.text) as Record<string, unknown>;
}

const CANARY = join(root, "canary");
const FILES = `
  r.reads = can(() => fs.readFileSync("/etc/passwd", "utf8").length > 0);
  r.lists = can(() => fs.readdirSync(${JSON.stringify(root)}).length > 0);
  r.writes = can(() => fs.writeFileSync(${JSON.stringify(CANARY)}, "x"));
  r.spawns = can(() => require("child_process").spawnSync("true").error === undefined);
  r.works = can(() => new (require("worker_threads").Worker)("1", { eval: true }));
  r.variables = Object.keys(process.env).sort().join();`;

test("without a sandbox the stub does it all: the tests below can fail", async () => {
  expect(await told(FILES, { kind: "none" })).toMatchObject({ reads: true, lists: true, writes: true, spawns: true });
  rmSync(CANARY);
});

test("process: no files, no programs, no threads, no environment", async () => {
  const expected = { reads: false, lists: false, writes: false, spawns: false, works: false, variables: "LC_ALL,TZ" };
  expect(await told(FILES, { kind: "process" })).toEqual(expected);
  expect(readdirSync(root)).not.toContain("canary");
});

/** Each way to another process that Node has, as a bomb would take it: which of them worked, in `r`. */
const FORKS = `
  const empty = { file: "/bin/true", args: ["true"], stdio: [{ type: "ignore" }], envPairs: [] };
  const internal = (name) => process.binding(name);
  r.spawn = await new Promise((resolve) => {
    try { require("child_process").spawn("true").on("spawn", () => resolve(true)).on("error", () => resolve(false)); }
    catch { resolve(false); }
  });
  r.fork = can(() => require("child_process").fork("/dev/null").pid > 0);
  r.shell = can(() => { require("child_process").execSync("true"); });
  r.builtin = can(() => process.getBuiltinModule("child_process").spawnSync("true").error === undefined);
  r.bindingSync = can(() => !internal("spawn_sync").spawn(empty).error);`;
/** One more, which Node 24 aborts over where it isn't refused: its arguments are others there. */
const BY_WRAP = `r.bindingWrap = can(() => new (internal("process_wrap").Process)().spawn(empty) === 0);`;

test.each([{ kind: "process" }, ...(strict === undefined ? [] : [strict])] as const)(
  "$kind: a fork bomb has nothing to fork with",
  async (sandbox) => {
    const ways = await told(FORKS + BY_WRAP, sandbox);
    expect(Object.keys(ways).length).toBe(6);
    expect(Object.entries(ways).filter(([, works]) => works)).toEqual([]);
  },
);

test("without a sandbox it has what it needs: the tests above can fail", async () => {
  expect(await told(FORKS, { kind: "none" })).toMatchObject({
    spawn: true,
    fork: true,
    shell: true,
    bindingSync: true,
  });
});

const MACHINE = `
  r.pid = process.pid;
  r.user = process.getuid();
  r.processes = can(() => fs.readdirSync("/proc").filter((name) => /^\\d+$/.test(name)).length);
  r.kills = can(() => process.kill(${process.pid}, 0));
  r.network = await new Promise((resolve) => {
    const socket = require("net").connect(PORT, "127.0.0.1", () => resolve(true));
    socket.on("error", () => resolve(false));
  });`;

testStrict("strict: nobody, in a world of its own, without network or other processes", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const port = String((server.address() as { port: number }).port);
  const code = FILES + MACHINE.replace("PORT", port);
  try {
    expect(await told(MACHINE.replace("PORT", port), { kind: "none" })).toMatchObject({ kills: true, network: true });
    expect(await told(code, strict!)).toMatchObject({
      ...{ reads: false, lists: false, writes: false, spawns: false, works: false, kills: false, network: false },
      ...{ pid: 1, user: 65_534 },
    });
  } finally {
    server.close();
  }
});

testStrict("strict: an endless loop and a memory bomb end, though its process is not our child", async () => {
  expect(await ask("for (;;);", strict!)).toMatchObject({ kind: "cpu" });
  const bomb = "const all = []; for (;;) all.push(Buffer.alloc(10_000_000, 1));";
  expect(["memory", "died"]).toContain((await ask(bomb, strict!)).kind);
});

const REPLY = { kind: "reply", reply: { outcome: outcomeWith({ ...NAMED, verdict: "pass" }) }, residentMb: 50 };

test.each([
  ["no JSON", `parent.write("pass\\n")`, "a message that is no JSON"],
  ["an unknown kind", `say({ kind: "pass" })`, "a message of an unknown kind"],
  [
    "another run",
    `say(${JSON.stringify(REPLY).replaceAll("/1", "/2")})`,
    "the answer is to another run than 2a/lone-server/1",
  ],
  ["a verdict that is none", `say(${JSON.stringify(REPLY).replace('"pass"', '"full marks"')})`, "the verdict is none"],
  [
    "a failure without a law",
    `say(${JSON.stringify(REPLY).replace('"pass"', '"fail"')})`,
    "verdict and violation contradict each other",
  ],
  ["an end of its own", `process.exit(0)`, "exit code 0"],
])("a child that sends %s has given no answer", async (_what, code, how) => {
  expect(await ask(code, { kind: "process" })).toEqual({ kind: "died", how });
});

test("of an answer only what is known is taken", async () => {
  const forged = JSON.stringify(REPLY).replace('"outcome":{', '"outcome":{"__proto__":{"polluted":1},"points":100,');
  const ending = await ask(`parent.write(${JSON.stringify(`${forged}\n`)})`, { kind: "process" });
  expect(ending).toMatchObject({ kind: "reply", reply: { outcome: outcomeWith({ ...NAMED, verdict: "pass" }) } });
  expect(Object.keys((ending as { reply: { outcome: object } }).reply.outcome)).not.toContain("points");
});

test("a message without an end fills nobody's memory", async () => {
  const code = `const more = () => { while (parent.write(Buffer.alloc(1_000_000, 120))); parent.once("drain", more); }; more();`;
  expect(await ask(code, { kind: "process" })).toMatchObject({ kind: "died", how: "it sent a message without an end" });
});

testStrict("the same run in every sandbox", async () => {
  const folders = new Folders();
  const compiled = await compile(
    folders.add(
      toyRaft("setInterval(() => void peers[me].call('Raft.requestVote', [Math.random(), Date.now()]), 50);"),
    ),
    "raft",
  );
  folders.remove();
  if (!compiled.ok) throw new Error("the toy doesn't compile");
  const hashes: (string | undefined)[] = [];
  for (const sandbox of [{ kind: "none" }, { kind: "process" }, strict!] as const) {
    for (const mode of ["plain", "announced"] as const) {
      const servant = new Servant(compiled.program, mode, { confinement: { sandbox, limits: limitsOf(1_024) } });
      const ending = await servant.run(REQUEST);
      servant.stop();
      hashes.push(
        ending.kind === "reply" ? `${ending.reply.outcome.verdict} ${ending.reply.outcome.traceHash}` : undefined,
      );
    }
  }
  expect(hashes[0]).toMatch(/^fail [0-9a-f]{64}$/);
  expect(new Set(hashes).size).toBe(1);
});
