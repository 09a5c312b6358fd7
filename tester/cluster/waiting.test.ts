import { turn } from "../realm/turn";
import { Simulator } from "../sim/simulator";
import { Waiting } from "./waiting";

/** Plays a story beside events that happen every 10 µs, after each of which the conditions are looked at. */
async function play(story: (waiting: Waiting, sim: Simulator) => Promise<void>): Promise<void> {
  const sim = new Simulator();
  const waiting = new Waiting(sim);
  let told: Promise<void> | undefined;
  sim.at(0, () => {
    told = story(waiting, sim);
    return turn();
  });
  for (let atUs = 10; atUs <= 200; atUs += 10) sim.at(atUs, () => waiting.look());
  await sim.run();
  await told;
}

test("a condition that holds is met at once", async () => {
  await play(async (waiting, sim) => {
    expect(await waiting.until(() => true, 0)).toBe(true);
    expect(sim.nowUs).toBe(0);
  });
});

test("a condition is met at the first event after which it holds, and the story goes on before the next", async () => {
  await play(async (waiting, sim) => {
    expect(await waiting.until(() => sim.nowUs >= 35, 1_000)).toBe(true);
    expect(sim.nowUs).toBe(40);
  });
});

test("a condition that isn't met in time is given up at that instant", async () => {
  await play(async (waiting, sim) => {
    expect(await waiting.until(() => false, 77)).toBe(false);
    expect(sim.nowUs).toBe(77);
    await waiting.sleep(5);
    expect(sim.nowUs).toBe(82);
  });
});

test("an old limit doesn't end a later wait", async () => {
  await play(async (waiting, sim) => {
    await waiting.until(() => sim.nowUs >= 10, 50);
    expect(await waiting.until(() => sim.nowUs >= 100, 500)).toBe(true);
    expect(sim.nowUs).toBe(100);
  });
});

test("several wait side by side", async () => {
  await play(async (waiting, sim) => {
    const order: string[] = [];
    const wait = (name: string, atUs: number): Promise<void> =>
      waiting.until(() => sim.nowUs >= atUs, 1_000).then(() => void order.push(`${name} ${sim.nowUs}`));
    await Promise.all([
      wait("b", 50),
      wait("a", 20),
      waiting.sleep(33).then(() => void order.push(`slept ${sim.nowUs}`)),
    ]);
    expect(order).toEqual(["a 20", "slept 33", "b 50"]);
  });
});
