import { Disk } from "./disk";

test("a disk holds what was saved last; without a snapshot the one saved before stays", () => {
  const disk = new Disk();
  expect([disk.state, disk.snapshot]).toEqual([undefined, undefined]);
  disk.save("a", undefined);
  expect([disk.state, disk.snapshot]).toEqual(["a", undefined]);
  disk.save("b", "s");
  disk.save("c", undefined);
  expect([disk.state, disk.snapshot]).toEqual(["c", "s"]);
  disk.save("", "");
  expect([disk.state, disk.snapshot]).toEqual(["", ""]);
});
