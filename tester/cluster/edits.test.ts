/** What the edits of a token do to a run, and that they leave the rest of it alone. */
import { LoneCluster, type Behaviour, type Effect } from "./lone-cluster";

/** S0 sends S1 three requests 10 ms apart, which are answered; every server saves at its boot. */
const behaviour: Behaviour =
  ({ me }) =>
  ({ kind, fields }): Effect[] => {
    if (kind === "boot" && me === 0) {
      return [["save", '"s"', ""], ...[1, 2, 3].map((i): Effect => ["arm", i, 100_000 + i * 10_000])];
    }
    if (kind === "fire") return [["send", fields[0], 1, "Raft.x", fields[0]]];
    return kind === "request" ? [["answer", fields[0], "null"]] : [];
  };

async function play(edits: string): Promise<LoneCluster> {
  const lone = new LoneCluster(behaviour, { servers: 2, edits });
  await lone.play((cluster) => cluster.sleep(2_000));
  return lone;
}

/** Which requests S1 handled, in order. */
const handled = (lone: LoneCluster): string =>
  lone
    .heardBy(1, "request")
    .map(({ fields }) => fields[2])
    .join(" ");

test("a message is lost, its caller learns of it, and the others come when they would have come", async () => {
  const [plain, edited] = [await play(""), await play("l0-1.1")];
  expect([handled(plain), handled(edited)]).toEqual(["1 2 3", "1 3"]);
  const instants = (lone: LoneCluster): number[] => lone.events("deliver").map(({ atUs }) => atUs);
  expect(instants(edited)).toEqual([instants(plain)[0], instants(plain)[2]]);
  expect(edited.events("noreply")).toHaveLength(1);
});

test("a reply is lost: the request was handled", async () => {
  const lone = await play("l1-0.0");
  expect(handled(lone)).toBe("1 2 3");
  expect(lone.events("return")).toHaveLength(2);
});

test("a message is held up past later ones, or comes twice", async () => {
  expect(handled(await play("h0-1.0"))).toBe("2 3 1");
  expect(handled(await play("d0-1.1"))).toBe("1 2 3 2");
});

test("a server crashes before a thing that it does, comes back by itself, and has saved what was before", async () => {
  const lone = await play("x0.2");
  expect(lone.events("crash", 0)).toMatchObject([{ kept: 0, cut: 1 }]);
  expect(lone.events("boot", 0)).toHaveLength(2);
  expect(lone.events("boot", 0)[1].atUs - lone.events("crash", 0)[0].atUs).toBe(50_000);
  expect(handled(lone)).toBe("1 2 3");
  const first = await play("x0.1");
  expect(first.events("save", 0)).toHaveLength(1);
  expect((await play("x0.1,x0.1")).events("crash", 0)).toHaveLength(2);
});

test("a timer expires at once", async () => {
  const [boot, fires] = [(lone: LoneCluster) => lone.events("boot", 0)[0].atUs, await play("e0.3")];
  expect(fires.events("fire").map(({ timer }) => timer)).toEqual([3, 1, 2]);
  expect(fires.events("fire")[0].atUs - boot(fires)).toBeLessThanOrEqual(2_000);
});
