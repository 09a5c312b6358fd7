import { Clients } from "./clients";
import type { Cluster } from "./cluster";
import { Demands } from "./demands";
import { LoneCluster, state, type Behaviour, type Effect } from "./lone-cluster";

/** Servers that answer every request with its key, after so many ms where `afterMs` is given; S0 leads. */
function service(isUseful: boolean): Behaviour {
  return ({ role, me }) => {
    if (role === "clerk") return clerk();
    return ({ kind, fields }): Effect[] => {
      if (kind === "boot") return [state(1, me === 0)];
      return kind === "request" && isUseful ? [["answer", fields[0], fields[2]]] : [];
    };
  };
}

/** Asks S0, again and again until a reply comes, which it takes for the value. */
function clerk(): (event: { kind: string; fields: string[] }) => Effect[] {
  let operation = "";
  let op = "";
  let key = "";
  let call = 0;
  const ask = (): Effect[] => [["send", ++call, 0, "KVServer.x", JSON.stringify(key)]];
  return ({ kind, fields }) => {
    if (kind === "operation") {
      operation = fields[0];
      ({ op, key } = JSON.parse(fields[1]) as { op: string; key: string });
      return ask();
    }
    if (kind === "noreply") return ask();
    return kind === "reply" ? [["done", operation, op === "get" ? fields[1] : "null"]] : [];
  };
}

async function play(
  behaviour: Behaviour,
  story: (clients: Clients, cluster: Cluster) => Promise<void>,
): Promise<LoneCluster> {
  const lone = new LoneCluster(behaviour, { role: "kv" });
  await lone.play((cluster) => story(new Clients(cluster, new Demands(cluster)), cluster));
  return lone;
}

test("a clerk's operations are events of its own node, and their answers reach the story", async () => {
  const lone = await play(service(true), async (clients, cluster) => {
    const [one, other] = await clients.several(2);
    expect([one.id, other.id]).toEqual([3, 4]);
    expect(cluster.name(one.id, other.id)).toBe("C0, C1");
    expect(await clients.get(one, "k")).toBe("k");
    await clients.put(other, "k", "v");
    await clients.append(one, "k", "w");
  });
  expect(lone.events("invoke")).toMatchObject([
    { server: 3, operation: 1, op: "get", key: "k" },
    { server: 4, operation: 2, op: "put", key: "k", value: "v" },
    { server: 3, operation: 3, op: "append", key: "k", value: "w" },
  ]);
  expect(lone.events("ok")).toMatchObject([
    { server: 3, operation: 1, value: "k" },
    { server: 4, operation: 2 },
    { server: 3, operation: 3 },
  ]);
  expect(lone.events("unmet")).toEqual([]);
});

test("a clerk has one operation open at a time", async () => {
  await play(service(true), async (clients) => {
    const clerk = await clients.clerk();
    void clerk.get("k");
    await expect(clerk.get("l")).rejects.toThrow("two things at once");
    await clients.answered(clerk);
  });
});

test("an operation that isn't answered: who waits for what, and how the majority stands", async () => {
  const lone = await play(service(false), async (clients) => clients.append(await clients.clerk(), "k", "v"));
  const [unmet] = lone.events("unmet");
  expect(unmet).toMatchObject({ demand: "operation", servers: [3, 0, 1, 2] });
  expect(unmet.expected).toMatch(/^an answer to C0's append\("k", "v"\) within \d+ ms$/);
  expect(unmet.got).toMatch(/^S0 in term 1, leader; S1 in term 1; S2 in term 1; S0 applied up to 0/);
});

test("an answer that no majority can have agreed on", async () => {
  const story = (clients: Clients, cluster: Cluster) =>
    clients.clerk().then(async (clerk) => {
      cluster.partition([0, clerk.id], [1, 2]);
      void clerk.get("k");
      await clients.unanswered([clerk], 1_000);
    });
  expect((await play(service(false), story)).events("unmet")).toEqual([]);
  expect((await play(service(true), story)).events("unmet")).toMatchObject([
    {
      demand: "no-answer-without-majority",
      servers: [3],
      expected: expect.stringContaining('C0\'s get("k")') as string,
    },
  ]);
});

test("an answer may only be demanded for a clerk that reaches the majority", async () => {
  const story = play(service(true), async (clients, cluster) => {
    const clerk = await clients.clerk();
    cluster.cut(1, clerk.id);
    await clients.get(clerk, "k");
  });
  await expect(story).rejects.toThrow("doesn't reach the majority");
});

test("the longest wait and the speed", async () => {
  const story = (limitMs: number) => async (clients: Clients, cluster: Cluster) => {
    const clerk = await clients.clerk();
    cluster.pause(0);
    void clerk.get("k");
    await cluster.sleep(500);
    cluster.resume(0);
    await clients.answered(clerk);
    expect(clerk.longestMs).toBeGreaterThan(490);
    clients.neverWaitedLongerThan(limitMs, "because");
  };
  expect((await play(service(true), story(600))).events("unmet")).toEqual([]);
  expect((await play(service(true), story(400))).events("unmet")).toMatchObject([
    { demand: "longest-wait", servers: [3], expected: "at most 400 ms for any operation: because" },
  ]);
  const speed = (tookMs: number) => play(service(true), async (clients) => clients.inSpeed(10, tookMs, 33, "because"));
  expect((await speed(330)).events("unmet")).toEqual([]);
  expect((await speed(340)).events("unmet")).toMatchObject([{ demand: "operation-speed", got: "34.0 ms each" }]);
});
