import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { allMutants } from "../bank/bank";
import { FAILURES } from "./failures";
import { PAGE, pictureFile, readingPage } from "./page";
import { PICTURE, sizeOf } from "./picture";
import { messageOf, play } from "./play";

const BYTES_MAX = 120_000;
const text = readFileSync(join(kitRoot(), PAGE), "utf8");
const fileOf = (picture: string) => join(kitRoot(), dirname(PAGE), picture);

test("the page is what `make reading` writes", async () => {
  const messages: string[] = [];
  for (const failure of FAILURES) messages.push(messageOf(await play(failure)));
  expect(text).toBe(readingPage(messages));
}, 120_000);

test("ten failures of ten different programs, planted rules and names, of every lab", () => {
  const planted = FAILURES.map(({ mutant }) => allMutants.find(({ name }) => name === mutant)!.rule);
  for (const all of [FAILURES.map(({ mutant }) => mutant), FAILURES.map(({ name }) => name), planted]) {
    expect(new Set(all).size).toBe(10);
  }
  expect([...new Set(FAILURES.map(({ token }) => token.slice(0, 2)))]).toEqual(["2a", "2b", "2c", "2d", "3a", "3b"]);
});

test.each(FAILURES)("$name has its picture, of the right size", (failure) => {
  const file = fileOf(pictureFile(failure));
  expect(existsSync(file)).toBe(true);
  expect(sizeOf(file)).toEqual(PICTURE);
  expect(statSync(file).size).toBeLessThanOrEqual(BYTES_MAX);
  expect(text).toContain(`](${pictureFile(failure)})`);
});

test("no picture lies there that the page doesn't show", () => {
  const folder = dirname(fileOf(pictureFile(FAILURES[0])));
  expect(readdirSync(folder).sort()).toEqual(FAILURES.map(({ name }) => `${name}.png`).sort());
});

/** Lines of a program's change that are long enough to be its own. */
const TELLING = 20;

test("neither a program's name, nor its sin, nor a line of code stands in the page", () => {
  for (const { name, sin } of allMutants) {
    expect(text).not.toContain(name);
    expect(text).not.toContain(sin);
  }
  const sources = ["raft.ts", "server.ts", "client.ts"].map((file) =>
    readFileSync(join(kitRoot(), "solutions-private", "reference", file), "utf8"),
  );
  const lines = sources.flatMap((source) => source.split("\n").map((line) => line.trim()));
  const found = lines.filter((line) => line.length >= TELLING && text.includes(line));
  expect(found).toEqual([]);
});
