/** What of the kit goes into a handout. Data for contents.ts; docs/decisions says why. */

/** Files and folders that are taken as they are, with all that is in them. */
export const TAKEN = [
  ...["starter/raft.ts", "starter/server.ts", "starter/client.ts", "starter/tsconfig.json"],
  ...["labs", "docs/students"],
  ...["package-lock.json", "LICENSE", ".gitattributes", ".gitignore", ".npmrc", ".nvmrc", ".prettierrc"],
  ".vscode/launch.json",
] as const;

/**
 * Of tester/, what students' commands are built from: the build's entries, and all that these import. Left out of the
 * entries are instructors' commands and pages, and the bench; so no test, toy or part of the grader comes along.
 */
export const ENTRIES_LEFT_OUT = ["instructors", "bench", "class-page", "student-page"] as const;

/** Of tester/ besides: what is read when a submission is checked, and the handout's own test. */
export const READ_LATER = [
  "tester/report/page.css",
  "tester/realm/globals.d.ts",
  "tester/realm/demanded.ts",
  "tester/jest.config.json",
  "tester/smoke.test.ts",
] as const;

/** What package.json says of itself. */
export const DESCRIPTION = "The labs in which you build Raft, with a tester that runs it in virtual time";

/** Scripts of package.json that stay; all others are for those who change the kit. */
export const SCRIPTS = /^(build(:.*)?|prepare|jest:.*|(pre)?test-.*|watch-.*|replay|submit-check)$/;

/** And those that a handout has in place of the kit's own. */
export const OWN_SCRIPTS = {
  types: "tsc --noEmit -p starter",
  precheck: "npm run --silent build",
  check: "npm run --silent types && npm run --silent jest:kit -- tester/smoke",
} as const;

/** The line of the Makefile that stands for the kit's own targets, and what a handout has in its place. */
export const KIT_TARGETS = "include tester/kit.mk\n";
export const OWN_TARGETS = `.PHONY: check

check: build ## is all in order here? the types of starter, and one run of the tester
	@node $(BIN)/typescript/bin/tsc --noEmit -p starter
	@$(JEST) --config tester/jest.config.json --watchman=false tester/smoke
`;

/** The gaps that a starter must have: one without them is somebody's solution. */
export const GAPS: Readonly<Record<string, readonly string[]>> = {
  "starter/raft.ts": ["2a", "2b", "2c", "2d"],
  "starter/server.ts": ["3a", "3b"],
  "starter/client.ts": ["3a"],
};
