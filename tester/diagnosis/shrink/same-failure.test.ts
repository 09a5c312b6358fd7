import type { RunReply } from "../../run/message";
import { isSameFailure } from "./same-failure";

const failing = (law: string, ...frames: string[]): RunReply => ({
  outcome: { verdict: "fail", violation: { law, frames } } as unknown as RunReply["outcome"],
});

test("the same law, and the same place where there is one", () => {
  expect(isSameFailure(failing("calm"), failing("calm"))).toBe(true);
  expect(isSameFailure(failing("calm"), failing("leader"))).toBe(false);
  expect(isSameFailure(failing("submission", "at a (raft.ts:1:1)"), failing("submission", "at b (raft.ts:2:1)"))).toBe(
    false,
  );
  const passing = { outcome: { verdict: "pass" } } as unknown as RunReply;
  expect(isSameFailure(failing("calm"), passing)).toBe(false);
});
