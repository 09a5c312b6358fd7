import { Links } from "../net/links";
import type { Node } from "../trace/event";
import { healthyMajority, majorityOf } from "./health";
import { Server } from "./server";

test.each([
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [5, 3],
  [7, 4],
])("of %i servers, %i are a majority", (size, majority) => {
  expect(majorityOf(size)).toBe(majority);
});

interface Injury {
  down?: Node[];
  paused?: Node[];
  links?: (links: Links) => void;
}

function owing(size: number, { down = [], paused = [], links: injure }: Injury): Node[] | undefined {
  const servers = Array.from({ length: size }, (_, id) => new Server(id));
  for (const server of servers) {
    if (!down.includes(server.id)) server.realm = { deliver: () => undefined, collect: () => "" };
    server.paused = paused.includes(server.id);
  }
  const links = new Links();
  injure?.(links);
  return healthyMajority(servers, links);
}

const disconnect =
  (...nodes: Node[]) =>
  (links: Links): void =>
    nodes.forEach((node) => links.disconnect(node));
const cut =
  (...cuts: [Node, Node][]) =>
  (links: Links): void =>
    cuts.forEach(([from, to]) => links.cut(from, to));

test.each<[string, number, Injury, Node[] | undefined]>([
  ["nothing is wrong", 3, {}, [0, 1, 2]],
  ["a cluster of one", 1, {}, [0]],
  ["one of three down", 3, { down: [0] }, [1, 2]],
  ["two of three down", 3, { down: [0, 2] }, undefined],
  ["half of four down", 4, { down: [0, 2] }, undefined],
  ["one paused counts as down", 3, { paused: [1] }, [0, 2]],
  ["one down, one paused", 3, { down: [0], paused: [1] }, undefined],
  ["one disconnected", 5, { links: disconnect(4) }, [0, 1, 2, 3]],
  ["a minority disconnected", 5, { links: disconnect(0, 1) }, [2, 3, 4]],
  ["a majority disconnected", 5, { links: disconnect(0, 1, 2) }, undefined],
  ["one down, one disconnected", 5, { down: [0], links: disconnect(1) }, [2, 3, 4]],
  [
    "a partition",
    5,
    {
      links: (links) =>
        links.partition([
          [0, 3],
          [1, 2, 4],
        ]),
    },
    [1, 2, 4],
  ],
  [
    "an even split",
    4,
    {
      links: (links) =>
        links.partition([
          [0, 1],
          [2, 3],
        ]),
    },
    undefined,
  ],
  ["a partition in three", 5, { links: (links) => links.partition([[0, 1], [2, 3], [4]]) }, undefined],
  ["a one-way cut", 3, { links: cut([0, 1]) }, undefined],
  ["a one-way cut in a large cluster", 5, { links: cut([4, 0]) }, undefined],
  [
    "a one-way cut of a server that is disconnected besides",
    5,
    { links: (l) => (cut([4, 0])(l), disconnect(4)(l)) },
    [0, 1, 2, 3],
  ],
  ["a one-way cut of a server that is down", 3, { down: [2], links: cut([2, 0]) }, [0, 1]],
  ["both ways between two: each still reaches the third", 3, { links: cut([0, 1], [1, 0]) }, undefined],
  ["a server hears the majority, and isn't heard", 3, { links: cut([2, 0], [2, 1]) }, undefined],
  [
    "a bridge between two halves",
    5,
    { links: (l) => [0, 1].forEach((a) => [3, 4].forEach((b) => cut([a, b], [b, a])(l))) },
    undefined,
  ],
])("%s", (_, size, injury, expected) => {
  expect(owing(size, injury)).toEqual(expected);
});
