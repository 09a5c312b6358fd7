import { LoneCluster, planned, type Effect } from "../cluster/lone-cluster";
import { Stream } from "../sim/random";
import {
  afterAnswer,
  afterEffects,
  afterSave,
  beforeSave,
  betweenSaves,
  betweenSaveAndWord,
  betweenSends,
  betweenWordAndSave,
  drawCrash,
} from "./crash";

const save = 'save\t"s"\t';
const answer = "answer\t1\tnull";
const send = (to: number): string => `send\t1\t${to}\tRaft.x\tnull`;
const arm = "arm\t1\t1000";

test.each([
  ["beforeSave", beforeSave, [arm, save, answer], 1],
  ["beforeSave lets pass", beforeSave, [arm, answer], undefined],
  ["betweenSaveAndWord", betweenSaveAndWord, [arm, save, answer], 2],
  ["betweenSaveAndWord takes the save that a word follows", betweenSaveAndWord, [answer, save, arm, send(1)], 2],
  ["betweenSaveAndWord lets pass", betweenSaveAndWord, [answer, save, arm], undefined],
  ["betweenWordAndSave", betweenWordAndSave, [send(1), send(2), save], 1],
  ["betweenWordAndSave lets pass", betweenWordAndSave, [save, answer], undefined],
  ["betweenSaves", betweenSaves, [arm, save, answer, save], 2],
  ["betweenSaves lets pass", betweenSaves, [save, answer], undefined],
  ["afterAnswer", afterAnswer, [answer, save, arm], 3],
  ["afterAnswer lets pass", afterAnswer, [send(1), save], undefined],
  ["afterSave", afterSave, [save, answer, arm], 3],
  ["afterSave lets pass", afterSave, [answer], undefined],
  ["betweenSends", betweenSends, [save, send(1), send(2)], 2],
  ["betweenSends lets pass", betweenSends, [save, send(1)], undefined],
] as const)("%s", (_, plan, effects, kept) => {
  expect(plan(effects)).toBe(kept);
});

test("afterEffects counts over events", () => {
  const plan = afterEffects(5);
  expect([plan([arm, arm]), plan([arm, arm]), plan([arm, arm])]).toEqual([undefined, undefined, 1]);
  expect(afterEffects(0)([arm])).toBe(0);
});

test("each kind is drawn now and then", () => {
  const dice = new Stream(1, "crash");
  const drawn = Array.from({ length: 200 }, () => drawCrash(dice));
  const plans = [
    beforeSave,
    betweenSaveAndWord,
    betweenWordAndSave,
    betweenSaves,
    afterSave,
    afterAnswer,
    betweenSends,
  ];
  for (const plan of plans) expect(drawn).toContain(plan);
});

test("what was saved before the crash is on the disk, and nothing after it happens", async () => {
  const effects: Effect[] = [
    ["save", '"new"', ""],
    ["send", 1, 1, "Raft.x", "null"],
  ];
  const after = async (plan: typeof beforeSave): Promise<[string | undefined, number]> => {
    const lone = new LoneCluster(planned({ 0: [[150, ...effects]] }));
    await lone.play(async (cluster) => {
      cluster.crashWithin(0, plan);
      await cluster.sleep(300);
      expect(cluster.server(0).isUp).toBe(false);
    });
    return [lone.cluster.server(0).disk.state, lone.events("send").length];
  };
  const waits =
    (plan: typeof beforeSave): typeof beforeSave =>
    (given) =>
      given[0]?.startsWith("save") ? plan(given) : undefined;
  expect(await after(waits(beforeSave))).toEqual([undefined, 0]);
  expect(await after(waits(betweenSaveAndWord))).toEqual(["new", 0]);
  expect(await after(waits(afterSave))).toEqual(["new", 1]);
});
