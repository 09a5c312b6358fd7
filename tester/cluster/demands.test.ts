import { duplicating, unreliable } from "../net/profile";
import type { Cluster } from "./cluster";
import { Demands } from "./demands";
import { apply, LoneCluster, planned, started, state, type Effect, type LoneOptions, type Plan } from "./lone-cluster";

/** Plays a story with planned servers; the demand that wasn't met, without its kind and place, or `undefined`. */
async function unmet(
  plans: { [server: number]: Plan },
  story: (demands: Demands, cluster: Cluster) => Promise<unknown> | void,
  { onStart, ...options }: LoneOptions & { onStart?: (command: string) => Effect[] } = {},
): Promise<object | undefined> {
  const lone = new LoneCluster(planned(plans, onStart), options);
  // What a story does after a demand that wasn't met is of no account: in a run nothing of it is recorded.
  await lone.play(async (cluster) => {
    try {
      await story(new Demands(cluster), cluster);
    } catch (error) {
      if (lone.events("unmet").length === 0) throw error;
    }
  });
  const [first] = lone.events("unmet");
  if (first === undefined) return undefined;
  const { demand, servers, expected, got } = first;
  return { demand, servers, expected, got };
}

/** Server 0 leads term 1 from 200 ms on, the others follow. */
const LED: { [server: number]: Plan } = {
  0: [[200, state(1, true)]],
  1: [[220, state(1, false)]],
  2: [[220, state(1, false)]],
};

describe("leader", () => {
  test("is met at the first instant at which there is one", async () => {
    expect(
      await unmet({ 1: [[2_000, state(4, true)]] }, async (demands, cluster) => {
        expect(await demands.leader()).toBe(1);
        expect(cluster.nowMs).toBeLessThan(2_102);
      }),
    ).toBeUndefined();
  });

  test("is unmet without one after 5,000 ms", async () => {
    expect(
      await unmet({ 0: [[5_200, state(1, true)]], 2: [[1, state(2, false)]] }, (demands) => demands.leader()),
    ).toEqual({
      demand: "leader",
      servers: [0, 1, 2],
      expected: "a leader within 5000 ms",
      got: "none among S0 in term 0; S1 in term 0; S2 in term 2",
    });
  });

  test("a leader outside the healthy majority doesn't count; of two the higher term does", async () => {
    const away = (demands: Demands, cluster: Cluster): Promise<unknown> => {
      cluster.disconnect(0);
      return demands.leader();
    };
    expect(await unmet(LED, away)).toMatchObject({ demand: "leader", servers: [1, 2] });
    const two = { 0: [[1, state(1, true)]], 2: [[1, state(3, true)]] } satisfies { [server: number]: Plan };
    await unmet(two, async (demands, cluster) => {
      await cluster.sleep(200);
      expect(await demands.leader()).toBe(2);
    });
  });

  test("under loss there are 20,000 ms", async () => {
    const late: { [server: number]: Plan } = { 0: [[19_000, state(1, true)]] };
    expect(await unmet(late, (demands) => demands.leader(), { network: unreliable })).toBeUndefined();
    expect(await unmet(late, (demands) => demands.leader(), { network: duplicating })).toMatchObject({
      demand: "leader",
    });
  });
});

describe("a scenario that demands what isn't owed is wrong", () => {
  test("without a healthy majority", async () => {
    const story = (demands: Demands, cluster: Cluster): Promise<unknown> => {
      cluster.cut(0, 1);
      return demands.leader();
    };
    await expect(unmet(LED, story)).rejects.toThrow("demands progress while no majority is healthy");
  });

  test("under loss of a bare majority", async () => {
    const story = (demands: Demands, cluster: Cluster): Promise<unknown> => {
      cluster.disconnect(2);
      return demands.leader();
    };
    await expect(unmet(LED, story, { network: unreliable })).rejects.toThrow("under loss of a bare majority");
  });
});

