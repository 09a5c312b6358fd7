import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Folders, toyRaft } from "../run/toy";
import { Trace } from "../trace/trace";
import type { TraceEvent } from "../trace/event";
import { raftlab, runNode } from "./command";

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

/** A Raft that never elects anybody, but talks. The comments name the lines at which a debugger must stop. */
const TALKER = toyRaft("")
  .replace(
    "constructor(peers: readonly Peer[], me: number,",
    "constructor(private readonly peers: readonly Peer[], private readonly me: number,",
  )
  .replace(
    "    \n  }",
    `    setTimeout(() => {
      const peer = (this.me + 1) % this.peers.length; // in the timer
      void this.ask(peer);
    }, 20 + me);
  }
  private async ask(peer: number): Promise<void> {
    const reply = await this.peers[peer].call("Raft.requestVote", { from: this.me });
    const isEcho = reply !== undefined; // after the await
    console.log("S" + this.me, "hears", isEcho);
  }`,
  )
  .replace("    return args;", "    const echo = args; // in the handler\n    return echo;");

describe("--break stops in the student's first line of an event", () => {
  const impl = folders.add(TALKER);
  const token = "2a/initial-election/3";
  let events: TraceEvent[];
  let hash: string | undefined;
  const traceOf = (stdout: string) => /\ntrace {7}(\w+)/.exec(stdout)?.[1];

  beforeAll(async () => {
    events = Trace.parse((await raftlab(["export", token, "--impl", impl, "--to", "jsonl"])).stdout).events;
    hash = traceOf((await raftlab(["replay", token, "--impl", impl])).stdout);
  });

  /** Where a debugger is stopped, a line a stop. */
  async function stopsAt(event: string): Promise<string[]> {
    const client = `./${join("tester", "cli", "breakpoint-client.cjs")}`;
    const replay = [".raftlab/cli.js", "replay", token, "--impl", impl, "--break", event];
    const { stdout, stderr } = await runNode(["--inspect=0", "-r", client, ...replay]);
    expect(traceOf(stdout)).toBe(hash);
    return stderr.split("\n").filter((line) => /^stop|^tester/.test(line));
  }

  const lineOf = (comment: string) => TALKER.split("\n").findIndex((line) => line.endsWith(`// ${comment}`)) + 1;
  const place = (comment: string, step = 0) => `${pathToFileURL(join(impl, "raft.ts")).href}:${lineOf(comment) + step}`;
  const find = (isIt: (event: TraceEvent) => boolean) => events.find(isIt)!;

  test.each([
    ["a timer", "fire", "in the timer"],
    ["a request", "deliver", "in the handler"],
    ["an effect of a request", "answer", "in the handler"],
    ["a reply: the line after the await", "return", "after the await"],
  ] as const)("%s", async (_, kind, comment) => {
    const event = find((each) => each.kind === kind && each.server === 2) as TraceEvent & { server: number };
    const [said, first, second, ...more] = await stopsAt(String(event.n));
    expect(said).toContain("the debugger stops in S2, at 0.");
    expect(first).toMatch(/^stop 1 in /);
    expect(first).toContain(`${place(comment)}, me 2`);
    expect(second).toContain(`${place(comment, 1)}, me 2`);
    expect(more).toEqual([]);
  });

  test("the violation: the last event before a demand that wasn't met; and an instant", async () => {
    const violation = await stopsAt("violation");
    const last = events.filter((each) => each.kind === "return").at(-1)!;
    expect(violation[0]).toContain(`event ${last.n}: `);
    expect(violation[1]).toContain(place("after the await"));
    const asked = find(({ kind }) => kind === "return");
    const instant = await stopsAt(`${(asked.atUs / 1_000_000).toFixed(3)}s`);
    expect(instant[1]).toContain(impl);
  });

  test("without a debugger it waits, and says how to attach one", async () => {
    const child = runNode([".raftlab/cli.js", "replay", token, "--impl", impl, "--break", "violation"], {
      whenError: "the run waits for a debugger",
      signal: "SIGTERM",
    });
    const { stderr, code } = await child;
    expect(stderr).toContain("attach one to the address above");
    expect(code).toBeNull();
  });
});

test.each([
  ["tomorrow", '"tomorrow" is nothing to stop at; --break takes an event\'s number'],
  ["99999", "Run 2a/lone-server/3 has no event 99999; its events are 0 to"],
  ["violation", "Run 2a/lone-server/3 breaks no law, so there is no violation to stop at"],
  ["9999 s", "Nothing happens in the run at 9999 s or later; it ends at"],
])("--break %s is refused in a sentence", async (event, sentence) => {
  const lone = toyRaft("").replace("{ term: 0, isLeader: false };", "{ term: 1, isLeader: true };");
  const impl = folders.add(lone);
  const { stderr, stdout, code } = await raftlab(["replay", "2a/lone-server/3", "--impl", impl, "--break", event]);
  expect(stderr).toContain(`raftlab: ${sentence}`);
  expect({ stdout, code }).toEqual({ stdout: "", code: 1 });
});
