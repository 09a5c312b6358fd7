/** Each runaway ends in a sentence that says which server, where and when (see bad-submissions.slow.test.ts). */
import { transcriptOf } from "./golden";
import { RUNAWAYS } from "./runaways";

const TIMEOUT_MS = 120_000;

test.each(RUNAWAYS)(
  "%s: %s",
  async (name) => {
    const { expected, got } = await transcriptOf(name);
    expect(got).toBe(expected);
  },
  TIMEOUT_MS,
);
