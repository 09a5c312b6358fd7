import type { Happening } from "../../trace/event";
import { Trace } from "../../trace/trace";
import { labelOf, messagesOf, type Message } from "./messages";

function found(happenings: Happening[]): Message[] {
  const trace = new Trace();
  for (const happening of happenings) trace.record(trace.events.length, happening);
  return messagesOf(trace.events);
}

const SEND = { kind: "send", server: 0, to: 1, call: 5, method: "Raft.requestVote", args: '{"term":3}' } as const;
const ANSWER = { kind: "answer", server: 1, to: 0, call: 5, reply: '{"term":3,"voteGranted":true}' } as const;

test("a request, its duplicate, and their replies", () => {
  const messages = found([
    SEND,
    { kind: "deliver", server: 1, from: 0, call: 5, copy: 0 },
    ANSWER,
    { kind: "deliver", server: 1, from: 0, call: 5, copy: 1 },
    ANSWER,
    { kind: "return", server: 0, from: 1, call: 5 },
    { kind: "lose", call: 5, part: "reply", from: 1, to: 0, why: "late" },
  ]);
  const told = messages.map(({ part, copy, sent, end, lost }) => [part, copy, sent, end, lost]);
  expect(told).toEqual([
    ["request", 0, 0, 1, undefined],
    ["request", 1, 0, 3, undefined],
    ["reply", 0, 2, 5, undefined],
    ["reply", 0, 4, 6, "late"],
  ]);
});

test("one that is held and lost, and one that is on its way at the end", () => {
  const messages = found([
    SEND,
    { kind: "held", call: 5, part: "request", from: 0, to: 1 },
    { kind: "lose", call: 5, part: "request", from: 0, to: 1, why: "cut" },
    { ...SEND, call: 6 },
  ]);
  expect(messages).toMatchObject([{ held: 1, end: 2, lost: "cut", copy: 0 }, { sent: 3 }]);
  expect(messages[1].end).toBeUndefined();
});

test.each([
  ["Raft.requestVote", "request", '{"term":3,"candidateId":1}', "requestVote t3"],
  ["Raft.requestVote", "reply", '{"term":3,"voteGranted":false}', "refused t3"],
  ["Raft.appendEntries", "request", '{"term":3,"entries":[]}', "heartbeat t3"],
  ["Raft.appendEntries", "request", '{"term":3,"entries":[1,2]}', "appendEntries t3 +2"],
  ["Raft.appendEntries", "reply", '{"term":3,"success":true}', "success t3"],
  ["Raft.other", "request", "[1]", "other"],
  ["KVServer.get", "request", '{"key":"x"}', 'get {"key":"x"}'],
] as const)("%s, %s %s: %s", (method, part, json, label) => {
  const message = { call: 1, copy: 0, from: 0, to: 1, args: json, sent: 0 };
  expect(labelOf({ ...message, method, part, json })).toBe(label);
});
