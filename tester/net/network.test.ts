import { Simulator } from "../sim/simulator";
import type { Happening, LossReason } from "../trace/event";
import { Edits } from "../trace/edits";
import type { Message } from "./message";
import { Network } from "./network";
import { reliable, type NetworkProfile } from "./profile";

/** A network whose receiver only notes what it hears: `atUs text` for an arrival. */
class Wire {
  readonly sim = new Simulator();
  readonly arrived: string[] = [];
  readonly atUs: number[] = [];
  readonly lost: LossReason[] = [];
  readonly recorded: Happening[] = [];
  readonly network: Network;

  constructor(profile: NetworkProfile = reliable, edits = "") {
    const receiver = {
      arrive: ({ text, copy }: Message): void => {
        this.arrived.push(copy === 0 ? text : `${text} copy ${copy}`);
        this.atUs.push(this.sim.nowUs);
      },
      held: () => undefined,
      lose: (_: Message, why: LossReason): void => void this.lost.push(why),
    };
    const record = (happening: Happening): void => void this.recorded.push(happening);
    this.network = new Network(this.sim, record, receiver, 1, profile, 6_999_000, new Edits(edits));
  }

  send(text: string, from = 0, to = 1, part: "request" | "reply" = "request"): void {
    this.network.send(part, from, to, 1, "Raft.x", text);
  }
}

const exact = (delayUs: number): NetworkProfile => ({ ...reliable, minUs: delayUs, maxUs: delayUs });

test("a message arrives after 500–2,000 µs", async () => {
  const wire = new Wire();
  for (let i = 0; i < 200; i++) wire.send(`${i}`);
  await wire.sim.run();
  expect(wire.arrived).toHaveLength(200);
  expect(Math.min(...wire.atUs)).toBeGreaterThanOrEqual(500);
  expect(Math.max(...wire.atUs)).toBeLessThanOrEqual(2_000);
});

test("links are judged at the instant of delivery", async () => {
  const wire = new Wire(exact(1_000));
  wire.network.links.disconnect(1);
  wire.send("reconnected in time");
  wire.sim.at(999, () => wire.network.links.reconnect(1));
  wire.sim.at(1_001, () => wire.send("cut on its way"));
  wire.sim.at(1_500, () => wire.network.links.cut(0, 1));
  await wire.sim.run();
  expect(wire.arrived).toEqual(["reconnected in time"]);
  expect(wire.lost).toEqual(["cut"]);
});

test("loss is the dice's, at the drawn instant; the loopback is spared", async () => {
  const wire = new Wire({ ...exact(700), losePpm: 1_000_000, duplicatePpm: 1_000_000, duplicateWithinUs: 9 });
  wire.send("gone");
  wire.send("own", 2, 2);
  wire.network.links.disconnect(2);
  await wire.sim.run();
  expect(wire.lost).toEqual(["lost"]);
  expect(wire.arrived).toEqual(["own"]);
});

test("requests are duplicated, replies never", async () => {
  const wire = new Wire({ ...exact(700), duplicatePpm: 1_000_000, duplicateWithinUs: 9 });
  wire.send("question");
  wire.send("answer", 1, 0, "reply");
  await wire.sim.run();
  expect(wire.arrived.sort()).toEqual(["answer", "question", "question copy 1"]);
});

test("messages of one link don't change those of another", async () => {
  const instant = async (others: number): Promise<number> => {
    const wire = new Wire();
    for (let i = 0; i < others; i++) wire.send("other", 1, 2);
    wire.send("it");
    await wire.sim.run();
    return wire.atUs[wire.arrived.indexOf("it")];
  };
  expect(await instant(5)).toBe(await instant(0));
});

test("a hold catches at arrival what matches, and release lets it go in a burst, in order of arrival", async () => {
  const wire = new Wire(exact(1_000));
  const hold = wire.network.hold({ to: 1 });
  wire.send("a");
  wire.sim.at(10, () => wire.send("b"));
  wire.sim.at(20, () => wire.send("c", 0, 2));
  wire.sim.at(5_000, () => {
    expect(hold.caught.map(({ text }) => text)).toEqual(["a", "b"]);
    wire.network.release(hold);
    expect(hold.caught).toEqual([]);
    wire.sim.after(2, () => wire.send("after"));
  });
  await wire.sim.run();
  expect(wire.arrived).toEqual(["c", "a", "b", "after"]);
  expect(wire.atUs).toEqual([1_020, 6_000, 6_001, 6_002]);
  expect(wire.recorded.map(({ kind }) => kind)).toEqual(["held", "held"]);
});

test("a release may have another order, and leave messages out; links are judged again", async () => {
  const wire = new Wire(exact(1_000));
  const hold = wire.network.hold({});
  for (const text of ["a", "b", "c"]) wire.send(text);
  wire.send("d", 0, 2);
  wire.sim.at(2_000, () => {
    wire.network.links.disconnect(2);
    wire.network.release(hold, ([a, , c, d]) => [d, c, a]);
  });
  await wire.sim.run();
  expect(wire.arrived).toEqual(["c", "a"]);
  expect(wire.lost).toEqual(["cut"]);
});

test("the loopback isn't held: it is lossless, and no part of the network", async () => {
  const wire = new Wire();
  wire.network.hold({});
  wire.send("own", 1, 1);
  await wire.sim.run();
  expect(wire.arrived).toEqual(["own"]);
});

test("a capture sees what is sent, also what gets lost, until it ends; repeat delivers it again", async () => {
  const wire = new Wire({ ...exact(1_000), losePpm: 1_000_000 });
  const capture = wire.network.capture({ from: 0 });
  wire.send("a");
  wire.send("b", 1, 0);
  wire.network.endCapture(capture);
  wire.send("c");
  expect(capture.seen.map(({ text }) => text)).toEqual(["a"]);
  wire.sim.at(5_000, () => {
    wire.network.repeat(capture.seen[0]);
    wire.network.repeat(capture.seen[0]);
  });
  await wire.sim.run();
  expect(wire.arrived).toEqual(["a copy 1", "a copy 2"]);
  expect(wire.atUs).toEqual([6_000, 6_000]);
});

test("another profile holds for what is sent from then on", async () => {
  const wire = new Wire(exact(1_000));
  wire.send("slow");
  wire.network.profile = exact(600);
  wire.send("fast");
  await wire.sim.run();
  expect(wire.atUs).toEqual([600, 1_000]);
});

test("an edit pardons one message: it isn't lost, doubled or late, and its neighbours are as they were", async () => {
  const rough = { ...exact(9_000), losePpm: 1_000_000 };
  const wire = new Wire(rough, "m0-1.1");
  for (const text of ["a", "b", "c"]) wire.send(text);
  await wire.sim.run();
  expect(wire.arrived).toEqual(["b"]);
  expect(wire.atUs[0]).toBeLessThanOrEqual(2_000);
  expect(wire.lost).toEqual(["lost", "lost"]);
});
