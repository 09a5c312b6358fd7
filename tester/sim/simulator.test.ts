import { Simulator } from "./simulator";

/** A simulator, and a function that makes actions which note their name and instant. */
function noted(): { sim: Simulator; done: string[]; note: (name: string) => () => void } {
  const sim = new Simulator();
  const done: string[] = [];
  return { sim, done, note: (name) => () => void done.push(`${name} ${sim.nowUs}`) };
}

test("the clock jumps from event to event, ties in the order of scheduling", async () => {
  const { sim, done, note } = noted();
  sim.at(30, note("d"));
  sim.at(10, note("a"));
  sim.at(20, note("b"));
  sim.at(20, note("c"));
  await sim.run();
  expect(done).toEqual(["a 10", "b 20", "c 20", "d 30"]);
});

test("what an event schedules for its own instant comes after what was scheduled for it before", async () => {
  const { sim, done, note } = noted();
  sim.at(5, () => void sim.after(0, note("new")));
  sim.at(5, note("old"));
  await sim.run();
  expect(done).toEqual(["old 5", "new 5"]);
});

test("what is cancelled doesn't happen, and doesn't move the clock", async () => {
  const { sim, done, note } = noted();
  const late = sim.at(99, note("late"));
  sim.at(1, () => sim.cancel(late));
  await sim.run();
  expect(done).toEqual([]);
  expect(sim.nowUs).toBe(1);
  sim.cancel(late);
});

test.each([-1, 4, 4.5, NaN, Infinity, 2 ** 60])("an instant of %p is refused at 5 µs", async (atUs) => {
  const sim = new Simulator();
  sim.at(5, () => undefined);
  await sim.run();
  expect(() => sim.at(atUs, () => undefined)).toThrow(`an event can't be scheduled at ${atUs} µs: now is 5 µs`);
});

test("an action that returns a promise ends before the next begins", async () => {
  const { sim, done, note } = noted();
  sim.at(1, async () => {
    note("begins")();
    await new Promise((resolve) => setImmediate(resolve));
    note("ends")();
  });
  sim.at(1, note("next"));
  await sim.run();
  expect(done).toEqual(["begins 1", "ends 1", "next 1"]);
});

test("stop ends the run before the next event, and an action's error ends it too", async () => {
  const { sim, done, note } = noted();
  sim.at(1, () => sim.stop());
  sim.at(1, note("never"));
  await sim.run();
  expect(done).toEqual([]);

  const broken = new Simulator();
  broken.at(1, () => Promise.reject(new Error("own bug")));
  await expect(broken.run()).rejects.toThrow("own bug");
});