describe("calm", () => {
  const calm = (demands: Demands): Promise<unknown> => demands.calm(2_000);

  test("is met by a leader that stays", async () => {
    expect(await unmet(LED, calm)).toBeUndefined();
  });

  test("same-term: every healthy server has the leader's term after a second", async () => {
    expect(await unmet({ ...LED, 2: [[1_500, state(1, false)]] }, calm)).toEqual({
      demand: "same-term",
      servers: [2],
      expected: "every server in S0's term 1, 1000 ms after a leader was there",
      got: "S0 in term 1, leader; S1 in term 1; S2 in term 0",
    });
  });

  test.each<[string, Effect]>([
    ["steps down", state(1, false)],
    ["is elected again", state(2, true)],
  ])("is unmet when the leader %s", async (_, change) => {
    expect(await unmet({ ...LED, 0: [...LED[0], [2_500, change]] }, calm)).toMatchObject({
      demand: "calm",
      servers: [0],
      expected: "S0 still leader of term 1: nothing is wrong with any link or server",
    });
  });

  test("leader: none is there any more after a second", async () => {
    expect(await unmet({ ...LED, 0: [...LED[0], [500, state(1, false)]] }, calm)).toMatchObject({ demand: "leader" });
  });
});

describe("noLeader", () => {
  const none = async (demands: Demands, cluster: Cluster): Promise<void> => {
    await demands.leader();
    cluster.partition([0], [1, 2]);
    await demands.noLeader([0], 1_000);
  };

  test("is met by an old leader that goes on", async () => {
    expect(await unmet(LED, none)).toBeUndefined();
  });

  test("is unmet by a leader of a higher term", async () => {
    expect(await unmet({ ...LED, 0: [...LED[0], [600, state(2, true)]] }, none)).toEqual({
      demand: "no-leader-without-majority",
      servers: [0],
      expected: "no new leader among S0: they are fewer than a majority",
      got: "S0 in term 2, leader",
    });
  });

  test("is unmet by a server that becomes leader of the term that it had", async () => {
    const minority = async (demands: Demands, cluster: Cluster): Promise<void> => {
      await demands.leader();
      cluster.disconnect(2);
      await demands.noLeader([2], 1_000);
    };
    expect(await unmet(LED, minority)).toBeUndefined();
    const usurped = { ...LED, 2: [...LED[2], [800, state(1, true)]] } as { [server: number]: Plan };
    expect(await unmet(usurped, minority)).toMatchObject({ demand: "no-leader-without-majority", servers: [2] });
  });
});

