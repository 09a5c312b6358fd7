import { raftlab } from "../../tester/cli/command";
import { breachesOfFormat } from "../../tester/report/perfetto-rules";

/** Runs of every lab: elections, splits, crashes, snapshots, pauses, clerks. */
const TOKENS = [
  ...["2a/random-faults/1", "2a/paused-leader/2", "2b/random-faults/3", "2b/rejoin-of-partitioned-leader/4"],
  ...["2c/random-faults/5", "2c/half-saved-term/6", "2d/random-faults/7", "2d/install-after-crash/8"],
  ...["3a/persist-partition-unreliable/2", "3b/unreliable-recover/9"],
];

test.each(TOKENS)("%s, exported for Perfetto, keeps the format's rules", async (token) => {
  const { stdout, code } = await raftlab([
    "export",
    token,
    "--impl",
    "solutions-private/reference",
    "--to",
    "perfetto",
  ]);
  expect(code).toBe(0);
  expect(breachesOfFormat(stdout)).toEqual([]);
});
