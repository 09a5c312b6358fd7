import { apply, breach, start, wordsOf } from "./lone-trace";

test("a command that no one started", () => {
  expect(wordsOf(breach([start(0, '{"a":1}'), apply(1, 1, '{"a":2}')]))).toEqual({
    law: "only-started-commands",
    servers: [1],
    what: "S1 applies a command at index 1 that no one started.",
    expected: "a command given to start",
    got: '{"a":2}',
  });
  expect(breach([start(0, "1"), apply(1, 1, "null")])).toMatchObject({ law: "only-started-commands" });
});

test("one that was, at another server, with its keys in another order", () => {
  expect(breach([start(0, '{"a":1,"b":[{"d":1,"c":2}]}'), apply(1, 1, '{"b":[{"c":2,"d":1}],"a":1}')])).toBeUndefined();
});
