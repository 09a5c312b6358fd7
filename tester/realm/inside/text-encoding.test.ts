import fc from "fast-check";
import { worthOf } from "../lone-server";

test("UTF-8 agrees with Node's, lone surrogates and broken bytes included", async () => {
  const texts = fc.sample(fc.string({ unit: "binary", maxLength: 20 }), { numRuns: 200, seed: 1 });
  texts.push("\ud800", "a\udc00b", "\ud83d\ude00", "\ufeffx", "");
  const bytes = fc.sample(fc.uint8Array({ maxLength: 12 }), { numRuns: 400, seed: 2 }).map((each) => [...each]);
  bytes.push(
    [0xe2, 0x82],
    [0xf0, 0x9f, 0x98],
    [0xed, 0xa0, 0x80],
    [0xc0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xef, 0xbb, 0xbf, 0x61],
  );
  const code = `[
    ${JSON.stringify(texts)}.map((text) => [...new TextEncoder().encode(text)]),
    ${JSON.stringify(bytes)}.map((each) => new TextDecoder().decode(new Uint8Array(each))),
  ]`;
  expect(await worthOf(code)).toEqual([
    texts.map((text) => [...new TextEncoder().encode(text)]),
    bytes.map((each) => new TextDecoder().decode(new Uint8Array(each))),
  ]);
});

test.each([
  [
    "(() => { const into = new Uint8Array(4); return [new TextEncoder().encodeInto('a€€', into), [...into]]; })()",
    [{ read: 2, written: 4 }, [97, 226, 130, 172]],
  ],
  ["new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf])).length", 1],
  [
    "(() => { try { new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])); } catch (e) { return e.name; } })()",
    "TypeError",
  ],
  ["(() => { try { new TextDecoder('latin1'); } catch (e) { return e.name; } })()", "RangeError"],
  ["new TextEncoder().encoding + new TextDecoder().encoding", "utf-8utf-8"],
])("%s", async (expression, expected) => {
  expect(await worthOf(expression)).toEqual(expected);
});
