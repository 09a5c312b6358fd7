import { Simulator } from "../sim/simulator";
import type { EventOf, Happening, Node } from "../trace/event";
import { Calls } from "./calls";
import { Edits } from "../trace/edits";
import { reliable, type NetworkProfile } from "./profile";

interface Settled {
  node: Node;
  call: number;
  reply: string | undefined;
  atUs: number;
}

/** Calls among nodes that only note what they hear, and answer when the test says so. */
class Callers {
  readonly sim = new Simulator();
  readonly up = new Map<Node, number>([0, 1, 2].map((node) => [node, 1]));
  readonly requests: { node: Node; request: number; args: string; atUs: number }[] = [];
  readonly settled: Settled[] = [];
  readonly recorded: (Happening & { atUs: number })[] = [];
  readonly calls: Calls;
  /** What a handler does with a request. */
  handle: (request: number) => void = (request) => this.calls.answer(request, '"yes"');

  constructor(profile: Partial<NetworkProfile> = {}, seed = 1) {
    this.calls = new Calls(
      this.sim,
      (happening) => void this.recorded.push({ atUs: this.sim.nowUs, ...happening }),
      {
        incarnation: (node) => this.up.get(node),
        held: () => undefined,
        request: (node, request, _, args) => {
          this.requests.push({ node, request, args, atUs: this.sim.nowUs });
          this.handle(request);
        },
        settle: (node, call, reply) => void this.settled.push({ node, call, reply, atUs: this.sim.nowUs }),
      },
      seed,
      { ...reliable, minUs: 1_000, maxUs: 1_000, ...profile },
      6_999_000,
      new Edits(""),
    );
  }

  call(from: Node = 0, to: Node = 1, args = '"q"'): number {
    return this.calls.send(from, this.up.get(from)!, to, "Raft.x", args);
  }

  /** A crash, as the host does it. */
  crash(node: Node): void {
    this.up.delete(node);
    this.calls.forget(node);
  }

  losses(): string[] {
    return this.recorded
      .filter((h): h is EventOf<"lose"> & Happening => h.kind === "lose")
      .map((h) => `${h.part} ${h.why}`);
  }
}

test("a reply settles its call", async () => {
  const callers = new Callers();
  callers.call();
  await callers.sim.run();
  expect(callers.requests).toMatchObject([{ node: 1, args: '"q"', atUs: 1_000 }]);
  expect(callers.settled).toEqual([{ node: 0, call: 1, reply: '"yes"', atUs: 2_000 }]);
  expect(callers.recorded.map(({ kind }) => kind)).toEqual(["send", "deliver", "answer", "return"]);
});

test("requests and bytes are counted, the loopback's too", async () => {
  const callers = new Callers();
  callers.call(0, 0, '"é"');
  await callers.sim.run();
  expect([callers.calls.rpcs, callers.calls.bytes]).toEqual([1, 4 + 5]);
});

test("a handler may wait as long as it likes: the call settles undefined at 7,000 ms, and what comes later is dropped", async () => {
  const callers = new Callers();
  callers.handle = (request) => void callers.sim.after(8_000_000, () => callers.calls.answer(request, "1"));
  callers.call();
  await callers.sim.run();
  expect(callers.settled).toEqual([{ node: 0, call: 1, reply: undefined, atUs: 7_000_000 }]);
  expect(callers.losses()).toEqual(["reply late"]);
});

test("a handler that never answers costs the caller 7,000 ms", async () => {
  const callers = new Callers();
  callers.handle = () => undefined;
  callers.call();
  await callers.sim.run();
  expect(callers.settled).toEqual([{ node: 0, call: 1, reply: undefined, atUs: 7_000_000 }]);
});

test("a reply that comes in time counts, however late it is", async () => {
  const callers = new Callers();
  callers.handle = (request) => void callers.sim.after(6_997_999, () => callers.calls.answer(request, "1"));
  callers.call();
  await callers.sim.run();
  expect(callers.settled).toEqual([{ node: 0, call: 1, reply: "1", atUs: 6_999_999 }]);
});

test.each(["dead", "cut off"])("a call to a %s server settles after a draw from 0 to 6,999 ms", async (how) => {
  const instants: number[] = [];
  for (let seed = 0; seed < 200; seed++) {
    const callers = new Callers({}, seed);
    if (how === "dead") callers.crash(1);
    else callers.calls.network.links.disconnect(1);
    callers.call();
    await callers.sim.run();
    expect(callers.losses()).toEqual([how === "dead" ? "request down" : "request cut"]);
    expect(callers.settled).toMatchObject([{ reply: undefined }]);
    instants.push(callers.settled[0].atUs);
  }
  expect(Math.max(...instants)).toBeLessThanOrEqual(6_999_000);
  expect(Math.max(...instants)).toBeGreaterThan(6_500_000);
  expect(Math.min(...instants)).toBeLessThan(500_000);
  expect(new Set(instants).size).toBeGreaterThan(190);
});

