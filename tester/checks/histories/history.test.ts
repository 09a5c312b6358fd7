import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "../../trace/codec";
import type { TraceEvent } from "../../trace/event";
import { readHistory, type History, type ModelName } from "./history";

/** A history's operations in short: client, words, from, to. */
function told({ model, operations }: History): string[] {
  return operations.map(
    ({ client, input, output, invokedAt, returnedAt }) =>
      `${client} ${model.tell(input, output)} ${invokedAt}-${returnedAt ?? ""}`,
  );
}

function problems(text: string, model?: ModelName): string[] {
  return readHistory(text, model).problems.map(({ line, text }) => `${line} ${text}`);
}

const PAIR = [
  `{:process 0, :type :invoke, :f :append, :key "k", :value "a"}`,
  `{:process 1, :type :invoke, :f :get, :key "k", :value nil}`,
  `{:process 0, :type :ok, :f :append, :key "k", :value "a"}`,
  `{:process 1, :type :ok, :f :get, :key "k", :value "a"}`,
];
const PAIR_TOLD = [`0 append("k", "a") 1-3`, `1 get("k") → "a" 2-4`];

describe("Jepsen's EDN", () => {
  test("an event a line, whatever stands between them", () => {
    const history = readHistory(["; a comment", ...PAIR, "", ""].join("\r\n"));
    expect(history).toMatchObject({ name: "key-value", clock: "line", problems: [] });
    expect(told(history)).toEqual([`0 append("k", "a") 2-4`, `1 get("k") → "a" 3-5`]);
  });

  test("one vector, also with several events a line, or an event over several", () => {
    expect(told(readHistory(`[${PAIR.join("\n ")}]\n`))).toEqual(PAIR_TOLD);
    // Events of one line are told apart by their places.
    expect(told(readHistory(`[${PAIR.join(" ")}]`))).toEqual([`0 append("k", "a") 1-3`, `1 get("k") → "a" 2-4`]);
    const printed = PAIR.map((event) => event.replaceAll(", ", ",\n  "));
    expect(told(readHistory(`[${printed.join("\n ")}]`))).toEqual([`0 append("k", "a") 1-11`, `1 get("k") → "a" 6-16`]);
  });

  test("further fields, tags, and the nemesis", () => {
    const history = readHistory(
      [
        `{:process :nemesis, :type :info, :f :start, :value #{"n1" "n2"}}`,
        `#jepsen.history.Op{:index 0, :time 1500000, :process 0, :type :invoke, :f :write, :value 3}`,
        `#jepsen.history.Op{:index 1, :time 2500000, :process 0, :type :ok, :f :write, :value 3, :error [:a {:b 1}]}`,
      ].join("\n"),
    );
    expect(told(history)).toEqual(["0 write(3) 2-3"]);
    expect([...history.timesUs]).toEqual([
      [2, 1500],
      [3, 2500],
    ]);
  });

  test("a register: reads, writes and cas; what failed is left out, what is unknown never returns", () => {
    const history = readHistory(
      [
        `{:process 0, :type :invoke, :f :read, :value nil}`,
        `{:process 1, :type :invoke, :f :cas, :value [1 2]}`,
        `{:process 2, :type :invoke, :f :write, :value 1}`,
        `{:process 3, :type :invoke, :f :cas, :value [2 nil]}`,
        `{:process 4, :type :invoke, :f :write, :value "1"}`,
        `{:process 0, :type :ok, :f :read, :value nil}`,
        `{:process 1, :type :fail, :f :cas, :value [1 2]}`,
        `{:process 2, :type :info, :f :write, :value 1, :error :timed-out}`,
        `{:process 3, :type :ok, :f :cas, :value [2 nil]}`,
      ].join("\n"),
    );
    expect(history).toMatchObject({ name: "register", problems: [] });
    expect(told(history)).toEqual(["0 read → nil 1-6", "2 write(1) 3-", "3 cas(2, nil) → true 4-9", `4 write("1") 5-`]);
  });

  test("registers by key, as jepsen.independent writes them", () => {
    const history = readHistory(
      [
        `{:process 0, :type :invoke, :f :read, :value [7 nil]}`,
        `{:process 0, :type :ok, :f :read, :value [7 3]}`,
        `{:process 0, :type :invoke, :f :cas, :value [8 [1 2]]}`,
        `{:process 0, :type :ok, :f :cas, :value [8 [1 2]]}`,
      ].join("\n"),
    );
    expect(history.operations.map(({ input }) => history.model.partOf(input))).toEqual(["7", "8"]);
    expect(told(history)).toEqual(["0 read → 3 1-2", "0 cas(1, 2) → true 3-4"]);
  });
});

