import { effectsInChild } from "../child-realm";
import { throwsIn, serverWith, worthOf } from "../lone-server";

/** INTERFACE.md, «Globals». */
const PRESENT = [
  ...["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate"],
  ...["queueMicrotask", "Date", "performance", "crypto", "console", "structuredClone", "TextEncoder", "TextDecoder"],
  ...["Map", "Set", "Promise", "Proxy", "BigInt", "Uint8Array", "JSON", "Math", "Reflect", "Symbol"],
];

const ABSENT = [
  ...[
    "process",
    "globalThis.require",
    "module",
    "exports",
    "global",
    "Buffer",
    "fetch",
    "WebAssembly",
    "SharedArrayBuffer",
  ],
  ...["Atomics", "WeakRef", "FinalizationRegistry", "Intl", "eval", "URL", "AbortController", "self", "window"],
  ...["__dirname", "import.meta.url", "Temporal"],
];

test.each(PRESENT)("%s is there", async (name) => {
  expect(await worthOf(`typeof ${name}`)).not.toBe("undefined");
});

test.each(ABSENT)("%s is not there", async (name) => {
  expect(await worthOf(`typeof ${name}`)).toBe("undefined");
});

test("the global object holds nothing beyond the language and these", async () => {
  const bare = [
    ...["Object", "Function", "Array", "Number", "parseFloat", "parseInt", "Infinity", "NaN", "undefined", "Boolean"],
    ...["String", "Symbol", "Date", "Promise", "RegExp", "Error", "AggregateError", "EvalError", "RangeError"],
    ...["ReferenceError", "SyntaxError", "TypeError", "URIError", "globalThis", "JSON", "Math", "ArrayBuffer"],
    ...["Uint8Array", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "Float32Array"],
    ...["Float64Array", "Uint8ClampedArray", "BigUint64Array", "BigInt64Array", "DataView", "Map", "BigInt", "Set"],
    ...["WeakMap", "WeakSet", "Proxy", "Reflect", "decodeURI", "decodeURIComponent", "encodeURI"],
    ...["encodeURIComponent", "escape", "unescape", "isFinite", "isNaN"],
    // Later Node majors bring these built-ins of the language.
    ...["Iterator", "Float16Array", "SuppressedError", "DisposableStack", "AsyncDisposableStack"],
  ];
  const names = (await worthOf("Reflect.ownKeys(globalThis).map(String)")) as string[];
  expect(names.filter((name) => !bare.includes(name) && !PRESENT.includes(name))).toEqual([]);
});

test.each(["new Function('return 1')()", "Reflect.construct((async () => {}).constructor, ['1'])", "setTimeout('1')"])(
  "no code from text: %s",
  async (code) => {
    const server = await serverWith(`requestVote() { return ${code}; }`);
    expect(throwsIn(await server.request("Raft.requestVote"))[0]?.text).toMatch(/^(EvalError|TypeError): /);
  },
);

test("nothing of the host's can be reached from what is there", async () => {
  // A host's function would have the host's Function as its constructor, in which code from text is allowed.
  const code = `(() => {
    const seen = new Set(), foreign = [];
    const look = (value, path) => {
      if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
      seen.add(value);
      const chain = [];
      for (let at = value; at !== null; at = Object.getPrototypeOf(at)) chain.push(at);
      if (chain.at(-1) !== Object.prototype && chain.length > 1) foreign.push(path);
      for (const key of Reflect.ownKeys(value)) {
        const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key);
        for (const each of [inner, get, set]) look(each, path + "." + String(key));
      }
      look(Object.getPrototypeOf(value), path + ".__proto__");
    };
    look(globalThis, "globalThis"); look(this, "this"); look(this.peers[0].call("Raft.x", 1), "call");
    try { null.x } catch (error) { look(error, "error"); }
    try { this.persister.save(1) } catch (error) { look(error, "misuse"); }
    return [seen.size > 500, foreign];
  })()`;
  const [, [, ...effects]] = (await effectsInChild(`requestVote() { return ${code}; }`, [
    ["request", 1, "Raft.requestVote", "null"],
  ])) as [unknown, string[][]];
  expect(effects.find(([kind]) => kind === "answer")).toEqual(["answer", "1", "[true,[]]"]);
});
