import { serverWith, type LoneServer } from "../lone-server";

const inspected = (members: string): Promise<LoneServer> => serverWith(members, { isInspected: true });

const FIGURE_2 = `
  begin() {
    Object.assign(this, { currentTerm: 1, votedFor: null, log: [], commitIndex: 0, secret: "x", role: "follower" });
  }`;

test("own fields under Figure 2's names are told, and then what changes", async () => {
  const server = await inspected(`${FIGURE_2}
    requestVote() { this.currentTerm = 2; this.votedFor = 1; return 1; }`);
  expect(JSON.parse(server.inspect())).toEqual({
    ...{ currentTerm: 1, votedFor: null, commitIndex: 0, role: "follower", log: [0] },
  });
  expect(server.inspect()).toBe("");
  await server.request("Raft.requestVote");
  expect(JSON.parse(server.inspect())).toEqual({ currentTerm: 2, votedFor: 1 });
});

test("of the log only what follows the entries that stay", async () => {
  const server = await inspected(`${FIGURE_2}
    requestVote({ length, term }) { this.log.length = length; this.log.push({ term, command: "c" }); return 1; }`);
  server.inspect();
  await server.request("Raft.requestVote", { length: 0, term: 1 });
  await server.request("Raft.requestVote", { length: 1, term: 1 });
  expect(server.inspect()).toBe('{"log":[0,{"term":1,"command":"c"},{"term":1,"command":"c"}]}');
  await server.request("Raft.requestVote", { length: 1, term: 2 });
  expect(server.inspect()).toBe('{"log":[1,{"term":2,"command":"c"}]}');
  await server.request("Raft.appendEntries");
  expect(server.inspect()).toBe("");
});

test("nothing is told unless somebody said that he would ask", async () => {
  expect((await serverWith(FIGURE_2)).inspect()).toBe("");
});

describe("no code of the submission's runs", () => {
  /** How often its own code ran, asked for after an inspection. */
  async function callsOf(members: string): Promise<{ told: string; calls: unknown }> {
    const server = await inspected(`${members} requestVote() { return [globalThis.calls ?? 0]; }`);
    const told = server.inspect();
    const effects = await server.request("Raft.requestVote");
    return { told, calls: JSON.parse(effects.find(([kind]) => kind === "answer")![2]!) };
  }
  const CALLED = "globalThis.calls = (globalThis.calls ?? 0) + 1";

  test.each([
    ["a getter of the class", `get currentTerm() { ${CALLED}; return 1; }`, ""],
    [
      "a getter of the object",
      `begin() { Object.defineProperty(this, "currentTerm", { get() { ${CALLED}; return 1; }, enumerable: true }); }`,
      "",
    ],
    [
      "a toJSON",
      `begin() { this.votedFor = { id: 1, toJSON() { ${CALLED}; return 1; } }; String.prototype.toJSON = () => { ${CALLED}; }; }`,
      '{"votedFor":{"id":1}}',
    ],
    [
      "a proxy's trap",
      `begin() {
        const trap = () => { ${CALLED}; return undefined; };
        const all = { get: trap, has: trap, getOwnPropertyDescriptor: trap, ownKeys: () => { ${CALLED}; return []; } };
        this.log = new Proxy([], all);
        this.nextIndex = Proxy.revocable({}, all).proxy;
        this.matchIndex = [new Proxy({}, all)];
      }`,
      '{"matchIndex":[null]}',
    ],
    [
      "patched built-ins",
      `begin() {
        const patched = () => { ${CALLED}; return undefined; };
        Object.getOwnPropertyDescriptor = Object.getOwnPropertyNames = Array.isArray = JSON.stringify = patched;
        Object.defineProperty(Object.prototype, "value", { get: patched });
        this.currentTerm = 3;
      }`,
      '{"currentTerm":3}',
    ],
  ])("%s", async (_, members, told) => {
    expect(await callsOf(members)).toEqual({ told, calls: [0] });
  });
});

test("private fields, functions, maps and what is too long stay unsaid", async () => {
  const server = await inspected(`#currentTerm = 1;
    begin() {
      this.commitIndex = () => 1;
      this.nextIndex = new Map([[1, 2]]);
      this.role = "leader";
      this.state = "x".repeat(1000);
    }`);
  const told = JSON.parse(server.inspect()) as Record<string, string>;
  expect(Object.keys(told)).toEqual(["role", "state"]);
  expect(told["state"]).toHaveLength(120);
});
