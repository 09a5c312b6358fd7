import fc from "fast-check";
import { parseToken, tokenOf } from "./token";

test("a token is read back as it was written", () => {
  const name = fc.stringMatching(/^[a-z0-9-]+$/);
  const edits = fc.stringMatching(/^[a-z0-9.,-]*$/);
  const run = fc.record({ lab: name, scenario: name, seed: fc.nat(), edits });
  fc.assert(fc.property(run, (each) => expect(parseToken(tokenOf(each))).toEqual(each)));
});

test.each([
  "",
  "2a",
  "2a/initial-election",
  "2a/initial-election/x",
  "2a/initial-election/-1",
  "2A/x/1",
  "2a/x/1/2",
  "2a/x/1+",
])("%p is no token", (text) => expect(parseToken(text)).toBeUndefined());
