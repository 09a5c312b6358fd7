import { NIL, register, registerInsight as insight, type RegisterInput } from "./register";

const model = register();
const read: RegisterInput = { op: "read", key: "" };
const write = (value: string): RegisterInput => ({ op: "write", key: "", value });
const cas = (from: string, to: string): RegisterInput => ({ op: "cas", key: "", from, to });

test("holds nil at first, or what it is given", () => {
  expect(model.step(model.initial, read, NIL)).toBe(NIL);
  expect(register("5").initial).toBe("5");
});

test("a cas writes where it finds what it compares with, and says so", () => {
  expect(model.step("1", cas("1", "2"), true)).toBe("2");
  expect(model.step("1", cas("1", "2"), false)).toBeUndefined();
  expect(model.step("3", cas("1", "2"), true)).toBeUndefined();
  expect(model.step("3", cas("1", "2"), false)).toBe("3");
  expect(model.step("3", cas("1", "2"), undefined)).toBe("3");
  expect(model.step("1", cas("1", "2"), undefined)).toBe("2");
  expect(model.step("1", write("4"), true)).toBe("4");
});

test("in words", () => {
  expect(model.tell(read, "1")).toBe("read → 1");
  expect(model.tell(write("2"), true)).toBe("write(2)");
  expect(model.tell(cas("1", "2"), false)).toBe("cas(1, 2) → false");
  expect(model.tell(cas("1", "2"), undefined)).toBe("cas(1, 2) → ?");
});

test("reads, and a cas that found nothing, observe; one that nobody knows of doesn't", () => {
  expect(insight.observes(read, "1")).toBe(true);
  expect(insight.observes(cas("1", "2"), false)).toBe(true);
  expect(insight.observes(cas("1", "2"), true)).toBe(false);
  expect(insight.observes(cas("1", "2"), undefined)).toBe(false);
});

test("a write matters to who read it, to a cas that found it and to one that found something else", () => {
  expect(insight.mayMatter(write("1"), read, "1")).toBe(true);
  expect(insight.mayMatter(write("1"), read, "2")).toBe(false);
  expect(insight.mayMatter(write("1"), cas("1", "2"), true)).toBe(true);
  expect(insight.mayMatter(write("3"), cas("1", "2"), true)).toBe(false);
  expect(insight.mayMatter(write("3"), cas("1", "2"), false)).toBe(true);
  expect(insight.mayMatter(cas("0", "1"), read, "1")).toBe(true);
});
