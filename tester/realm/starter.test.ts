import { join } from "node:path";
import { compile } from "./compile";
import { kitRoot } from "./kit-root";
import { LoneServer, throwsIn } from "./lone-server";
import { findTypeErrors } from "./type-errors";

const starter = join(kitRoot(), "starter");

test.each(["raft", "kv"] as const)("the starter has no type error (%s)", (role) => {
  expect(findTypeErrors(starter, role, kitRoot())).toEqual({ diagnostics: [], contract: [] });
});

test.each(["raft", "kv"] as const)("its first failure is a gap of lab 2a (%s)", async (role) => {
  const compiled = await compile(starter, role);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const effects = await new LoneServer(compiled.program).boot({ role });
  expect(throwsIn(effects)).toMatchObject([{ how: "todo", todo: { lab: "2a" } }]);
  expect(effects).toHaveLength(1);
});
