import { parseUsage, usageOf } from "./usage";

test("CPU time and memory are read, whatever the command is called", () => {
  const stat = "7 (a) b (c) R 1 7 7 0 -1 0 0 0 0 0 250 50 0 0 20 0 11 0 100 900000 25600 18446744073709551615";
  expect(parseUsage(stat)).toEqual({ cpuMs: 3_000, residentMb: 100 });
});

test("this very process has used something", () => {
  expect(usageOf(process.pid)!.cpuMs).toBeGreaterThan(0);
});

const onLinux = process.platform === "linux" ? test : test.skip;
onLinux("a process that isn't there has none", () => {
  expect(usageOf(2 ** 22 + 1)).toBeUndefined();
});
