import { PassThrough } from "node:stream";
import type { WriteStream } from "node:tty";
import { noProgress, progressOn } from "./progress";

/** A terminal of 80 columns that keeps what is written to it. */
function terminal(): { stream: WriteStream; last: () => string } {
  const through = new PassThrough();
  const written: string[] = [];
  through.on("data", (bytes: Buffer) => written.push(bytes.toString()));
  const last = () => written.filter((text) => text.includes(" of ")).at(-1) ?? "";
  return { stream: Object.assign(through, { isTTY: true, columns: 80 }) as unknown as WriteStream, last };
}

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test("what isn't a terminal gets no bar", () => {
  const { stream } = terminal();
  stream.isTTY = false;
  expect(progressOn(stream)).toBe(noProgress);
});

test("a terminal gets a bar, how much is done, and what time is left as soon as that is known", () => {
  const { stream, last } = terminal();
  const progress = progressOn(stream, "lab parts");
  jest.advanceTimersByTime(1_000);
  progress.update(1, 1_806);
  expect(last()).toMatch(/^=* +1 of 1806 lab parts$/);
  jest.advanceTimersByTime(10_000);
  progress.update(11, 1_806);
  jest.advanceTimersByTime(1_000);
  expect(last()).toMatch(/ 11 of 1806 lab parts, about 30 min left$/);
  expect(last().length).toBeLessThan(80);
  progress.clear();
});

test.each([
  [30, "less than a minute left"],
  [5_930, "about 99 min left"],
  [7_300, "about 2 h left"],
])("%d s are told as %s", (seconds, words) => {
  const { stream, last } = terminal();
  const progress = progressOn(stream);
  jest.advanceTimersByTime(1_000);
  progress.update(0, seconds + 1);
  jest.advanceTimersByTime(1_000);
  progress.update(1, seconds + 1);
  jest.advanceTimersByTime(1_000);
  expect(last()).toContain(`, ${words}`);
  progress.clear();
});

test("drawn now and then, however often it is told", () => {
  const { stream, last } = terminal();
  const progress = progressOn(stream);
  jest.advanceTimersByTime(1_000);
  progress.update(1, 9);
  progress.update(2, 9);
  expect(last()).toContain(" 1 of 9 runs");
  progress.clear();
});
