/** Grading over a queue, with a real redis-server on loopback that this test starts. Skipped where there is none. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { raftlab } from "./command";

jest.setTimeout(240_000);

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
const withRedis = hasRedis ? test : test.skip;

const CLASS = ["throw-in-timer", "type-error", "log-flood", "not-json", "todo-in-2b", "wrong-state"];
const FEW = ["--labs", "2a/lone-server,2a/two-servers,2b/basic-agreement", "--seeds", "2"];

let folder: string;
let port: number;
const children: ChildProcess[] = [];

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });
}

function start(command: string, args: readonly string[]): ChildProcess {
  const child = spawn(command, args, { cwd: kitRoot(), stdio: "ignore" });
  children.push(child);
  return child;
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.on("close", () => resolve());
    child.kill(signal);
  });
}

/** Keeps what it is told in an append-only file, written at every command. */
function startRedis(): ChildProcess {
  const data = join(folder, "redis");
  mkdirSync(data, { recursive: true });
  const kept = ["--appendonly", "yes", "--appendfsync", "always", "--dir", data, "--save", ""];
  return start("redis-server", ["--port", String(port), "--bind", "127.0.0.1", ...kept]);
}

const url = (): string => `redis://127.0.0.1:${port}`;
const startWorker = (): ChildProcess =>
  start(process.execPath, [join(".raftlab", "cli.js"), "worker", "--queue", url(), "--jobs", "1"]);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const argsFor = (out: string, ...more: string[]): string[] => [
  "grade",
  join(folder, "class"),
  "--out",
  join(folder, out),
  ...FEW,
  ...more,
];
const filesOf = (out: string): string[] =>
  ["grades.csv", "grades.json"].map((file) => readFileSync(join(folder, out, file), "utf8"));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "queue-"));
  port = await freePort();
  const bad = join(kitRoot(), "tester", "run", "bad-submissions");
  for (const name of CLASS) cpSync(join(bad, name), join(folder, "class", name), { recursive: true });
  if (hasRedis) await raftlab(argsFor("calm"));
});
afterEach(async () => {
  const running = children.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(running.map((child) => ended(child, "SIGKILL")));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

withRedis("workers grade as one machine does, one of them killed in the middle, and Redis restarted", async () => {
  let redis = startRedis();
  await pause(500);
  const doomed = startWorker();
  const graded = raftlab(argsFor("queue", "--queue", url()));
  await pause(3_000);
  await ended(doomed, "SIGKILL");
  startWorker();
  await pause(2_000);
  await ended(redis, "SIGTERM");
  redis = startRedis();
  startWorker();
  expect((await graded).code).toBe(0);
  expect(filesOf("queue")).toEqual(filesOf("calm"));
});

withRedis("a grader killed in the middle finds what the workers did meanwhile", async () => {
  startRedis();
  await pause(500);
  const doomed = start(process.execPath, [join(".raftlab", "cli.js"), ...argsFor("again", "--queue", url())]);
  startWorker();
  await pause(4_000);
  await ended(doomed, "SIGKILL");
  await pause(2_000);
  expect((await raftlab(argsFor("again", "--queue", url()))).code).toBe(0);
  expect(filesOf("again")).toEqual(filesOf("calm"));
});

test("without a Redis it says so at once", async () => {
  const { code, stderr } = await raftlab(argsFor("none", "--queue", "redis://127.0.0.1:1"));
  expect(code).toBe(1);
  expect(stderr).toContain("raftlab: There is no Redis at redis://127.0.0.1:1: Connection is closed.\n");
});
