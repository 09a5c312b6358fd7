import fc from "fast-check";
import { canonical } from "./canonical";

test.each([
  ['{"b":1,"a":2}', '{"a":2,"b":1}'],
  ['[{"b":{"d":1,"c":[{"f":1,"e":2}]},"a":0}]', '[{"a":0,"b":{"c":[{"e":2,"f":1}],"d":1}}]'],
  ['{"__proto__":1,"2":0,"10":0}', '{"2":0,"10":0,"__proto__":1}'],
])("%s and %s are equal", (one, other) => {
  expect(canonical(one)).toBe(canonical(other));
});

test.each([
  ["[1,2]", "[2,1]"],
  ['{"a":1}', '{"a":"1"}'],
  ['{"a":null}', "{}"],
  ["[{}]", "[[]]"],
  ["0", "false"],
  ['"{}"', "{}"],
])("%s and %s are not", (one, other) => {
  expect(canonical(one)).not.toBe(canonical(other));
});

test("nothing is lost of a value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.stringify(value);
      expect(JSON.parse(canonical(json))).toEqual(JSON.parse(json));
    }),
    { seed: 1 },
  );
});
