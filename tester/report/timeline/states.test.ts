import type { Happening } from "../../trace/event";
import type { Inspected } from "../../trace/inspected";
import { Trace } from "../../trace/trace";
import { History, type ServerState } from "./states";

/** The servers after each of these. `told` are fields after the happening of that position. */
function after(happenings: Happening[], told: Inspected[] = []): (place: number) => readonly ServerState[] {
  const trace = new Trace();
  for (const happening of happenings) trace.record(trace.events.length, happening);
  const history = new History(trace.events, told, 2);
  return (place) => history.at(place);
}

const boot = (server: number, incarnation = 1): Happening => ({ kind: "boot", server, incarnation });
const termsOf = ({ log: { value } }: ServerState) => value?.entries.slice(0, value.length).map(({ term }) => term);

const ELECTION: Happening[] = [
  boot(0),
  boot(1),
  { kind: "state", server: 1, term: 0, isLeader: false },
  {
    ...{ kind: "send", server: 0, to: 1, call: 1, method: "Raft.requestVote" },
    args: '{"term":1,"candidateId":0,"lastLogIndex":0,"lastLogTerm":0}',
  },
  { kind: "state", server: 0, term: 1, isLeader: false },
  { kind: "deliver", server: 1, from: 0, call: 1, copy: 0 },
  { kind: "answer", server: 1, to: 0, call: 1, reply: '{"term":1,"voteGranted":true}' },
  { kind: "state", server: 1, term: 1, isLeader: false },
  { kind: "state", server: 0, term: 1, isLeader: true },
  { kind: "start", server: 0, command: '"x"' },
  { kind: "started", server: 0, index: 1, term: 1, isLeader: true },
  {
    ...{ kind: "send", server: 0, to: 1, call: 2, method: "Raft.appendEntries" },
    args: '{"term":1,"prevLogIndex":0,"entries":[{"term":1,"command":"x"}],"leaderCommit":0}',
  },
  { kind: "deliver", server: 1, from: 0, call: 2, copy: 0 },
  { kind: "answer", server: 1, to: 0, call: 2, reply: '{"term":1,"success":true}' },
  { kind: "apply", server: 0, index: 1, command: '"x"' },
];

test("without fields: vote, role, log and commit index as messages show them, and said to be inferred", () => {
  const at = after(ELECTION);
  expect(at(4)[0]).toMatchObject({ role: { value: "candidate", isInferred: true }, term: { value: 1 } });
  expect(at(4)[0].votedFor).toEqual({ value: 0, isInferred: true });
  expect(at(5)[1].votedFor).toEqual({ value: null, isInferred: true });
  expect(at(7)[1].votedFor).toEqual({ value: 0, isInferred: true });
  expect(at(8)[0].role).toEqual({ value: "leader" });
  const end = at(14);
  expect(end.map(termsOf)).toEqual([[1], [1]]);
  expect(end[0]).toMatchObject({ commitIndex: { value: 1, isInferred: true }, lastApplied: { value: 1 } });
  expect(end[1]).toMatchObject({ commitIndex: { value: 0 }, lastApplied: { value: 0 } });
});

test("before anything is known, nothing is", () => {
  const [state] = after([boot(0)])(-1);
  expect(state).toMatchObject({ isUp: false, term: {}, votedFor: {}, log: {}, commitIndex: {} });
});

test("fields go before what messages show", () => {
  const fields = JSON.stringify({ currentTerm: 1, votedFor: 1, commitIndex: 0, role: "Leader", log: [0, { term: 7 }] });
  const [state] = after(ELECTION, [{ n: 8, server: 0, fields }])(14);
  expect(state).toMatchObject({ votedFor: { value: 1 }, commitIndex: { value: 0 }, role: { value: "leader" } });
  expect(state.votedFor.isInferred ?? state.commitIndex.isInferred ?? state.log.isInferred).toBeUndefined();
  expect(termsOf(state)).toEqual([7]);
});

describe("logs as fields tell them", () => {
  const logs = (told: readonly string[], happenings: Happening[] = told.map(() => boot(0))) =>
    after(
      happenings,
      told.map((fields, n) => ({ n, server: 0, fields })),
    );

  test("a dummy at index 0 is none of the entries", () => {
    const at = logs(['{"log":[0,{"term":0}]}', '{"log":[1,{"term":1},{"term":2}]}'], [boot(0), { kind: "end" }]);
    expect(at(0)[0].log.value).toMatchObject({ first: 1, length: 0 });
    expect(termsOf(at(1)[0])).toEqual([1, 2]);
  });

  test("logs that only grow share their entries, and an earlier instant doesn't see the later ones", () => {
    const at = logs(
      ['{"log":[0]}', '{"log":[0,{"term":1}]}', '{"log":[1,{"term":1}]}'],
      [boot(0), { kind: "kill", server: 0 }, { kind: "end" }],
    );
    expect([0, 1, 2].map((place) => termsOf(at(place)[0]))).toEqual([[], [1], [1, 1]]);
    expect(at(2)[0].log.value!.entries).toBe(at(1)[0].log.value!.entries);
  });

  test("what a snapshot covers comes first; unknown where no field says how much", () => {
    const covers = logs(['{"lastIncludedIndex":9,"log":[0,{"term":3,"command":1}]}']);
    expect(covers(0)[0].log.value).toMatchObject({ first: 10, length: 1 });
    const snapshot: Happening = { kind: "snapshot", server: 0, index: 9, snapshot: "" };
    const unknown = after(
      [boot(0), snapshot, { kind: "end" }],
      [
        { n: 0, server: 0, fields: '{"log":[0]}' },
        { n: 2, server: 0, fields: '{"log":[0,{"term":3}]}' },
      ],
    );
    expect(unknown(2)[0].log).toEqual({});
  });
});

test("a crash keeps what was, a boot what was saved", () => {
  const saved = JSON.stringify({ currentTerm: 1, votedFor: 0, log: [{ term: 1, command: "x" }] });
  const save: Happening = { kind: "save", server: 0, state: saved, sizeBytes: saved.length };
  const crash: Happening = { kind: "crash", server: 0, incarnation: 1, kept: 0, cut: 0 };
  const empty: Happening = { kind: "save", server: 0, state: '{"votedFor":null,"log":[]}', sizeBytes: 1 };
  const at = after([boot(0), empty, save, crash, boot(0, 2)]);
  expect(at(3)[0].isUp).toBe(false);
  expect(termsOf(at(3)[0])).toEqual([1]);
  expect(at(4)[0]).toMatchObject({ isUp: true, votedFor: { value: 0, isInferred: true }, commitIndex: { value: 0 } });
  expect(termsOf(at(4)[0])).toEqual([1]);
});

test("who is cut off: the disconnected, the ends of a cut, the smaller group", () => {
  const fault = (verb: "disconnect" | "cut" | "mend" | "partition" | "heal", text: string): Happening => {
    return { kind: "fault", verb, fault: 1, text };
  };
  const at = after([
    fault("disconnect", "disconnect S0"),
    fault("heal", "heal all links"),
    fault("cut", "cut S0 → S1"),
    fault("mend", "mend S0 → S1"),
    fault("partition", "partition {S0} | {S1, S2}"),
    fault("heal", "heal all links"),
    fault("cut", "cut S0 → C0"),
  ]);
  const cuts = [0, 1, 2, 3, 4, 6].map((place) => at(place).map(({ isCut }) => isCut));
  expect(cuts).toEqual([
    [true, false],
    [false, false],
    [true, true],
    [false, false],
    [true, false],
    [false, false],
  ]);
});
