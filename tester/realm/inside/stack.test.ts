import { serverWith, throwsIn, worthOf } from "../lone-server";

test("frames are the student's own, by method, file and line", async () => {
  const server = await serverWith(
    `requestVote() { [1].map(() => this.inner()); }
     inner() { helper(); }
     async appendEntries() { await raftlab.sleep(5); await null; new Bad(); }`,
    {},
    "function helper() { throw new RangeError('deep'); } class Bad { constructor() { throw new Error('made'); } }",
  );
  expect(throwsIn(await server.request("Raft.requestVote"))).toEqual([
    {
      how: "throw",
      text: "RangeError: deep",
      frames: [
        "at helper (raft.ts:2:27)",
        "at Raft.inner (raft.ts:14:16)",
        "at raft.ts:13:38",
        "at Raft.requestVote (raft.ts:13:23)",
      ],
    },
  ]);
  await server.request("Raft.appendEntries");
  expect(throwsIn(await server.event("fire", 1))[0]?.frames).toEqual([
    "at new Bad (raft.ts:2:87)",
    "at Raft.appendEntries (raft.ts:15:66)",
  ]);
});

test("a class that mentions itself keeps its name", async () => {
  const server = await serverWith("requestVote() { throw new Error(Raft.name); }");
  expect(throwsIn(await server.request("Raft.requestVote"))).toMatchObject([
    { text: "Error: Raft", frames: [expect.stringMatching(/^at Raft\.requestVote /)] },
  ]);
});

test("a stack names no file of the host's or the kit's", async () => {
  const stack = await worthOf("(() => { try { raftlab.todo('2a', 'x'); } catch (error) { return error.stack; } })()");
  expect(stack).toMatch(/^Todo: lab 2a: x is still to be written\n/);
  expect(stack).not.toMatch(/inside|node:|\/|realm/);
});

test("no call site can be had", async () => {
  const code = `(() => {
    const seen = [];
    for (const where of [Error, TypeError, globalThis]) {
      try { where.prepareStackTrace = (error, sites) => { seen.push(sites); return sites; }; } catch {}
    }
    try { globalThis.Error = { prepareStackTrace: (error, sites) => { seen.push(sites); } }; } catch {}
    try { Object.defineProperty(Error, "prepareStackTrace", { value: () => seen.push(1) }); } catch {}
    const { stack } = new TypeError("x");
    try { null.x; } catch (error) { error.stack; }
    return [typeof stack, seen.length];
  })()`;
  expect(await worthOf(code)).toEqual(["string", 0]);
});

test("deep recursion is the submission's own RangeError", async () => {
  const server = await serverWith("requestVote() { return this.requestVote(); }");
  const [thrown] = throwsIn(await server.request("Raft.requestVote"));
  expect(thrown).toMatchObject({ how: "throw", text: "RangeError: Maximum call stack size exceeded" });
  expect(thrown!.frames.length).toBeLessThanOrEqual(12);
});

test("recursion that ends in the kit's own functions gives away no foreign error", async () => {
  const code = `(() => {
    const own = [];
    const dig = (what) => { try { what(); } catch (error) { own.push(error instanceof RangeError && error.constructor.constructor === Function); } };
    for (const use of [() => this.peers[0].call("Raft.x", 1), () => this.persister.save("x"), () => console.log("x"), () => new Error("x").stack]) {
      const deep = (n) => { use(); deep(n + 1); };
      dig(() => deep(0));
    }
    return own.every(Boolean) && own.length === 4;
  })()`;
  expect(await worthOf(code)).toBe(true);
});

test.each([
  ["Object.assign(new Error('a'), { name: 'MyError' })", "MyError: a"],
  ["new (class Custom extends Error { name = 'Custom' })('b')", "Custom: b"],
  ["new Error('')", "Error"],
  ["'text'", '"text", which is not an Error'],
  ["null", "null, which is not an Error"],
  ["Symbol('s')", "a symbol, which is not an Error"],
  ["Object.defineProperty(new Error('x'), 'message', { get() { throw 1; } })", "an object, which is not an Error"],
  ["Object.assign(new Error('x'), { stack: 5 })", "Error: x"],
])("throw %s is described", async (thrown, text) => {
  const server = await serverWith(`requestVote() { throw ${thrown}; }`);
  expect(throwsIn(await server.request("Raft.requestVote"))).toMatchObject([{ how: "throw", text }]);
});
