import { worthOf } from "../lone-server";

test.each([
  "(() => { const a = { x: [1, { y: null }], u: undefined }; const b = structuredClone(a); return b !== a && b.x !== a.x && 'u' in b && JSON.stringify(b) === JSON.stringify(a); })()",
  "(() => { const a = {}; a.self = a; const b = structuredClone(a); return b.self === b; })()",
  "structuredClone(new Map([[{ k: 1 }, new Set([2])]])).size === 1",
  "structuredClone(new Date(5)).getTime() === 5",
  "structuredClone(/a/gi).flags === 'gi'",
  "structuredClone(new Uint16Array([1, 2, 3]).subarray(1))[1] === 3",
  "(() => { const a = new Uint8Array(2); const [b, c] = structuredClone([a, a]); b[0] = 7; return c[0] === 7 && a[0] === 0; })()",
  "structuredClone(new DataView(new ArrayBuffer(8), 2)).byteLength === 6",
  "structuredClone(new RangeError('r')) instanceof RangeError",
  "structuredClone([1, , 3]).length === 3 && !(1 in structuredClone([1, , 3]))",
  "Object.getPrototypeOf(structuredClone(new (class A { x = 1; })())) === Object.prototype",
  "structuredClone(1n) === 1n",
])("%s", async (expression) => {
  expect(await worthOf(expression)).toBe(true);
});

test.each(["() => 1", "{ f() {} }", "Symbol('s')", "Promise.resolve()", "new WeakMap()"])(
  "structuredClone(%s) is a DataCloneError",
  async (value) => {
    const code = `(() => { try { structuredClone(${value}); } catch (error) { return error.name; } })()`;
    expect(await worthOf(code)).toBe("DataCloneError");
  },
);
