import { mergeGrades, shardOf } from "./merge";
import { gradeOf, labWith, LOST_TEST } from "./sample";

test("every submission is in one shard", () => {
  const all = ["a", "b", "c", "d", "e", "f", "g"];
  const shards = [1, 2, 3].map((number) => shardOf(all, { number, of: 3 }));
  expect(shards.flat().sort()).toEqual(all);
  expect(shards.map(({ length }) => length)).toEqual([3, 2, 2]);
});

test("shares are put together in the order of names; the same grade twice is one", () => {
  const merged = mergeGrades([
    { folder: "g1", grades: [gradeOf("b")] },
    { folder: "g2", grades: [gradeOf("a"), gradeOf("b")] },
  ]);
  expect("grades" in merged && merged.grades.map(({ submission }) => submission)).toEqual(["a", "b"]);
});

test("two grades of one submission are a conflict, and nothing is chosen", () => {
  const other = gradeOf("b", [labWith([LOST_TEST])]);
  const merged = mergeGrades([
    { folder: "g1", grades: [gradeOf("b")] },
    { folder: "g2", grades: [other] },
  ]);
  expect(merged).toEqual({ conflict: expect.stringMatching(/^g1 and g2 have different grades of b:/) });
});
