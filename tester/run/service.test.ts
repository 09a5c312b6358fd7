/** What INTERFACE.md says of clerks, k/v servers and snapshots, held against real submissions: each line has a test. */
import { reliable } from "../net/profile";
import { programOf, raftWith } from "../realm/lone-server";
import type { Role } from "../realm/compile";
import { LoadedProgram } from "../realm/realm";
import { scenario, type Scenario, type ScenarioData } from "../scenarios/scenario";
import type { EventOf, Happening } from "../trace/event";
import { runOnce } from "./run";

/** A scenario of the test's own: one server unless it says more. */
const story = (data: Partial<ScenarioData>, body: Scenario["body"]): Scenario => ({
  ...scenario("a story", { lab: "3a", points: 1, servers: 1, network: reliable, ...data }, body),
  name: "a-story",
});

interface Played {
  verdict: string;
  what: string | undefined;
  /** What was printed, with the printer's number. */
  printed: string[];
  events<K extends Happening["kind"]>(kind: K): EventOf<K>[];
}

async function play(files: Record<string, string>, told: Scenario, role: Role = "kv"): Promise<Played> {
  const { outcome, trace } = await runOnce(new LoadedProgram(await programOf(files, role)), told, 1, "");
  const events = <K extends Happening["kind"]>(kind: K): EventOf<K>[] =>
    trace.events.filter((event) => event.kind === kind) as EventOf<K>[];
  const printed = events("log").map(({ server, text }) => `${server}: ${text}`);
  return { verdict: outcome.verdict, what: outcome.violation?.what, printed, events };
}

/** A k/v service of one server that keeps everything in memory. */
function service(server = "", client = "", raft = ""): Record<string, string> {
  return {
    "raft.ts": raftWith(`getState() { return { term: 1, isLeader: this.me === 0 }; } ${raft}`),
    "server.ts": `import { ApplyChannel } from "raftlab";
      import { Raft } from "./raft";
      let boots = 0;
      export class KVServer {
        constructor(servers, me, persister, maxRaftState) {
          Object.assign(this, { servers, me, persister, maxRaftState, store: {}, applyCh: new ApplyChannel() });
          this.raft = new Raft(servers, me, persister, this.applyCh);
          this.begin?.(++boots);
        }
        do({ op, key, value }) {
          const before = this.store[key] ?? "";
          if (op !== "get") this.store[key] = op === "put" ? value : before + value;
          return before;
        }
        kill() {}
        ${server}
      }`,
    "client.ts": `let operations = 0;
      export class Clerk {
        constructor(servers) { this.servers = servers; this.began?.(); }
        async ask(op, key, value) {
          operations++;
          for (let i = 0; ; i++) {
            const reply = await this.servers[i % this.servers.length].call("KVServer.do", { op, key, value });
            if (reply !== undefined) return reply;
          }
        }
        get(key) { return this.ask("get", key); }
        put(key, value) { return this.ask("put", key, value); }
        append(key, value) { return this.ask("append", key, value); }
        ${client}
      }`,
  };
}

test("a key never written reads the empty text, append to it is a put, and put replaces", async () => {
  const read: string[] = [];
  const { verdict } = await play(
    service(),
    story({}, async ({ clients }) => {
      const clerk = await clients.clerk();
      read.push(await clients.get(clerk, "k"));
      await clients.append(clerk, "k", "a");
      await clients.append(clerk, "k", "b");
      read.push(await clients.get(clerk, "k"));
      await clients.put(clerk, "k", "c");
      read.push(await clients.get(clerk, "k"));
    }),
  );
  expect({ verdict, read }).toEqual({ verdict: "pass", read: ["", "ab", "c"] });
});

test("each clerk and each server has globals, modules and dice of its own, a restarted one too", async () => {
  const says = (who: string): string => `console.log("${who}", ++count, Math.random())`;
  const files = service(`begin() { ${says("server")}; }`, `began() { ${says("clerk")}; }`);
  const counting = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, `let count = 0;\n${text}`]));
  const { printed } = await play(
    counting,
    story({ servers: 2 }, async ({ cluster, clients }) => {
      await clients.several(2);
      cluster.crash(0);
      await cluster.restart(0);
    }),
  );
  expect(printed.map((line) => line.replace(/ 0\.\d+$/, "")).sort()).toEqual(
    ["0: server 1", "0: server 1", "1: server 1", "2: clerk 1", "3: clerk 1"].sort(),
  );
  expect(new Set(printed.map((line) => line.split(" ")[3])).size).toBe(printed.length);
});