describe("agree", () => {
  const TAKEN = (): Effect[] => [started(1, 1)];
  const agree = (demands: Demands): Promise<unknown> => demands.agree("x", { command: { b: 1, a: [2] } });
  const applies = (...servers: number[]): { [server: number]: Plan } =>
    Object.fromEntries(
      [0, 1, 2].map((id) => [id, servers.includes(id) ? [...LED[id], [900, apply(1, { b: 1, a: [2] })]] : LED[id]]),
    ) as { [server: number]: Plan };

  test("is met once everybody has applied the command where start took it", async () => {
    let index: unknown;
    const story = async (demands: Demands, cluster: Cluster): Promise<void> => {
      index = await agree(demands);
      expect(cluster.appliedBy(1)).toEqual([0, 1, 2]);
    };
    expect(await unmet(applies(0, 1, 2), story, { onStart: TAKEN })).toBeUndefined();
    expect(index).toBe(1);
  });

  test("is unmet while one is missing, and by a majority it isn't", async () => {
    expect(await unmet(applies(0, 2), agree, { onStart: TAKEN })).toEqual({
      demand: "agreement",
      servers: [1],
      expected: 'S0, S1, S2 apply {"b":1,"a":[2]} within 10000 ms',
      got: "start took it at index 1 in term 1; S0 applied up to 1, S1 applied up to 0, S2 applied up to 1",
    });
    const byMajority = (demands: Demands): Promise<unknown> =>
      demands.agree("x", { by: "majority", command: { b: 1, a: [2] } });
    expect(await unmet(applies(0, 2), byMajority, { onStart: TAKEN })).toBeUndefined();
  });

  test("commands are equal by deep equality, whatever the order of their keys", async () => {
    const plans = { ...applies(0, 1), 2: [...LED[2], [900, apply(1, { a: [2], b: 1 })]] } as { [server: number]: Plan };
    expect(await unmet(plans, agree, { onStart: TAKEN })).toBeUndefined();
  });

  test("another command at the index, or the command at another, doesn't count", async () => {
    const other = { ...applies(0, 1), 2: [...LED[2], [900, apply(1, { b: 1, a: [3] })]] } as { [server: number]: Plan };
    expect(await unmet(other, agree, { onStart: TAKEN })).toMatchObject({ demand: "agreement", servers: [2] });
    expect(await unmet(applies(0, 1, 2), agree, { onStart: () => [started(2, 1)] })).toMatchObject({
      servers: [0, 1, 2],
    });
  });

  test("is unmet where no one takes the command", async () => {
    expect(await unmet(LED, agree, { onStart: () => [started(0, 1, false)] })).toMatchObject({
      demand: "agreement",
      got: expect.stringMatching(/^no server took it as leader; S0 applied up to 0/),
    });
  });

  test("starts again at the next leader when the first loses its term", async () => {
    const plans: { [server: number]: Plan } = {
      ...LED,
      0: [...LED[0], [600, state(1, false)]],
      1: [...LED[1], [900, state(2, true)]],
    };
    const starts: string[] = [];
    const onStart = (command: string): Effect[] => {
      starts.push(command);
      return [started(1, starts.length)];
    };
    expect(await unmet(plans, (demands) => demands.agree("x"), { onStart })).toMatchObject({
      got: expect.stringMatching(/^start took it at index 1 in term 1, then at index 1 in term 2; /),
    });
    expect(starts).toEqual(['"x 1"', '"x 1"']);
  });

  test("starts again at a leader of a higher term, though the old one hasn't heard of it", async () => {
    const plans = { ...LED, 1: [...LED[1], [900, state(2, true)]] } as { [server: number]: Plan };
    let starts = 0;
    const onStart = (): Effect[] => [started(1, ++starts)];
    expect(await unmet(plans, agree, { onStart })).toMatchObject({ demand: "agreement" });
    expect(starts).toBe(2);
  });

  test("each entry that a log may be backed up over gives more time", async () => {
    const story = async (demands: Demands): Promise<void> => {
      for (let i = 0; i < 4; i++) await demands.tryAt(0, i);
      await agree(demands);
    };
    expect(await unmet(LED, story, { onStart: TAKEN })).toMatchObject({
      expected: expect.stringContaining("within 11000 ms"),
    });
  });

  test("so do entries that a random schedule started, and not a demand", async () => {
    const story = async (demands: Demands, cluster: Cluster): Promise<void> => {
      for (let i = 0; i < 4; i++) await cluster.start(0, i);
      await agree(demands);
    };
    expect(await unmet(LED, story, { onStart: TAKEN })).toMatchObject({
      expected: expect.stringContaining("within 11000 ms"),
    });
  });

  test("comes to its end wherever it begins: fractions of a microsecond don't keep it from its deadline", async () => {
    for (let i = 0; i < 40; i++) {
      const story = async (demands: Demands, cluster: Cluster): Promise<void> => {
        await cluster.sleep(i * 0.313 + 300);
        await agree(demands);
      };
      let starts = 0;
      const onStart = (): Effect[] => [started(++starts > 100 ? 1 : starts, 1)];
      expect(await unmet(LED, story, { onStart, seed: i })).toMatchObject({ demand: "agreement" });
      expect(starts).toBeLessThan(5);
    }
  });
});

test("applied: every healthy server applies everything up to an index", async () => {
  const plans = { ...LED, 0: [[200, apply(1, "a"), apply(2, "b")]], 1: [[300, apply(1, "a"), apply(2, "b")]] } as {
    [server: number]: Plan;
  };
  const story = (demands: Demands): Promise<void> => demands.applied(2);
  expect(await unmet(plans, story)).toEqual({
    demand: "agreement",
    servers: [2],
    expected: "S0, S1, S2 apply everything up to index 2 within 10000 ms",
    got: "S0 applied up to 2, S1 applied up to 2, S2 applied up to 0",
  });
  expect(await unmet({ ...plans, 2: [[4_000, apply(1, "a"), apply(2, "b")]] }, story)).toBeUndefined();
});

