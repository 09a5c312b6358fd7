import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Folders, toyRaft } from "../run/toy";
import { runNode } from "./command";

const folders = new Folders();
afterAll(() => folders.remove());

test("--in-process: a breakpoint in the student's TypeScript is hit, and the run is the same run", async () => {
  const impl = folders.add(toyRaft("setTimeout(() => this.kill(), 100);"));
  const line =
    toyRaft("")
      .split("\n")
      .findIndex((text) => text.includes("term: 0")) + 1;
  const replay = [".raftlab/cli.js", "replay", "2a/lone-server/3", "--impl", impl];
  const client = join("tester", "cli", "breakpoint-client.cjs");
  const env = { BREAKPOINT: `${pathToFileURL(join(impl, "raft.ts")).href}:${line}` };
  const debugged = await runNode(["-r", `./${client}`, ...replay, "--in-process"], { env });
  const plain = await runNode(replay);
  expect(debugged.stderr).toBe("hit in getState\n");
  const traceOf = (stdout: string) => /\ntrace {7}(\w+)/.exec(stdout)?.[1];
  expect(traceOf(debugged.stdout)).toBe(traceOf(plain.stdout));
  expect(traceOf(plain.stdout)).toMatch(/^[0-9a-f]{64}$/);
});
