import { worthInChild } from "../child-realm";
import { LoneServer, programOf, raftWith, worthOf } from "../lone-server";

test("time begins at 2020-01-01T00:00Z and is whole milliseconds", async () => {
  expect(await worthOf("[Date.now(), new Date().toISOString(), typeof Date()]")).toEqual([
    Date.UTC(2020, 0, 1),
    "2020-01-01T00:00:00.000Z",
    "string",
  ]);
});

test("Date goes on with virtual time, and performance.now counts from the boot", async () => {
  const members = "requestVote() { return [Date.now() - Date.UTC(2020, 0, 1), performance.now()]; }";
  const server = new LoneServer(await programOf({ "raft.ts": raftWith(members) }));
  server.nowUs = 40_000;
  await server.boot();
  server.nowUs = 42_500;
  expect((await server.request("Raft.requestVote"))[0]).toEqual(["answer", "1", "[42,2.5]"]);
});

test.each([
  ["new Date(2020, 5, 1).getTime()", Date.UTC(2020, 5, 1)],
  ["new Date(99, 0).getTime()", Date.UTC(1999, 0)],
  ["new Date(0).getHours()", 0],
  ["new Date(0).getTimezoneOffset()", 0],
  ["new Date(0).toString()", "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)"],
  ["new Date(0).toDateString()", "Thu Jan 01 1970"],
  ["new Date(NaN).toString()", "Invalid Date"],
  ["new Date(0).toLocaleString()", "1/1/1970, 12:00:00 AM"],
  ["new Date(0).toLocaleDateString('de-DE')", "1.1.1970"],
  ["new Date(-62198755200000).toDateString()", "Fri Jan 01 -0001"],
  ["new Date('2021-02-03T04:05:06Z').getTime()", Date.UTC(2021, 1, 3, 4, 5, 6)],
  ["new Date(new Date(5)).getTime()", 5],
  ["new (class D extends Date { twice() { return 2 * this.getTime(); } })(4).twice()", 8],
  ["new Date(0).constructor === Date && new Date() instanceof Date && Date.name", "Date"],
  ["JSON.stringify(new Date(0))", '"1970-01-01T00:00:00.000Z"'],
])("%s", async (expression, expected) => {
  const shown = await worthOf(expression);
  expect(typeof shown === "string" ? shown.replace("\u202f", " ") : shown).toEqual(expected);
});

test("local time is UTC, whatever the host's zone", async () => {
  const code = `[
    new Date(0).getHours(), new Date(0).getMinutes(), new Date(0).getTimezoneOffset(), String(new Date(2020, 0, 1)),
    new Date(2020, 0).getTime(), new Date(0).setHours(1), new Date(0).toLocaleTimeString("en-GB"), Date(),
  ]`;
  expect(await worthInChild(code, { TZ: "Asia/Kathmandu" })).toEqual([
    0,
    0,
    0,
    "Wed Jan 01 2020 00:00:00 GMT+0000 (Coordinated Universal Time)",
    Date.UTC(2020, 0),
    3_600_000,
    "00:00:00",
    "Wed Jan 01 2020 00:00:00 GMT+0000 (Coordinated Universal Time)",
  ]);
});