describe("jepsen.util's log lines", () => {
  const columns = [
    "0\t:invoke\t:read\tnil",
    "3\t:invoke\t:cas\t[1 2]",
    "0\t:ok\t:read\t4",
    "3\t:info\t:cas\t:timed-out",
  ];

  test.each([
    ["as the logger once wrote them", (line: string) => `INFO  jepsen.util - ${line}`],
    ["as it does now", (line: string) => `2026-01-02 10:11:12,345{GMT}\tINFO\t[jepsen worker 0] jepsen.util: ${line}`],
    ["the columns alone", (line: string) => line],
    ["spaces for tabs", (line: string) => `INFO  jepsen.util - ${line.replaceAll("\t", "   ")}`],
    ["an error behind", (line: string) => `INFO  jepsen.util - ${line}\t{:not "whole`],
  ])("%s", (_, write) => {
    const history = readHistory(columns.map(write).join("\n"));
    expect(history.problems).toEqual([]);
    expect(told(history)).toEqual(["0 read → 4 1-3", "3 cas(1, 2) → ? 2-"]);
  });

  test("other lines of a log say nothing", () => {
    const lines = ["INFO  jepsen.core - Worker 0 starting", ...columns.map((line) => `INFO  jepsen.util - ${line}`)];
    lines.push("INFO  jepsen.util - :nemesis\t:info\t:start\tnil");
    expect(told(readHistory(lines.join("\n")))).toEqual(["0 read → 4 2-4", "3 cas(1, 2) → ? 3-"]);
  });
});

