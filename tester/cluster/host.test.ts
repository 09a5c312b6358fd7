import {
  apply,
  echoing,
  LoneCluster,
  planned,
  silent,
  started,
  state,
  type Behaviour,
  type Effect,
} from "./lone-cluster";

test("servers boot 0–100 ms apart, drawn; the story begins when all are up", async () => {
  const instants: number[] = [];
  for (let seed = 0; seed < 100; seed++) {
    const lone = new LoneCluster(silent, { seed, servers: 3 });
    await lone.play((cluster) => {
      expect(cluster.servers.every((id) => cluster.server(id).isUp)).toBe(true);
    });
    instants.push(...lone.events("boot").map(({ atUs }) => atUs));
  }
  expect(instants).toHaveLength(300);
  expect(Math.max(...instants)).toBeLessThanOrEqual(100_000);
  expect(Math.max(...instants)).toBeGreaterThan(95_000);
  expect(Math.min(...instants)).toBeLessThan(5_000);
});

test("timers fire 0–1 ms late, drawn, never early; a cancelled one doesn't fire", async () => {
  const behaviour: Behaviour =
    () =>
    ({ kind }) =>
      kind !== "boot"
        ? []
        : [...Array.from({ length: 200 }, (_, i) => ["arm", i + 1, 1_000]), ["disarm", 7], ["disarm", 999]];
  const lone = new LoneCluster(behaviour, { servers: 1 });
  await lone.play((cluster) => cluster.sleep(10));
  const [{ atUs }] = lone.events("boot");
  const afterUs = lone.events("fire").map((fire) => fire.atUs - atUs);
  expect(afterUs).toHaveLength(199);
  expect(Math.min(...afterUs)).toBeGreaterThanOrEqual(1_000);
  expect(Math.max(...afterUs)).toBeLessThanOrEqual(2_000);
  expect(new Set(afterUs).size).toBeGreaterThan(150);
  expect(lone.events("disarm")).toMatchObject([{ timer: 7 }]);
});

test("effects happen in order, each in the trace; what a server has said is known", async () => {
  const effects: Effect[] = [
    ["save", '"s"', ""],
    apply(1, { b: [1] }),
    ["log", "warn", '"a\\tb"'],
    ["apply", '{"snapshot":"S","snapshotIndex":4,"snapshotTerm":2}'],
    ["save", '"é"', '"snap"'],
    state(3, true),
  ];
  const lone = new LoneCluster(planned({ 0: [[1, ...effects]] }), { servers: 1 });
  await lone.play(async (cluster) => {
    await cluster.sleep(10);
    expect(cluster.server(0)).toMatchObject({
      applied: 4,
      term: 3,
      isLeader: true,
      disk: { state: "é", snapshot: "snap" },
    });
    expect(cluster.commandAt(0, 1)).toBe('{"b":[1]}');
    expect(cluster.appliedBy(4)).toEqual([0]);
    expect(cluster.claimant()).toBe(0);
  });
  const after = lone.trace.events.slice(lone.events("fire")[0].n + 1).map(({ n, atUs, ...rest }) => rest);
  expect(after).toEqual([
    { kind: "save", server: 0, state: "s", sizeBytes: 1, snapshot: undefined, snapshotBytes: undefined },
    { kind: "apply", server: 0, index: 1, command: '{"b":[1]}' },
    { kind: "log", server: 0, level: "warn", text: "a\tb" },
    { kind: "applySnapshot", server: 0, index: 4, term: 2, snapshot: "S" },
    { kind: "save", server: 0, state: "é", sizeBytes: 2, snapshot: "snap", snapshotBytes: 4 },
    { kind: "state", server: 0, term: 3, isLeader: true },
  ]);
});

test("an effect that the host doesn't know is the kit's own bug", async () => {
  const lone = new LoneCluster(planned({ 0: [[1, ["dance"]]] }), { servers: 1 });
  await expect(lone.play((cluster) => cluster.sleep(10))).rejects.toThrow(
    "an effect that the host doesn't know: dance",
  );
});

