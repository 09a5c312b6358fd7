/** The failures that stand in docs/students/reading-a-failure.md: their runs, played again. */
import { diagnosisOf } from "../../tester/report/diagnosed";
import { failureText } from "../../tester/report/failure";
import { paintFor } from "../../tester/report/paint";
import { fileNameOf } from "../../tester/report/timeline/files";
import type { RunReply } from "../../tester/run/message";
import { rulesOf } from "../../tester/run/rules";
import { Servant } from "../../tester/run/servant";
import { parseToken } from "../../tester/run/token";
import { allMutants } from "../bank/bank";
import { buildProgram } from "../bank/build";
import type { Failure } from "./failures";

/** What a student's own folder is called. */
export const IMPL = "starter";

/**
 * Plays a failure's run.
 * @throws Error when the program isn't in the bank, or the run doesn't fail by a law
 */
export async function play({ mutant: name, token }: Failure): Promise<RunReply> {
  const mutant = allMutants.find((each) => each.name === name);
  const run = parseToken(token);
  if (mutant === undefined || run === undefined) throw new Error(`There is no ${name}, or no run ${token}.`);
  const program = await buildProgram(mutant, rulesOf(run.lab).role);
  const servant = new Servant(program, "plain");
  const ending = await servant.run({ ...run, trace: "always", inspects: true }).finally(() => servant.stop());
  if (ending.kind === "reply" && ending.reply.outcome.verdict === "fail") return ending.reply;
  throw new Error(`${name} doesn't fail ${token} any more: choose another run, in failures.ts.`);
}

/** The message as a terminal shows it to whom the program is theirs. */
export function messageOf({ outcome, trace }: RunReply): string {
  const diagnosis = diagnosisOf({ shown: outcome, trace });
  const timeline = `.raftlab/failures/${fileNameOf(outcome.token)}.html`;
  return failureText(outcome, { impl: IMPL, paint: paintFor(false), diagnosis, timeline }).slice(1);
}
