/** Is the tester in order on this machine? Quick, and all of the kit's own tests that a handout has. */
import { Folders, toyRaft } from "./run/toy";
import { raftlab } from "./cli/command";

const folders = new Folders();
const impl = folders.add(toyRaft(`console.log("I am", me, Math.random());`));
afterAll(() => folders.remove());

test("the command starts, and knows the labs", async () => {
  const { stdout, code } = await raftlab(["list"]);
  expect(code).toBe(0);
  for (const lab of ["2a", "2b", "2c", "2d", "3a", "3b"]) expect(stdout).toContain(`\n${lab}/`);
});

test("a run is judged, and twice the same", async () => {
  const replay = async () => {
    const printed = await raftlab(["replay", "2a/initial-election/7", "--impl", impl, "--log"]);
    return { ...printed, stdout: printed.stdout.replace(/ in \d+\.\d s/g, "") };
  };
  const first = await replay();
  // It elects nobody: a toy.
  expect(first).toMatchObject({ code: 1, stderr: "" });
  expect(first.stdout).toMatch(/\ntrace {7}[0-9a-f]{64}\n/);
  expect(await replay()).toEqual(first);
});
