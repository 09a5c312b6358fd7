/** The whole zoo in one class, and what it costs the others. */
import { readFileSync } from "node:fs";
import { RUN_CPU_LIMIT_MS } from "../../tester/run/limits";
import { GradedClass, NEIGHBOURS, SANDBOX } from "./graded-class";
import { beasts, folderOf, type Beast } from "./zoo";

jest.setTimeout(3_600_000);

const FEW = ["--labs", "2a/lone-server", "--seeds", "3"];

const classes: GradedClass[] = [];
afterAll(() => classes.forEach((each) => each.remove()));

function classWith(guests: readonly Beast[]): GradedClass {
  const made = new GradedClass();
  classes.push(made);
  made.addNeighbours();
  for (const beast of guests) made.add(beast.name, folderOf(beast));
  return made;
}

test("with every beast among them, a class has the grades that it has without", async () => {
  const zoo = beasts("rejected", "slow-rejected", "fails", "slow");
  const all = classWith(zoo);
  const calm = classWith([]);
  expect((await calm.grade("grades", ...FEW, "--sandbox", SANDBOX)).code).toBe(0);
  const surroundings = all.surroundings();
  const { code, stdout } = await all.grade("grades", ...FEW, "--sandbox", SANDBOX, "--verify", "8");
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining("8 submissions graded once more: 0 results differ."),
  });
  const grades = all.grades("grades");
  expect(NEIGHBOURS.map((name) => grades.get(name))).toEqual(NEIGHBOURS.map((name) => calm.grades("grades").get(name)));
  expect(all.rows("grades", NEIGHBOURS)).toEqual(calm.rows("grades", NEIGHBOURS));
  const earned = zoo.filter(({ name }) => grades.get(name)!.labs.some((lab) => lab.earned > 0));
  expect(earned).toEqual([]);
  expect(all.units("grades")).toHaveLength(zoo.length + NEIGHBOURS.length);
  expect(all.surroundings()).toBe(surroundings);
  expect(all.journal("grades")).not.toContain("ESCAPED");
  expect(all.beside()).toEqual(["class", "grades", "home", "tmp"]);
});

/** What one more submission costs that does nothing wrong: its gate and its children. With room for a busy machine. */
const ORDINARY_MS = 10_000;
/** A run that takes too much is repeated once. */
const ATTEMPTS = 2;

test("runaways take of the machine what their own limits grant them, and no more", async () => {
  const runaways = beasts("slow");
  expect(runaways.length).toBeGreaterThanOrEqual(5);
  // Not strict: of a process that bubblewrap starts and the kernel ends, nobody is told the time.
  const alone = ["--sandbox", "process", "--jobs", "1"];
  const without = await cpuMsOf(() => classWith([]).grade("grades", ...FEW, ...alone));
  const all = classWith(runaways);
  const withThem = await cpuMsOf(() => all.grade("grades", ...FEW, ...alone));
  process.stdout.write(`CPU: ${without} ms without ${runaways.length} runaways, ${withThem} ms with them\n`);
  expect(withThem - without).toBeLessThan(runaways.length * (ATTEMPTS * RUN_CPU_LIMIT_MS + ORDINARY_MS));
  // The figure means something: the watch of CPU time is what ended some of them.
  expect(withThem - without).toBeGreaterThan(ATTEMPTS * RUN_CPU_LIMIT_MS);
  const costs = new Map(all.units("grades").map(({ submission, cost }) => [submission, cost.cpuMs]));
  expect(Math.max(...NEIGHBOURS.map((name) => costs.get(name)!))).toBeLessThan(RUN_CPU_LIMIT_MS);
});

/** CPU time of all processes that `work` starts and waits for, and that these do, ms (Linux). */
async function cpuMsOf(work: () => Promise<{ code: number | null }>): Promise<number> {
  const before = childrenCpuMs();
  expect((await work()).code).toBe(0);
  return childrenCpuMs() - before;
}

/** Ticks of 10 ms: the 16th and 17th field of what the kernel says of this process, of which the 2nd may have spaces. */
function childrenCpuMs(): number {
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
