import { apply, LoneCluster, planned, type Plan } from "./lone-cluster";

/** A server that applies entries 1 to `count`, and saves what it is handed. */
function applies(count: number): Plan {
  return [[1, ...Array.from({ length: count }, (_, i) => apply(i + 1, `x${i + 1}`))]];
}

const texts = (lone: LoneCluster): [number, string][] =>
  lone.events("snapshot").map(({ index, snapshot }) => [index, snapshot]);

test("a server is handed a snapshot at each multiple, an event of its own, within 5 ms of the entry", async () => {
  const lone = new LoneCluster(planned({ 0: applies(7) }), { servers: 1, snapshotEvery: 3 });
  await lone.play((cluster) => cluster.sleep(20));
  expect(
    texts(lone)
      .map(([index]) => index)
      .sort(),
  ).toEqual([3, 6]);
  const [last] = lone.events("apply").slice(-1);
  for (const { atUs, n } of lone.events("snapshot")) {
    expect(n).toBeGreaterThan(last.n);
    expect(atUs - last.atUs).toBeLessThanOrEqual(5_000);
  }
  expect(lone.heardBy(0, "snapshot").map(({ fields }) => Number(fields[0]))).toEqual(
    texts(lone).map(([index]) => index),
  );
});

test("of one index there is one text, whoever makes it, and another where something else was applied", async () => {
  const lone = new LoneCluster(planned({ 0: applies(3), 1: applies(3) }), { servers: 2, snapshotEvery: 3 });
  await lone.play((cluster) => cluster.sleep(20));
  expect(texts(lone)).toHaveLength(2);
  expect(texts(lone)[0]).toEqual(texts(lone)[1]);
  const other = new LoneCluster(planned({ 0: [[1, apply(1, "y"), apply(2, "x2"), apply(3, "x3")]] }), {
    ...{ servers: 1, snapshotEvery: 3 },
  });
  await other.play((cluster) => cluster.sleep(20));
  expect(texts(other)[0][1]).not.toBe(texts(lone)[0][1]);
});

test("a server that stands still or has restarted is not handed an old one; nor one that a leader's snapshot covers", async () => {
  const still = new LoneCluster(planned({ 0: applies(3) }), { servers: 1, snapshotEvery: 3 });
  await still.play(async (cluster) => {
    await cluster.until(() => cluster.server(0).applied === 3, 100);
    cluster.crash(0);
    await cluster.sleep(20);
  });
  expect(texts(still)).toEqual([]);
  const covered = new LoneCluster(
    planned({
      0: [
        [
          1,
          ...(applies(3)[0].slice(1) as ReturnType<typeof apply>[]),
          ["apply", JSON.stringify({ snapshot: "s", snapshotIndex: 9, snapshotTerm: 1 })],
        ],
      ],
    }),
    { servers: 1, snapshotEvery: 3 },
  );
  await covered.play((cluster) => cluster.sleep(20));
  expect(texts(covered)).toEqual([]);
});

test("after a restart a server's state is that of the snapshot which it has saved", async () => {
  const lone = new LoneCluster(
    ({ snapshot }) =>
      ({ kind, fields }) =>
        kind === "boot" && snapshot === undefined
          ? [apply(1, "a"), apply(2, "b")]
          : kind === "snapshot"
            ? [["save", '""', fields[1]]]
            : [],
    { servers: 1, snapshotEvery: 2 },
  );
  await lone.play(async (cluster) => {
    await cluster.sleep(20);
    cluster.crash(0);
    expect(cluster.server(0).applied).toBe(0);
    await cluster.restart(0);
    expect(cluster.server(0)).toMatchObject({ applied: 2, restored: 2 });
    expect(cluster.commandAt(0, 1)).toBe('"a"');
    expect(cluster.commandAt(0, 3)).toBeUndefined();
  });
});