test("a request lost on the way settles after its drawn delay", async () => {
  const callers = new Callers({ losePpm: 1_000_000 });
  callers.call();
  await callers.sim.run();
  expect(callers.settled).toEqual([{ node: 0, call: 1, reply: undefined, atUs: 1_000 }]);
  expect(callers.losses()).toEqual(["request lost"]);
});

test("links are judged at each delivery: a reply is lost that a request has reached", async () => {
  const callers = new Callers();
  callers.call();
  callers.sim.at(1_500, () => callers.calls.network.links.cut(1, 0));
  await callers.sim.run();
  expect(callers.requests).toHaveLength(1);
  expect(callers.losses()).toEqual(["reply cut"]);
  expect(callers.settled).toMatchObject([{ reply: undefined }]);
  expect(callers.settled[0].atUs).toBeLessThanOrEqual(7_000_000);
});

test("a one-way cut lets the request through that goes the other way", async () => {
  const callers = new Callers();
  callers.calls.network.links.cut(0, 1);
  callers.call(1, 0);
  await callers.sim.run();
  expect(callers.requests).toMatchObject([{ node: 0 }]);
  expect(callers.losses()).toEqual(["reply cut"]);
});

test("a duplicate is handled twice and settles once: the second reply is late", async () => {
  const callers = new Callers({ duplicatePpm: 1_000_000, duplicateWithinUs: 400_000 });
  let answers = 0;
  callers.handle = (request) => callers.calls.answer(request, `${++answers}`);
  callers.call();
  await callers.sim.run();
  expect(callers.requests).toHaveLength(2);
  expect(callers.settled).toMatchObject([{ reply: "1" }]);
  expect(callers.losses()).toEqual(["reply late"]);
  const copies = callers.recorded.filter((h): h is EventOf<"deliver"> & Happening => h.kind === "deliver");
  expect(copies.map(({ copy }) => copy)).toEqual([0, 1]);
});

test("an old request delivered again settles a call whose first request was cut off", async () => {
  const callers = new Callers({}, 4);
  const capture = callers.calls.network.capture({});
  callers.calls.network.links.disconnect(1);
  callers.call();
  callers.sim.at(1_001, () => {
    callers.calls.network.links.heal();
    callers.calls.network.repeat(capture.seen[0]);
  });
  await callers.sim.run();
  expect(callers.settled).toEqual([{ node: 0, call: 1, reply: '"yes"', atUs: 3_001 }]);
});

test("a handler answers once", async () => {
  const callers = new Callers();
  callers.handle = (request) => {
    callers.calls.answer(request, "1");
    callers.calls.answer(request, "2");
  };
  callers.call();
  await callers.sim.run();
  expect(callers.recorded.filter(({ kind }) => kind === "answer")).toHaveLength(1);
  expect(callers.settled).toMatchObject([{ reply: "1" }]);
});

test("requests of a server that has crashed still arrive; the reply to a dead incarnation vanishes", async () => {
  const callers = new Callers();
  callers.call();
  callers.sim.at(500, () => callers.crash(0));
  callers.sim.at(600, () => void callers.up.set(0, 2));
  await callers.sim.run();
  expect(callers.requests).toHaveLength(1);
  expect(callers.losses()).toEqual(["reply down"]);
  expect(callers.settled).toEqual([]);
});

test("requests reach whichever incarnation is up on delivery", async () => {
  const callers = new Callers();
  callers.call();
  callers.sim.at(100, () => callers.crash(1));
  callers.sim.at(200, () => void callers.up.set(1, 2));
  await callers.sim.run();
  expect(callers.settled).toMatchObject([{ reply: '"yes"', atUs: 2_000 }]);
});

test("a server that crashes while it works answers nobody, not even after its restart", async () => {
  const callers = new Callers();
  callers.handle = (request) => void callers.sim.after(5_000, () => callers.calls.answer(request, "1"));
  callers.call();
  callers.sim.at(2_000, () => callers.crash(1));
  callers.sim.at(3_000, () => void callers.up.set(1, 2));
  await callers.sim.run();
  expect(callers.settled).toMatchObject([{ reply: undefined }]);
  expect(callers.recorded.filter(({ kind }) => kind === "answer")).toEqual([]);
});

test("requestOf says who asks, until the answer", async () => {
  const callers = new Callers();
  callers.handle = () => undefined;
  callers.call(2, 1);
  await callers.sim.run();
  const { request } = callers.requests[0];
  expect(callers.calls.requestOf(request)).toEqual({ from: 2, method: "Raft.x" });
  callers.calls.answer(request, "1");
  expect(callers.calls.requestOf(request)).toBeUndefined();
});
