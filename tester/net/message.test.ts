import { matches, wordsOf, type Message, type Selector } from "./message";

const message: Message = {
  ...{ part: "request", from: 0, to: 1, call: 3, method: "Raft.x", text: "[5]", copy: 0 },
  ...{ sentAtUs: 0, unreachableAtUs: 0 },
};

test.each<[Selector, boolean]>([
  [{}, true],
  [{ from: 0, to: [1, 2], part: "request", method: "Raft.x" }, true],
  [{ from: 1 }, false],
  [{ to: [0, 2] }, false],
  [{ to: [] }, false],
  [{ part: "reply" }, false],
  [{ method: "Raft.y" }, false],
  [{ where: ({ text }) => text === "[5]" }, true],
  [{ where: () => false }, false],
])("%p matches: %p", (selector, expected) => {
  expect(matches(selector, message)).toBe(expected);
});

test.each<[Selector, string]>([
  [{}, "messages"],
  [{ part: "reply", from: 0 }, "replies from S0"],
  [{ part: "request", method: "Raft.x", from: [0, 2], to: 1 }, "Raft.x requests from S0, S2 to S1"],
])("%p in words: %s", (selector, words) => {
  expect(wordsOf(selector, (node) => `S${node}`)).toBe(words);
});
