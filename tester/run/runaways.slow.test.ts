/** Each runaway ends in a sentence that says which server, where and when (see bad-submissions.slow.test.ts). */
import { transcriptOf } from "./golden";
import { RUNAWAYS } from "./runaways";

const TIMEOUT_MS = 120_000;

/** Where in its line a loop was seen is chance. */
function withoutColumns(text: string): string {
  return text.replace(/(\.ts:\d+):\d+/g, "$1:_");
}

test.each(RUNAWAYS)(
  "%s: %s",
  async (name) => {
    const { expected, got } = await transcriptOf(name);
    expect(withoutColumns(got)).toBe(withoutColumns(expected));
  },
  TIMEOUT_MS,
);
