import { Links } from "./links";

/** The closed one-way links among three servers, `from>to`. */
function closed(links: Links, size = 3): string[] {
  const nodes = Array.from({ length: size }, (_, node) => node);
  return nodes.flatMap((a) => nodes.filter((b) => !links.isOpen(a, b)).map((b) => `${a}>${b}`));
}

test("all are open at first", () => {
  expect(closed(new Links())).toEqual([]);
});

test("disconnect closes both directions of all of a server's links but the loopback; reconnect opens them", () => {
  const links = new Links();
  links.disconnect(1);
  expect(closed(links)).toEqual(["0>1", "1>0", "1>2", "2>1"]);
  links.reconnect(1);
  expect(closed(links)).toEqual([]);
});

test("a cut closes one direction of one link, mend opens it", () => {
  const links = new Links();
  links.cut(0, 2);
  links.cut(1, 1);
  expect(closed(links)).toEqual(["0>2"]);
  links.mend(2, 0);
  expect(closed(links)).toEqual(["0>2"]);
  links.mend(0, 2);
  expect(closed(links)).toEqual([]);
});

test("a partition closes the links between groups; who is in none reaches everybody; another replaces it", () => {
  const links = new Links();
  links.partition([[0], [1]]);
  expect(closed(links)).toEqual(["0>1", "1>0"]);
  links.partition([[0, 1], [2]]);
  expect(closed(links)).toEqual(["0>2", "1>2", "2>0", "2>1"]);
});

test("the three kinds of cut lie over each other and heal apart; heal opens everything", () => {
  const links = new Links();
  links.cut(0, 1);
  links.partition([[0, 1], [2]]);
  links.disconnect(0);
  links.reconnect(0);
  expect(closed(links)).toEqual(["0>1", "0>2", "1>2", "2>0", "2>1"]);
  links.disconnect(0);
  links.heal();
  expect(closed(links)).toEqual([]);
});
