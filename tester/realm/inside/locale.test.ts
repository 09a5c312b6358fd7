import { worthInChild } from "../child-realm";

test.each([
  ["(1234567.5).toLocaleString()", "1,234,567.5"],
  ["1234567n.toLocaleString()", "1,234,567"],
  ["(1234.5).toLocaleString('de-DE')", "1.234,5"],
  ["[1234.5, 1000].toLocaleString()", "1,234.5,1,000"],
  ["'I'.toLocaleLowerCase()", "i"],
  ["['b', 'a', 'B', 'ä'].sort((x, y) => x.localeCompare(y))", ["a", "ä", "b", "B"]],
  ["['ı', 'i', 'h'].sort((x, y) => x.localeCompare(y))", ["h", "i", "ı"]],
  ["new Date(0).toLocaleDateString()", "1/1/1970"],
  ["'a'.localeCompare.name", "localeCompare"],
])("%s is en-US, whatever the host's locale", async (expression, expected) => {
  expect(await worthInChild(expression, { LC_ALL: "tr_TR.UTF-8" })).toEqual(expected);
});
