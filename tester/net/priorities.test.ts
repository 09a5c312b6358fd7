import { Priorities } from "./priorities";

const delays = (priorities: Priorities, count: number): number[] =>
  Array.from({ length: count }, () => priorities.delayUs(0, 1));

test("each link has a pace of its own, the same for the whole run, and another one in another draw", () => {
  const priorities = new Priorities({ draw: 7, depth: 1, within: 60 });
  const [first, ...rest] = delays(priorities, 20);
  expect(rest.every((delay) => delay === first)).toBe(true);
  expect(priorities.delayUs(1, 0)).not.toBe(first);
  expect(new Priorities({ draw: 8, depth: 1, within: 60 }).delayUs(0, 1)).not.toBe(first);
});

test("each link is the fastest of six now and then", () => {
  const fastest = new Set<string>();
  for (let draw = 0; draw < 200; draw++) {
    const priorities = new Priorities({ draw, depth: 1, within: 60 });
    const links = [0, 1, 2].flatMap((a) => [0, 1, 2].filter((b) => a !== b).map((b) => [a, b] as const));
    const paces = links.map(([a, b]) => ({ link: `${a}>${b}`, us: priorities.delayUs(a, b) }));
    fastest.add(paces.sort((x, y) => x.us - y.us)[0].link);
  }
  expect(fastest.size).toBe(6);
});

test("at depth − 1 of the messages a link falls behind, for good", () => {
  const all = delays(new Priorities({ draw: 3, depth: 3, within: 30 }), 40);
  expect([...all].sort((a, b) => a - b)).toEqual(all);
  expect(all.at(-1)! - all[0]).toBeGreaterThanOrEqual(400_000);
  expect(all.at(-1)).toBeGreaterThanOrEqual(800_000);
});