test("start is an event of its own, and answers as the server did", async () => {
  const lone = new LoneCluster(planned({}, () => [["save", '"x"', ""], started(4, 2)]));
  await lone.play(async (cluster) => {
    expect(await cluster.start(1, { a: 1 })).toEqual({ index: 4, term: 2, isLeader: true });
  });
  expect(lone.heardBy(1, "start").map(({ fields }) => fields)).toEqual([['{"a":1}']]);
  const kinds = lone.trace.events.map(({ kind }) => kind);
  expect(kinds.slice(-3)).toEqual(["start", "save", "started"]);
});

test("start is nothing at a server that is down or paused, or that crashes in it", async () => {
  const lone = new LoneCluster(planned({}, () => [["save", '"x"', ""], started(1, 1)]));
  await lone.play(async (cluster) => {
    cluster.crash(0);
    cluster.pause(1);
    cluster.crashWithin(2, () => 1);
    expect(await cluster.start(0, 1)).toBeUndefined();
    expect(await cluster.start(1, 1)).toBeUndefined();
    expect(await cluster.start(2, 1)).toBeUndefined();
    expect(cluster.server(2).disk.state).toBe("x");
  });
});

describe("crash", () => {
  const EFFECTS: Effect[] = [
    ["save", '"one"', ""],
    ["send", 1, 1, "Raft.x", "1"],
    apply(1, "c"),
    ["save", '"two"', '"snap"'],
    ["send", 2, 1, "Raft.x", "2"],
    state(1, false),
  ];
  const SAVED = [undefined, "one", "one", "one", "two", "two", "two"];
  /** Server 0 does all of it in one event, 200 ms after its first boot; server 1 echoes. */
  const once = (): Behaviour => {
    let boots = 0;
    return (boot) => {
      if (boot.me === 1) return echoing(boot);
      return (boots++ === 0 ? planned({ 0: [[200, ...EFFECTS]] }) : silent)(boot);
    };
  };

  test.each([0, 1, 2, 3, 4, 5, 6])("within an event keeps its first %i effects, and no more", async (kept) => {
    const lone = new LoneCluster(once(), { servers: 2 });
    await lone.play(async (cluster) => {
      cluster.crashWithin(0, (effects) => (effects.length === EFFECTS.length ? kept : undefined));
      await cluster.sleep(400);
      expect(cluster.server(0)).toMatchObject({ isUp: false, applied: 0, term: 0 });
      cluster.restart(0);
      await cluster.sleep(8_000);
    });
    expect(lone.events("crash")).toMatchObject([{ server: 0, incarnation: 1, kept, cut: EFFECTS.length - kept }]);
    expect(lone.events("save", 0).map((save) => save.state)).toEqual(
      ["one", "two"].slice(0, kept < 1 ? 0 : kept < 4 ? 1 : 2),
    );
    // Requests that it had sent still arrive; their replies, to a dead incarnation, vanish.
    const sent = kept < 2 ? 0 : kept < 5 ? 1 : 2;
    expect(lone.heardBy(1, "request")).toHaveLength(sent);
    expect(lone.events("lose").map(({ part, why }) => `${part} ${why}`)).toEqual(Array(sent).fill("reply down"));
    expect(lone.heardBy(0, "reply")).toEqual([]);
    expect(lone.heardBy(0, "noreply")).toEqual([]);
    // The new realm finds what was saved before the crash.
    const [, again] = lone.heardBy(0, "boot").map(({ fields }) => JSON.parse(fields[0]) as object);
    expect(again).toMatchObject(kept === 0 ? {} : { state: SAVED[kept], ...(kept >= 4 ? { snapshot: "snap" } : {}) });
    expect("state" in again).toBe(kept > 0);
    expect("snapshot" in again).toBe(kept >= 4);
  });

  test("never calls kill, and takes timers with it", async () => {
    const lone = new LoneCluster(planned({ 0: [[500, ["log", "log", '"never"']]] }));
    await lone.play(async (cluster) => {
      cluster.crash(0);
      cluster.restart(0);
      await cluster.sleep(100);
      cluster.crash(0);
      await cluster.sleep(1_000);
    });
    expect(lone.heard.filter(({ kind }) => kind === "kill")).toEqual([]);
    expect(lone.events("fire")).toEqual([]);
    expect(lone.events("boot", 0).map(({ incarnation }) => incarnation)).toEqual([1, 2]);
  });

  test("is planned once: the next incarnation doesn't crash by itself", async () => {
    const lone = new LoneCluster(planned({ 0: [[10, ["log", "log", '"fired"']]] }), { servers: 1 });
    await lone.play(async (cluster) => {
      cluster.crash(0);
      cluster.restart(0);
      cluster.crashWithin(0, () => 0);
      await cluster.sleep(1);
      cluster.restart(0);
      await cluster.sleep(100);
      expect(cluster.server(0).isUp).toBe(true);
    });
    expect(lone.events("crash")).toHaveLength(2);
  });

  test("an old timer never fires a new one of its number", async () => {
    const lone = new LoneCluster(planned({ 0: [[500, ["log", "log", '"fired"']]] }), { servers: 1 });
    await lone.play(async (cluster) => {
      await cluster.sleep(300);
      cluster.crash(0);
      cluster.restart(0);
      await cluster.sleep(1_000);
    });
    const [, again] = lone.events("boot");
    const [fire, ...others] = lone.events("fire");
    expect(others).toEqual([]);
    expect(fire.atUs - again.atUs).toBeGreaterThanOrEqual(500_000);
  });

  test("a restarted server has other dice, and another server too", async () => {
    const lone = new LoneCluster(silent);
    await lone.play(async (cluster) => {
      cluster.crash(0);
      cluster.restart(0);
      await cluster.sleep(1);
    });
    const dice = lone.heard.map(({ fields }) => (JSON.parse(fields[0]) as { dice: number }).dice);
    expect(new Set(dice).size).toBe(4);
  });

  test("a request that a dead server was working on settles at its caller; one sent to the next incarnation is served", async () => {
    const behaviour: Behaviour = ({ me }) =>
      me === 1 ? () => [] : planned({ 0: [[200, ["send", 1, 1, "Raft.x", "1"]]] })({ me } as never);
    const lone = new LoneCluster(behaviour, { servers: 2 });
    await lone.play(async (cluster) => {
      await cluster.until(() => lone.heardBy(1, "request").length > 0, 1_000);
      cluster.crash(1);
      cluster.restart(1);
      await cluster.sleep(7_001);
    });
    const [{ atUs }] = lone.events("noreply", 0);
    expect(atUs).toBeLessThanOrEqual(lone.events("send")[0].atUs + 7_000_000);
    expect(lone.heardBy(0, "noreply").map(({ fields }) => fields)).toEqual([["1"]]);
  });
});

