import { keyValue, keyValueInsight as insight, type KeyValueInput } from "./key-value";

const ask = (op: KeyValueInput["op"], value = ""): KeyValueInput => ({ op, key: "k", value });

test("a put replaces, an append adds, a get tells", () => {
  expect(keyValue.step("a", ask("put", "b"), "")).toBe("b");
  expect(keyValue.step("a", ask("append", "b"), "")).toBe("ab");
  expect(keyValue.step("ab", ask("get"), "ab")).toBe("ab");
  expect(keyValue.step("ab", ask("get"), "a")).toBeUndefined();
  expect(keyValue.step("ab", ask("get"), undefined)).toBe("ab");
});

test("in words", () => {
  expect(keyValue.tell(ask("get"), "ab")).toBe(`get("k") → "ab"`);
  expect(keyValue.tell(ask("get"), undefined)).toBe(`get("k") → ?`);
  expect(keyValue.tell(ask("append", 'a"b'), "")).toBe(`append("k", "a\\"b")`);
});

test("appends lead to longer values alone, a put to those that begin with it", () => {
  expect(insight.canReach("ab", ask("get"), "abc")).toBe(true);
  expect(insight.canReach("b", ask("get"), "abc")).toBe(false);
  expect(insight.reopens(ask("put", "a"), ask("get"), "abc")).toBe(true);
  expect(insight.reopens(ask("put", "c"), ask("get"), "abc")).toBe(false);
  expect(insight.reopens(ask("append", "a"), ask("get"), "abc")).toBe(false);
});

test("a write matters to the gets that show its text", () => {
  expect(insight.mayMatter(ask("append", "b"), ask("get"), "abc")).toBe(true);
  expect(insight.mayMatter(ask("append", "d"), ask("get"), "abc")).toBe(false);
  expect(insight.mayMatter(ask("append", "b"), ask("get"), undefined)).toBe(false);
  expect(insight.mayMatter(ask("append", "b"), ask("put", "b"), "")).toBe(false);
});