describe("the kit's own trace", () => {
  const events: TraceEvent[] = [
    { n: 0, atUs: 0, kind: "run", format: 1, lab: "3a", scenario: "x", seed: 1, edits: "", servers: 3 },
    { n: 1, atUs: 10, kind: "boot", server: 0, incarnation: 1 },
    { n: 2, atUs: 20, kind: "invoke", server: 3, operation: 1, op: "put", key: "k", value: "a" },
    { n: 3, atUs: 30, kind: "invoke", server: 4, operation: 2, op: "get", key: "k" },
    { n: 7, atUs: 40, kind: "ok", server: 3, operation: 1 },
    { n: 8, atUs: 50, kind: "ok", server: 4, operation: 2, value: "" },
    { n: 9, atUs: 60, kind: "invoke", server: 4, operation: 3, op: "append", key: "k", value: "b" },
    { n: 10, atUs: 70, kind: "end" },
  ];
  const jsonl = (some: readonly TraceEvent[]) => some.map((event) => `${encode(event)}\n`).join("");

  test("clerks by their names, events by their numbers", () => {
    const history = readHistory(jsonl(events));
    expect(history).toMatchObject({ name: "key-value", clock: "event", problems: [] });
    expect(told(history)).toEqual([`C0 put("k", "a") 2-7`, `C1 get("k") → "" 3-8`, `C1 append("k", "b") 9-`]);
    expect(history.timesUs.get(7)).toBe(40);
  });

  test("filtered down to what clerks did", () => {
    const history = readHistory(jsonl(events.filter(({ kind }) => kind === "invoke" || kind === "ok")));
    expect(told(history)).toEqual([`C3 put("k", "a") 2-7`, `C4 get("k") → "" 3-8`, `C4 append("k", "b") 9-`]);
  });

  test.each([
    [
      `{"n":1,"atUs":2,"kind":"invoke","server":3,"operation":1,"op":"get"}`,
      /^1 is an event `invoke` whose field "key"/,
    ],
    [`{"n":1,"atUs":2,"kind":"ok","server":"x","operation":1}`, /^1 is an event `ok` whose field "server" isn't right/],
    [`{"n":1,"atUs":2,"kind":`, /^1 is no JSON object: /],
    [`{"n":1}`, /^1 is no event of a trace: \{"n":1\}$/],
    [`{"n":1,"atUs":2,"kind":"ok","server":3,"operation":1}`, /^1 says ok for client C3, which has no operation open$/],
  ])("nonsense: %s", (line, sentence) => {
    expect(problems(line)).toEqual([expect.stringMatching(sentence)]);
  });

  test("a return of another operation", () => {
    const wrong = { ...events[4], operation: 5 } as TraceEvent;
    expect(problems(jsonl([events[0], events[2], wrong]))).toEqual([
      "3 says ok of operation 5 for client C0, whose open operation is the put of line 2, operation 1",
    ]);
  });
});

describe("histories that make no sense are told by line", () => {
  const put = (rest: string) => `{:process 0, ${rest}}`;
  const invoke = put(`:type :invoke, :f :put, :key "k", :value "a"`);

  test.each<[string, string[], string]>([
    ["a return without an invoke", [PAIR[2]], "1 says ok for client 0, which has no operation open"],
    ["two returns", [PAIR[0], PAIR[2], PAIR[2]], "3 says ok for client 0, which has no operation open"],
    ["two open operations", [invoke, invoke], "2 invokes put for client 0, whose put of line 1 is still open"],
    [
      "a return of another function",
      [invoke, put(`:type :ok, :f :get, :key "k", :value ""`)],
      "2 says ok of get for client 0, whose open operation is the put of line 1",
    ],
    [
      "a return for another key",
      [invoke, put(`:type :fail, :f :put, :key "q"`)],
      '2 says fail for key "q" for client 0, whose open operation is the put of line 1, on key "k"',
    ],
    [
      "a return with another text",
      [invoke, put(`:type :ok, :f :put, :key "k", :value "b"`)],
      "2 says ok of put with another text than was to be put",
    ],
    [
      "an unknown function",
      [...PAIR, put(`:type :invoke, :f :delete, :key "k"`)],
      "5 calls delete, which a key-value history doesn't have; it has get, put, append",
    ],
    [
      "functions of two models",
      [...PAIR, put(`:type :invoke, :f :read, :value nil`)],
      "5 calls read, which a key-value history doesn't have; it has get, put, append",
    ],
    [
      "a get without an answer",
      [PAIR[1], `{:process 1, :type :ok, :f :get, :key "k"}`],
      "2 says ok of a get without the text that it read",
    ],
    ["no key", [put(`:type :invoke, :f :get`)], "1 calls get without a key"],
    ["no text to put", [put(`:type :invoke, :f :put, :key "k", :value 3`)], "1 calls put without a text to put"],
    ["no process", [`{:type :invoke, :f :get, :key "k"}`], "1 has no :process number"],
    ["an unknown type", [put(`:type :maybe, :f :get`)], "1 has no :type out of :invoke, :ok, :fail, :info"],
    ["no function", [put(`:type :invoke`)], "1 has no :f, the function that was called"],
    [
      "a set for a value",
      [put(`:type :invoke, :f :put, :key "k", :value #{1}`)],
      "1 has a :value that is neither text, number, nil nor a vector of them",
    ],
    [
      "a number that loses its end",
      [put(`:type :invoke, :f :write, :value 9007199254740993`)],
      "1 has a :value that is neither text, number, nil nor a vector of them",
    ],
    ["a cas without its pair", [put(`:type :invoke, :f :cas, :value 3`)], "1 calls cas without a vector [from to]"],
    ["a write of nothing", [put(`:type :invoke, :f :write`)], "1 calls write without a value"],
    [
      "a read of another key",
      [put(`:type :invoke, :f :read, :value [7 nil]`), put(`:type :ok, :f :read, :value [8 1]`)],
      "2 says ok of read for another key than was asked for",
    ],
    [
      "a cas that was another",
      [put(`:type :invoke, :f :cas, :value [1 2]`), put(`:type :ok, :f :cas, :value [1 3]`)],
      "2 says ok of cas with another value than was asked for",
    ],
    ["a line cut off", [PAIR[0], PAIR[1].slice(0, 30), PAIR[2]], `2 is no whole EDN map: ${PAIR[1].slice(0, 30)}`],
    ["a text without its end", [PAIR[0].slice(0, -2), PAIR[2]], `1 is no whole EDN map: ${PAIR[0].slice(0, -2)}`],
    ["a bracket too many", [`${PAIR[0]}}`, PAIR[2]], `1 is no whole EDN map: ${PAIR[0]}}`],
    ["words after an event", [PAIR[0], `${PAIR[2]} indeed`], `2 is no EDN map: ${PAIR[2]} indeed`],
    ["a vector without its end", [`[${PAIR[0]}`, PAIR[2]], "1 opens a vector of events that doesn't end"],
    [
      "a log line without its columns",
      ["INFO  jepsen.util - 0\t:invoke\t:read\tnil", "INFO  jepsen.util - 0 :ok :read"],
      "2 is no line of client, :type, :f and value: INFO  jepsen.util - 0 :ok :read",
    ],
    ["a log line whose value is cut off", ["0\t:invoke\t:cas\t[1"], "1 has the value [1, which is no EDN"],
    [
      "another kind of file",
      ["<html>"],
      "1 begins no history: neither a trace of the kit (JSON), nor Jepsen's EDN, nor lines of jepsen.util",
    ],
  ])("%s", (_, lines, sentence) => {
    // What follows from a nonsense, such as a return whose invocation couldn't be read, may be told after it.
    expect(problems(lines.join("\n"))[0]).toBe(sentence);
  });

  test("a model that was asked for and isn't there", () => {
    expect(problems(PAIR[0], "register")).toEqual([
      "1 calls append, which a register history doesn't have; it has read, write, cas",
    ]);
  });

  test("each client's first nonsense is told, and others go on", () => {
    expect(problems([PAIR[2], PAIR[2], PAIR[3]].join("\n"))).toEqual([
      "1 says ok for client 0, which has no operation open",
      "3 says ok for client 1, which has no operation open",
    ]);
  });

  test("whatever is cut from or put into a good file, nothing is thrown", () => {
    const text = PAIR.join("\n");
    for (let i = 0; i < text.length; i++) {
      for (const put of ["", "}", "]", '"', "\n", "#", "\\"]) readHistory(text.slice(0, i) + put + text.slice(i + 1));
      readHistory(text.slice(i));
    }
  });
});

test.each([
  ["c01-ok", 58, 1],
  ["c01-bad", 38, 1],
  ["c10-ok", 337, 10],
  ["c10-bad", 405, 10],
])("the sample %s is read whole", (name, operations, clients) => {
  const history = readHistory(readFileSync(join(__dirname, "samples", `${name}.txt`), "utf8"));
  expect(history.problems).toEqual([]);
  expect(history.operations).toHaveLength(operations);
  expect(new Set(history.operations.map(({ client }) => client)).size).toBe(clients);
});
