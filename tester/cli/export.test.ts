import { exportRun, type ExportOptions } from "./export";

const TOKEN = "2a/initial-election/1";

/** What is asked for wrongly, and the one sentence that comes back, before anything runs. */
const BAD: [token: string, options: Omit<ExportOptions, "impl">, sentence: RegExp][] = [
  [TOKEN, {}, /^Say what to export to: --to perfetto, --to jsonl or --to log\.$/],
  [TOKEN, { to: "pdf" }, /^"pdf" is no format to export to: --to perfetto, --to jsonl or --to log\.$/],
  [TOKEN, { to: "log", topics: "vote,tmer" }, /^There is no topic "tmer"; did you mean timer\?/],
  [TOKEN, { to: "jsonl", topics: "vote" }, /^Topics are those of a log: --topics and --ignore go with --to log\.$/],
  [TOKEN, { to: "log", topics: "vote", ignore: "vote" }, /^No topic is left to show: ignore fewer\.$/],
  ["2a/no-such-test/1", { to: "log" }, /no-such-test/],
  ["nonsense", { to: "log" }, /nonsense/],
];

test.each(BAD)("%s with %j is refused in a sentence", async (token, options, sentence) => {
  await expect(exportRun(token, { ...options, impl: "starter" })).rejects.toThrow(
    expect.objectContaining({ name: "UsageError", message: expect.stringMatching(sentence) as string }) as Error,
  );
});
