import { allMutants, allVariants, sourcesOf } from "./bank";
import { buildProgram } from "./build";
import { applyChanges, type Sources } from "./change";

const all = [...allMutants, ...allVariants];

describe("the bank of wrong and right Rafts", () => {
  test("has at least 25 mutants that must be caught, and at least 8 variants", () => {
    const owed = allMutants.filter(({ indistinguishable }) => indistinguishable === undefined);
    expect(owed.length).toBeGreaterThanOrEqual(25);
    expect(allVariants.length).toBeGreaterThanOrEqual(8);
  });

  test("names no two programs alike", () => {
    const names = all.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  test("has no two programs of the same text, and none that is the reference", () => {
    const reference = { name: "reference", changes: [] };
    const texts = [reference, ...all].map((changed) => JSON.stringify(sourcesOf(changed)));
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("refuses a change that stands in the text nowhere or twice", () => {
    const twice = { name: "twice", changes: [{ find: "a", replace: "b" }] };
    const sources = (raft: string): Sources => ({ "raft.ts": raft, "server.ts": "s", "client.ts": "c" });
    expect(() => applyChanges(sources("a a"), twice)).toThrow(
      "twice: change 1 must stand in raft.ts exactly once, and stands 2 times: a",
    );
    expect(() => applyChanges(sources("c"), twice)).toThrow(
      "twice: change 1 must stand in raft.ts exactly once, and stands nowhere: a",
    );
    const dollars = { ...twice, changes: [{ find: "a", replace: "$&" }] };
    expect(applyChanges(sources("a $&"), dollars)["raft.ts"]).toBe("$& $&");
  });

  test.each(all.map((changed) => [changed.name, changed] as const))("%s applies and compiles", async (_, changed) => {
    expect((await buildProgram(changed, "kv")).files).toEqual(["client.ts", "raft.ts", "server.ts"]);
  });
});