describe("pause", () => {
  /** Server 0 has two timers and a call under way while it stands still; server 1 answers after 20 ms and asks it twice. */
  const behaviour: Behaviour = (boot) => {
    if (boot.me === 0)
      return planned({
        0: [
          [
            200,
            ["arm", 9, 90_000],
            ["arm", 8, 60_000],
            ["send", 1, 2, "Raft.x", '"slow"'],
            ["send", 2, 1, "Raft.x", '"fast"'],
          ],
        ],
      })(boot);
    if (boot.me === 2) return () => [];
    return ({ kind, fields }) =>
      kind === "request"
        ? [
            ["send", 1, 0, "Raft.y", '"first"'],
            ["answer", fields[0], '"answer"'],
          ]
        : [];
  };

  async function played(forMs: number): Promise<LoneCluster> {
    const lone = new LoneCluster(behaviour);
    await lone.play(async (cluster) => {
      await cluster.until(() => lone.events("send", 0).length > 0, 1_000);
      cluster.pause(0);
      const before = lone.heard.length;
      await cluster.sleep(forMs);
      expect(lone.heard.slice(before).filter(({ server }) => server === 0)).toEqual([]);
      expect(cluster.claimant()).toBeUndefined();
      cluster.resume(0);
      await cluster.sleep(8_000);
    });
    return lone;
  }

  const heardAfter = (lone: LoneCluster): string[] =>
    lone.heard
      .filter(({ server, nowUs }) => server === 0 && nowUs >= lone.events("resume")[0].atUs)
      .map(({ kind, fields }) => (kind === "request" ? kind : `${kind} ${fields[0]}`));

  test("on resume first messages in order of arrival, then overdue timers by due time, all at that instant", async () => {
    const lone = await played(100);
    const arrived = lone.trace.events.filter(({ kind }) => kind === "return" || kind === "deliver");
    const order = arrived
      .filter((event) => "server" in event && event.server === 0)
      .map(({ kind }) => (kind === "return" ? "reply 2" : "request"));
    expect(heardAfter(lone).slice(0, 4)).toEqual([...order, "fire 8", "fire 9"]);
    const [{ atUs }] = lone.events("resume");
    expect(
      lone
        .events("fire", 0)
        .slice(-2)
        .map((fire) => fire.atUs),
    ).toEqual([atUs, atUs]);
  });

  test("call deadlines ran on: a call that had none settles among the messages", async () => {
    const lone = await played(7_500);
    expect(heardAfter(lone)).toEqual([expect.any(String), expect.any(String), "noreply 1", "fire 8", "fire 9"]);
  });

  test("one that is not yet due keeps its instant", async () => {
    const lone = await played(20);
    const [sent] = lone.events("send", 0);
    const [eight, nine] = lone.events("fire", 0).slice(-2);
    expect([eight.timer, nine.timer]).toEqual([8, 9]);
    expect(eight.atUs - sent.atUs).toBeGreaterThanOrEqual(60_000);
    expect(eight.atUs - sent.atUs).toBeLessThanOrEqual(61_000);
  });

  test("a timer that a message on resume takes back doesn't fire", async () => {
    const behaviour: Behaviour = ({ me }) =>
      me === 0
        ? ({ kind }) => (kind === "boot" ? [["arm", 1, 150_000]] : kind === "request" ? [["disarm", 1]] : [])
        : ({ kind }) =>
            kind === "boot" ? [["arm", 1, 200_000]] : kind === "fire" ? [["send", 1, 0, "Raft.x", "1"]] : [];
    const lone = new LoneCluster(behaviour, { servers: 2 });
    await lone.play(async (cluster) => {
      cluster.pause(0);
      await cluster.sleep(500);
      cluster.resume(0);
      await cluster.sleep(10);
    });
    expect(lone.heardBy(0, "request")).toHaveLength(1);
    expect(lone.events("fire", 0)).toEqual([]);
  });

  test("resumed and paused again at once, it keeps what came and its order", async () => {
    const lone = new LoneCluster(behaviour);
    await lone.play(async (cluster) => {
      await cluster.until(() => lone.events("send", 0).length > 0, 1_000);
      cluster.pause(0);
      await cluster.sleep(100);
      cluster.resume(0);
      cluster.pause(0);
      await cluster.sleep(50);
      expect(lone.heardBy(0, "request")).toEqual([]);
      cluster.resume(0);
      await cluster.sleep(10);
    });
    expect(
      heardAfter(lone)
        .map((heard) => heard.split(" ")[0])
        .sort(),
    ).toEqual(["fire", "fire", "reply", "request"]);
    expect(heardAfter(lone).slice(-2)).toEqual(["fire 8", "fire 9"]);
  });
});

test("kill is called on servers that run, as an event", async () => {
  const lone = new LoneCluster(silent);
  await lone.play(async (cluster) => {
    cluster.crash(1);
    cluster.kill(...cluster.servers);
    await cluster.sleep(1);
  });
  expect(lone.events("kill").map(({ server }) => server)).toEqual([0, 2]);
  expect(lone.heard.filter(({ kind }) => kind === "kill").map(({ server }) => server)).toEqual([0, 2]);
});
