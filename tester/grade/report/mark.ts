/** What became of one test of one submission, as a letter in data, and a sign and a word for people. */
export const MARKS = {
  p: { sign: "✓", word: "passed" },
  f: { sign: "✕", word: "failed" },
  u: { sign: "?", word: "unknown" },
  s: { sign: "–", word: "not started" },
  n: { sign: "·", word: "not run" },
  r: { sign: "/", word: "rejected" },
  x: { sign: "!", word: "fault" },
} as const;

export type Mark = keyof typeof MARKS;
