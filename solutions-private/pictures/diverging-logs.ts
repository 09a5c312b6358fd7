import type { EventOf, Node, TraceEvent } from "../../tester/trace/event";
import { findRun } from "./scenes";
import { Svg, type Point } from "./svg";

const SERVERS = [0, 1, 2];

interface Entry {
  term: number;
  command: string;
}

/** All logs at one instant, and how much of each is known there to be committed. */
interface Moment {
  words: string;
  logs: Entry[][];
  committed: number[];
  leader: Node;
  isCut: boolean;
}

interface Story {
  first: Node;
  moments: Moment[];
}

function momentAt(events: readonly TraceEvent[], untilUs: number, words: string, leader: Node, isCut: boolean): Moment {
  const logs: Entry[][] = SERVERS.map(() => []);
  const committed = SERVERS.map(() => 0);
  for (const event of events) {
    if (event.atUs > untilUs) break;
    if (event.kind === "save") logs[event.server] = (JSON.parse(event.state) as { log: Entry[] }).log;
    if (event.kind === "apply") committed[event.server] = event.index;
  }
  return { words, logs, committed, leader, isCut };
}

/** A leader that takes two commands alone, while the others elect another that commits three; then they meet again. */
function shown(events: readonly TraceEvent[]): Story | undefined {
  const at = (isIt: (event: TraceEvent) => boolean): number => events.find(isIt)?.atUs ?? NaN;
  const leaders = events.filter((event): event is EventOf<"state"> => event.kind === "state" && event.isLeader);
  const cutUs = at((event) => event.kind === "fault" && event.verb === "disconnect");
  const backUs = at((event) => event.kind === "fault" && event.verb === "reconnect");
  if (leaders.length !== 2 || leaders[1].term !== 2 || !(backUs > cutUs)) return undefined;
  const [first, second] = leaders.map(({ server }) => server);
  const longer = SERVERS.find((server) => server !== first && server !== second)!;
  if (first !== 0 || longer !== 2) return undefined;
  const gone = events.find((event) => event.kind === "save" && event.server === first && event.atUs > backUs)!;
  return {
    first,
    moments: [
      momentAt(events, cutUs - 1, "All logs are the same.", first, false),
      momentAt(events, leaders[1].atUs - 1, `S${first}, cut off, leads term 1 and takes b and c.`, first, true),
      momentAt(events, backUs - 1, `S${second} leads term 2: d, e and f are committed.`, second, true),
      momentAt(
        events,
        gone === undefined ? backUs : events.at(-1)!.atUs,
        `S${first} is back: b and c give way to d, e and f.`,
        second,
        false,
      ),
    ],
  };
}

/** A box, the distance between rows, the gap in which a cut is drawn, and where logs begin. */
const WIDTH = 58;
const HEIGHT = 34;
const ROW = 42;
const CUT = 14;
const LOGS = 70;
/** Height of one instant's panel. */
const PANEL = 3 * ROW + CUT + 56;

/** Logs that go apart and come together again: boxes with terms. */
export async function divergingLogs(): Promise<string> {
  const { moments } = await findRun("logs", shown);
  const svg = new Svg(
    800,
    "Logs that go apart, and come together",
    "The logs of three servers at four instants, one below the other. A box is an entry, with its term and its command; a thick underline marks what a server knows to be committed. First all are the same. Then the cut-off leader S0 appends b and c in term 1. The others elect S1, which appends and commits d, e and f in term 2. When S0 is back, its b and c are replaced by d, e and f.",
  );
  for (const [i, moment] of moments.entries()) {
    drawMoment(svg, moment, i + 1, { x: 24 + (i % 2) * 395, y: 34 + Math.floor(i / 2) * PANEL });
  }
  legend(svg, 34 + 2 * PANEL - 12);
  return svg.toString(34 + 2 * PANEL + 8);
}

function drawMoment(
  svg: Svg,
  { words, logs, committed, leader, isCut }: Moment,
  number: number,
  { x, y: top }: Point,
): void {
  svg.text({ x, y: top }, `${number}.  ${words}`, "strong");
  for (const server of SERVERS) {
    const y = top + 16 + server * ROW + (server > 0 ? CUT : 0);
    svg.text({ x, y: y + 23 }, `S${server}`, "big");
    if (server === leader || (isCut && server === 0))
      svg.text({ x: x + 26, y: y + 22 }, "leads", "small accent strong");
    logs[server].forEach((entry, i) => drawEntry(svg, entry, x + LOGS + i * (WIDTH + 2), y));
    const end = x + LOGS + committed[server] * (WIDTH + 2) - 2;
    if (committed[server] > 0) svg.line({ x: x + LOGS, y: y + HEIGHT + 3 }, { x: end, y: y + HEIGHT + 3 }, "sure");
  }
  if (!isCut) return;
  const y = top + 16 + ROW + CUT / 2 - 1;
  svg.line({ x, y }, { x: x + 235, y }, "cut");
  svg.text({ x: x + 242, y: y + 4 }, "no messages pass", "small soft");
}

function drawEntry(svg: Svg, { term, command }: Entry, x: number, y: number): void {
  svg.rect({ x, y }, WIDTH, HEIGHT, `box term${term}`);
  svg.text({ x: x + 8, y: y + 15 }, `term ${term}`, "small");
  svg.text({ x: x + WIDTH / 2, y: y + 30 }, command.split(" ")[0], "mid strong");
}

function legend(svg: Svg, y: number): void {
  svg.line({ x: 24, y: y - 4 }, { x: 62, y: y - 4 }, "sure");
  svg.text({ x: 72, y }, "the server knows that these are committed", "small soft");
}