test("notCommitted: nobody applies at or above an index", async () => {
  const story = (demands: Demands): Promise<void> => demands.notCommitted(2, 1_000);
  expect(await unmet({ 1: [[500, apply(1, "a")]] }, story)).toBeUndefined();
  expect(await unmet({ 1: [[500, apply(1, "a"), apply(2, "b")]] }, story)).toMatchObject({
    demand: "no-commit-without-majority",
    servers: [1],
    expected: "nobody applies index 2: no majority can have stored it",
  });
});

test("holds: every healthy server has this command at this index, keys in any order", async () => {
  const story = async (demands: Demands, cluster: Cluster): Promise<void> => {
    await cluster.sleep(1_000);
    demands.holds(1, { a: 1, b: 2 });
  };
  const plans: { [server: number]: Plan } = {
    0: [[500, apply(1, { a: 1, b: 2 })]],
    1: [[500, apply(1, { b: 2, a: 1 })]],
    2: [[500, apply(1, { b: 2, a: 1 })]],
  };
  expect(await unmet(plans, story)).toBeUndefined();
  expect(await unmet({ ...plans, 0: [[500, apply(1, "c")]], 1: [] }, story)).toEqual({
    demand: "agreement",
    servers: [0, 1],
    expected: '{"a":1,"b":2} at index 1, where start took it',
    got: 'S0 has "c" there, S1 has nothing there',
  });
});

test("at, atMost, atLeast", async () => {
  expect(await unmet({}, (demands) => demands.at(3, 3))).toBeUndefined();
  expect(await unmet({}, (demands) => demands.at(3, 4))).toEqual({
    ...{ demand: "index-of-start", servers: [], expected: "index 3", got: "index 4" },
  });
  expect(await unmet({}, (demands) => demands.atMost(3, 3, "messages", "few do"))).toBeUndefined();
  expect(await unmet({}, (demands) => demands.atMost(3, 4, "messages", "few do"))).toEqual({
    ...{ demand: "traffic", servers: [], expected: "at most 3 messages: few do", got: "4 messages" },
  });
  expect(await unmet({}, (demands) => demands.atLeast(3, 3, "messages", "some must"))).toBeUndefined();
  expect(await unmet({}, (demands) => demands.atLeast(3, 2, "messages", "some must"))).toEqual({
    ...{ demand: "traffic", servers: [], expected: "at least 3 messages: some must", got: "2 messages" },
  });
});

describe("what rested on something that the run's edits left out isn't demanded", () => {
  /** A right cluster: the followers hear of term 1 some time after its leader is there. */
  const late = { ...LED, 1: [[600, state(1, false)]] as Plan };
  /** Each demand would be a false alarm: the guard is what keeps it away, as the run without it shows. */
  const alarms: [string, string, (demands: Demands, cluster: Cluster) => Promise<unknown> | void][] = [
    ["same-term", "w1", (demands) => demands.calm(100)],
    ["same-term", "w1.10", (demands) => demands.calm(100)],
    [
      "traffic",
      "c1",
      (demands, cluster) => demands.tryAt(0, "x").then(() => demands.atLeast(1, cluster.accepted, "", "")),
    ],
    ["index-of-start", "c1", (demands) => demands.tryAt(0, "x").then((taken) => demands.at(1, taken?.index ?? 0))],
  ];
  test.each(alarms)("%s, with %s", async (demand, edits, story) => {
    const options = { edits, onStart: () => [started(1, 1)] };
    expect(await unmet(late, story, options)).toBeUndefined();
    const guard = jest.spyOn(Demands.prototype, "isWaived").mockReturnValue(false);
    expect(await unmet(late, story, options)).toMatchObject({ demand });
    guard.mockRestore();
  });
});
