import { serverWith, throwsIn, worthOf } from "../lone-server";

const ALL =
  "[this.persister.readRaftState() ?? null, this.persister.readSnapshot() ?? null, this.persister.raftStateSize()]";

test("a first boot finds nothing", async () => {
  expect(await worthOf(ALL)).toEqual([null, null, 0]);
});

test("a restart finds what was saved; sizes are UTF-8 bytes", async () => {
  expect(await worthOf(ALL, { state: "aé€😀", snapshot: "s" })).toEqual(["aé€😀", "s", 10]);
  expect(await worthOf(ALL, { state: "", snapshot: "" })).toEqual(["", "", 0]);
});

test("save is one effect; without a snapshot the old one stays", async () => {
  const server = await serverWith(
    `requestVote([state, snapshot]) { this.persister.save(state, snapshot); return ${ALL}; }`,
  );
  expect(await server.request("Raft.requestVote", ["a\n\t€", "snap"])).toEqual([
    ["save", '"a\\n\\t€"', '"snap"'],
    ["answer", "1", '["a\\n\\t€","snap",6]'],
  ]);
  expect(await server.request("Raft.requestVote", ["b"])).toEqual([
    ["save", '"b"', ""],
    ["answer", "1", '["b","snap",1]'],
  ]);
  expect((await server.request("Raft.requestVote", ["b", ""]))[0]).toEqual(["save", '"b"', '""']);
});

test.each([
  ["{}", "persister.save needs a string, but got an object"],
  ["", "persister.save needs a string, but got undefined"],
  ["'a', 5", "persister.save needs a string as its snapshot, but got 5"],
])("save(%s) is a misuse", async (args, text) => {
  const server = await serverWith(`requestVote() { try { this.persister.save(${args}); } catch {} }`);
  const effects = await server.request("Raft.requestVote");
  expect(throwsIn(effects)).toMatchObject([{ how: "misuse", text }]);
  expect(effects.map(([kind]) => kind)).toEqual(["throw", "answer"]);
});