test("maxRaftState is the scenario's, and -1 where it names none", async () => {
  const files = service("begin() { console.log(this.maxRaftState); }");
  const nothing = () => Promise.resolve();
  expect((await play(files, story({}, nothing))).printed).toEqual(["0: -1"]);
  expect((await play(files, story({ lab: "3b", maxRaftState: 1_000 }, nothing))).printed).toEqual(["0: 1000"]);
});

test("a call to a dead server or over a cut link is known to have failed within 99 ms, drawn", async () => {
  const client = `async ask() {
      const beganAt = performance.now();
      await this.servers[0].call("KVServer.do", {});
      console.log(Math.round(performance.now() - beganAt));
      return "";
    }`;
  const { printed } = await play(
    service("", client),
    story({}, async ({ cluster, clients }) => {
      const clerk = await clients.clerk();
      cluster.crash(0);
      for (let i = 0; i < 30; i++) {
        void clerk.get("k");
        await cluster.until(() => clerk.open === undefined, 200);
      }
    }),
  );
  const tookMs = printed.map((line) => Number(line.split(" ")[1]));
  expect(tookMs).toHaveLength(30);
  expect(Math.max(...tookMs)).toBeLessThanOrEqual(100);
  expect(new Set(tookMs).size).toBeGreaterThan(15);
});

test("an operation has its invocation and its return in the trace, in the order of events", async () => {
  const { events } = await play(
    service(),
    story({}, async ({ clients }) => {
      const [one, other] = await clients.several(2);
      void one.put("k", "a");
      void other.get("k");
      await clients.answered();
    }),
  );
  expect(events("invoke").map(({ server, op }) => [server, op])).toEqual([
    [1, "put"],
    [2, "get"],
  ]);
  const [asked, answered] = [events("invoke"), events("ok")];
  expect(answered.map(({ operation }) => operation).sort()).toEqual(asked.map(({ operation }) => operation).sort());
  for (const { operation, n } of answered)
    expect(asked.find((each) => each.operation === operation)!.n).toBeLessThan(n);
});

test("what goes through an ApplyChannel is recorded, and held against the laws of applying", async () => {
  const sends = (index: number): string =>
    service(`begin() { this.applyCh.send({ index: ${index}, command: "x" }); }`)["server.ts"];
  const nothing = () => Promise.resolve();
  const right = await play({ ...service(), "server.ts": sends(1) }, story({}, nothing));
  expect(right.events("apply")).toMatchObject([{ server: 0, index: 1, command: '"x"' }]);
  expect(right.verdict).toBe("pass");
  expect((await play({ ...service(), "server.ts": sends(2) }, story({}, nothing))).what).toBe("S0 skips an entry.");
});

test("Raft's handlers are called under kv.raft; constructor and kill can't be called", async () => {
  const client = (method: string): string =>
    `async get() { return JSON.stringify(await this.servers[0].call("${method}", 7)); }`;
  const asks = (method: string) =>
    play(
      service("", client(method)),
      story({}, async ({ clients }) => void (await clients.get(await clients.clerk(), "k"))),
    );
  expect((await asks("Raft.requestVote")).events("answer")).toMatchObject([{ reply: "7" }]);
  expect((await asks("KVServer.kill")).what).toContain("no public method kill");
  expect((await asks("Raft.constructor")).what).toContain("no public method constructor");
});

test("a clerk that throws, and one that answers get with something else than a text, fail the run with its name", async () => {
  const asks = (client: string) =>
    play(
      service("", client),
      story({}, async ({ clients }) => void (await clients.get(await clients.clerk(), "k"))),
    );
  expect((await asks(`async get() { throw new Error("no more"); }`)).what).toBe("C0 threw Error: no more");
  expect((await asks(`async get() { return 5; }`)).what).toContain("Clerk.get must answer with a string");
});

test("snapshot is called as an event of its own, never from inside send", async () => {
  const members = `
    begin() { setTimeout(() => { this.sending = true; for (let i = 1; i <= 4; i++) this.applyCh.send({ index: i, command: i }); this.sending = false; }, 200); }
    snapshot(index, text) { console.log(index, this.sending); this.persister.save("", text); }`;
  const told = story({ lab: "2d", snapshotEvery: 2 }, async ({ cluster }) => {
    for (let i = 1; i <= 4; i++) await cluster.start(0, i);
    await cluster.sleep(300);
  });
  const { printed, events } = await play(
    { "raft.ts": raftWith(members + "start() { return { index: 1, term: 0, isLeader: false }; }") },
    told,
    "raft",
  );
  expect(printed.sort()).toEqual(["0: 2 false", "0: 4 false"]);
  expect(events("save").map(({ snapshot }) => snapshot)).toEqual(events("snapshot").map(({ snapshot }) => snapshot));
});
