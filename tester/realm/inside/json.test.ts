import { ofKind, serverWith, throwsIn } from "../lone-server";

/** Makes one call with `args`, catching what it throws; its effects. */
async function callWith(args: string): Promise<{ sent?: unknown; told: string[]; caught: unknown }> {
  const server = await serverWith(`requestVote() {
    class Plain { constructor() { this.x = 1; } method() {} }
    try { this.peers[1].call("Raft.requestVote", ${args}); } catch (error) { return [error instanceof TypeError, error.message]; }
  }`);
  const effects = await server.request("Raft.requestVote");
  const sent = ofKind(effects, "send").map(([, , , json]) => JSON.parse(json!) as unknown);
  const caught = JSON.parse(ofKind(effects, "answer")[0]![1]!) as unknown;
  const told = throwsIn(effects).map(({ how, text }) => `${how}: ${text}`);
  return { ...(sent.length > 0 && { sent: sent[0] }), told, caught };
}

test.each([
  ["{ a: [1, 'x', null, true], b: {} }", { a: [1, "x", null, true], b: {} }],
  ["{ a: undefined, b: 1 }", { b: 1 }],
  ["new Plain()", { x: 1 }],
  ["Object.assign(Object.create(null), { a: 1 })", { a: 1 }],
  ["(() => { const shared = [1]; return [shared, shared]; })()", [[1], [1]]],
  ["'text'", "text"],
  ["null", null],
  ["Object.create({ inherited() {} }, { own: { value: 1, enumerable: true } })", { own: 1 }],
  ["JSON.parse('['.repeat(100) + ']'.repeat(100))", JSON.parse("[".repeat(100) + "]".repeat(100))],
])("%s crosses", async (args, expected) => {
  expect(await callWith(args)).toEqual({ sent: expected, told: [], caught: null });
});

test.each([
  ["{ entries: [0, 1, { when: new Date() }] }", "args.entries[2].when is a Date"],
  ["{ m: new Map() }", "args.m is a Map"],
  ["new Set()", "args is a Set"],
  ["[/x/]", "args[0] is a RegExp"],
  ["{ b: new Uint8Array(2) }", "args.b is a Uint8Array"],
  ["{ b: new ArrayBuffer(2) }", "args.b is an ArrayBuffer"],
  ["{ f() {} }", "args.f is a function"],
  ["[Symbol('s')]", "args[0] is a symbol"],
  ["{ n: 1n }", "args.n is a BigInt"],
  ["{ 'a b': NaN }", 'args["a b"] is NaN'],
  ["{ n: -Infinity }", "args.n is -Infinity"],
  ["Promise.resolve(1)", "args is a Promise"],
  ["{ e: new Error('x') }", "args.e is an Error"],
  ["new Number(1)", "args is a Number"],
  ["[undefined]", "args[0] is undefined"],
  ["undefined", "args is undefined"],
  ["{ toJSON() { return 1; } }", "args is an object with a toJSON method"],
  ["(() => { const a = { b: {} }; a.b.c = a; return a; })()", "args.b.c contains itself"],
  ["(() => { const a = []; a.push(a); return a; })()", "args[0] contains itself"],
])("%s doesn't", async (args, why) => {
  const text = `RPC argument of "Raft.requestVote": ${why}; only JSON can cross`;
  expect(await callWith(args)).toEqual({ told: [`misuse: ${text}`], caught: [true, text] });
});

test("nor does what is nested more than 100 deep", async () => {
  const { told } = await callWith("JSON.parse('['.repeat(101) + ']'.repeat(101))");
  expect(told).toEqual([
    expect.stringMatching(/^misuse: .*\[…\]\[0\].*is nested more than 100 deep; only JSON can cross$/),
  ]);
});

test("a misuse that isn't caught is told once, with its frames", async () => {
  const server = await serverWith("requestVote() { this.peers[1].call('Raft.requestVote', new Map()); }");
  expect(throwsIn(await server.request("Raft.requestVote"))).toEqual([
    {
      how: "misuse",
      text: 'RPC argument of "Raft.requestVote": args is a Map; only JSON can cross',
      frames: ["at Raft.requestVote (raft.ts:13:33)"],
    },
  ]);
});

test("replies are checked alike", async () => {
  const server = await serverWith(
    "requestVote() { return { at: new Date() }; } async appendEntries() { return [NaN]; }",
  );
  const [sync] = throwsIn(await server.request("Raft.requestVote"));
  const [later] = throwsIn(await server.request("Raft.appendEntries"));
  expect(sync).toMatchObject({
    how: "misuse",
    text: 'reply of "Raft.requestVote": reply.at is a Date; only JSON can cross',
  });
  expect(later).toMatchObject({
    how: "misuse",
    text: 'reply of "Raft.appendEntries": reply[0] is NaN; only JSON can cross',
  });
});

test("what the submission does to built-ins doesn't reach the boundary", async () => {
  const server = await serverWith(`requestVote() {
    Object.prototype.toJSON = () => "forged"; JSON.stringify = () => "forged"; Array.prototype.map = null;
    String.prototype.slice = null; Map.prototype.get = null; Promise.prototype.then = null; String.prototype.indexOf = null;
    delete Object.prototype.toJSON;
    this.peers[1].call("Raft.requestVote", { a: 1 });
    return [1];
  }`);
  expect(await server.request("Raft.requestVote")).toEqual([
    ["send", "1", "1", "Raft.requestVote", '{"a":1}'],
    ["answer", "1", "[1]"],
  ]);
  expect(await server.event("start", "1")).toHaveLength(1);
});
