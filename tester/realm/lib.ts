/**
 * The language as a submission may use it: TypeScript's declarations of ES2022 and what Node 20 has beyond, file by file.
 *
 * Left out are those of what a realm lacks: shared memory and Atomics, weak references, `Intl` (but for the little that
 * ES5's file itself declares). starter/tsconfig.json repeats this list for editors; a test compares them.
 */
export const LIB = [
  "ES5",
  "ES2015",
  "ES2016.Array.Include",
  "ES2017.Object",
  "ES2017.String",
  "ES2017.TypedArrays",
  "ES2018.AsyncGenerator",
  "ES2018.AsyncIterable",
  "ES2018.Promise",
  "ES2018.RegExp",
  "ES2019.Array",
  "ES2019.Object",
  "ES2019.String",
  "ES2019.Symbol",
  "ES2020.BigInt",
  "ES2020.Promise",
  "ES2020.String",
  "ES2020.Symbol.WellKnown",
  "ES2021.Promise",
  "ES2021.String",
  "ES2022.Array",
  "ES2022.Error",
  "ES2022.Object",
  "ES2022.RegExp",
  "ES2022.String",
  "ES2023.Array",
  "ES2023.Collection",
];

/** The files' names, as TypeScript's own options want them. */
export const LIB_FILES = LIB.map((name) => `lib.${name.toLowerCase()}.d.ts`);
