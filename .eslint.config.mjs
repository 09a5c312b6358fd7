import tseslint from "typescript-eslint";

/** Names of our own files that say nothing. */
const EMPTY_NAMES = "^\\.{1,2}/(.*/)?(utils|common|types|helpers)$";

export default tseslint.config(
  {
    ignores: ["node_modules/", ".raftlab/", "solutions-private/hostile/*/", "tester/run/bad-submissions/", "**/*.d.ts"],
  },
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { args: "none", ignoreRestSiblings: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "prefer-const": "error",
      eqeqeq: ["error", "always"],
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: "Every choice comes from the seed: use sim/random.",
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: "Instants are virtual; for real time that reaches no trace use performance.now().",
        },
      ],
      "no-restricted-imports": ["error", { patterns: [{ regex: EMPTY_NAMES }] }],
    },
  },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  {
    // Submissions run where time and dice are the simulator's; the realm's own code makes them so.
    files: ["starter/**", "solutions-private/**", "tester/realm/**"],
    rules: { "no-restricted-syntax": "off" },
  },
);
