import type { EventOf, Node, TraceEvent } from "../../tester/trace/event";
import { messagesOf, type Message } from "./messages";
import { findRun } from "./scenes";
import { Svg } from "./svg";

const SERVERS = [0, 1, 2, 3];

/** A server's election timer, from when it was set to when it expired or was set anew. */
interface Timer {
  server: Node;
  fromUs: number;
  toUs: number;
  expires: boolean;
}

interface Election {
  timers: Timer[];
  /** The two candidates of the first term, and who becomes leader of the second. */
  candidates: [Node, Node];
  winner: Node;
  leadsUs: number;
  votes: Message[];
}

/** Timers that were set before `untilUs`; a heartbeat's are left out by then. */
function timersOf(events: readonly TraceEvent[], untilUs: number): Timer[] {
  const open = new Map<string, EventOf<"arm">>();
  const timers: Timer[] = [];
  for (const event of events) {
    if (event.atUs > untilUs) break;
    if (event.kind === "arm") open.set(`${event.server}.${event.timer}`, event);
    if (event.kind !== "fire" && event.kind !== "disarm") continue;
    const { server, timer, atUs } = event;
    const set = open.get(`${server}.${timer}`);
    open.delete(`${server}.${timer}`);
    if (set !== undefined) timers.push({ server, fromUs: set.atUs, toUs: atUs, expires: event.kind === "fire" });
  }
  const unfinished = [...open.values()].map(({ server, atUs }) => ({
    server,
    fromUs: atUs,
    toUs: untilUs,
    expires: false,
  }));
  return [...timers, ...unfinished].sort((a, b) => a.fromUs - b.fromUs);
}

/** A run in which two of four become candidates at nearly the same instant, get two votes each, and one wins the next term. */
function shown(events: readonly TraceEvent[]): Election | undefined {
  const states = events.filter((event): event is EventOf<"state"> => event.kind === "state");
  const lead = states.find(({ isLeader }) => isLeader);
  if (lead?.term !== 2) return undefined;
  const messages = messagesOf(events).filter(({ method, args }) => method === "Raft.requestVote" && args.term === 1);
  const asked = messages.filter(({ part }) => part === "request");
  const candidates = [...new Set(asked.map(({ from }) => from))];
  const votes = messages.filter(({ part, reply }) => part === "reply" && reply?.voteGranted);
  if (candidates.length !== 2 || votes.length !== 2 || votes[0].to === votes[1].to) return undefined;
  const later = messagesOf(events).filter(({ method, args }) => method === "Raft.requestVote" && args.term === 2);
  const isClear = later.every(({ from, to }) => from === lead.server || to === lead.server);
  const timers = timersOf(events, lead.atUs + 15_000);
  const ends = timers.filter(({ expires, toUs }) => expires && toUs <= lead.atUs);
  if (!isClear || ends.length !== 3) return undefined;
  return {
    ...{ timers, winner: lead.server, leadsUs: lead.atUs, votes: [...asked, ...votes] },
    candidates: [candidates[0], candidates[1]],
  };
}

const LEFT = 92;
const RIGHT = 770;
const ROW = 44;

/** When servers' election timeouts expire: two at once split the votes, and the next ones, drawn anew, don't. */
export async function splitVote(): Promise<string> {
  const election = await findRun("election", shown);
  const svg = new Svg(
    800,
    "Election timeouts and a split vote",
    "Four servers in rows, time to the right. Bars are election timers; a dot is where one expires. In term 1 two expire within the same few milliseconds: both servers stand for election, get two of four votes each, and nobody has a majority. Timeouts are drawn anew; one expires well before the others, and its server becomes leader of term 2. Below, the split is drawn larger, with the requests for votes and the answers.",
  );
  const end = whole(svg, election, 62);
  return svg.toString(split(svg, election, end + 62));
}

/** All timers, from the first boot to the leader. */
function whole(svg: Svg, { timers, leadsUs, winner, candidates }: Election, top: number): number {
  const endUs = leadsUs + 15_000;
  const x = (us: number): number => LEFT + ((RIGHT - 40 - LEFT) * us) / endUs;
  const y = (server: Node): number => top + server * ROW;
  const bottom = y(SERVERS.length - 1) + 24;
  const expiries = timers.filter(({ expires, toUs }) => expires && toUs <= leadsUs);
  const firstUs = expiries[0].toUs;
  svg.text({ x: 24, y: 28 }, "Election timers: set, running, expired", "strong");
  svg.rect({ x: x(firstUs) - 7, y: top - 22 }, 14 + x(expiries[1].toUs) - x(firstUs), bottom - top + 22, "shade");
  for (const server of SERVERS) {
    svg.text({ x: 24, y: y(server) + 5 }, `S${server}`, "big");
    svg.line({ x: LEFT, y: y(server) }, { x: RIGHT, y: y(server) }, "axis");
  }
  for (const { server, fromUs, toUs } of timers) {
    svg.line({ x: x(fromUs), y: y(server) }, { x: x(toUs) - 1, y: y(server) }, "timer");
    svg.line({ x: x(fromUs), y: y(server) - 8 }, { x: x(fromUs), y: y(server) + 8 }, "ink");
  }
  for (const { server, toUs } of expiries) svg.dot({ x: x(toUs), y: y(server) }, "mark", 7);
  for (const server of candidates) {
    svg.text({ x: x(firstUs) - 12, y: y(server) - 11 }, "candidate, term 1", "end small halo");
  }
  svg.text({ x: x(leadsUs) - 12, y: y(winner) - 11 }, "candidate, leader of term 2", "end small halo");
  for (const ms of [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000].filter((each) => each * 1_000 < endUs)) {
    svg.line({ x: x(ms * 1_000), y: bottom }, { x: x(ms * 1_000), y: bottom + 5 }, "axis");
    svg.text({ x: x(ms * 1_000), y: bottom + 19 }, `${ms} ms`, "mid small soft");
  }
  svg.line({ x: LEFT, y: bottom }, { x: RIGHT, y: bottom }, "axis");
  return bottom + 20;
}

/** The few milliseconds of the split, larger. */
function split(svg: Svg, { votes, candidates }: Election, top: number): number {
  const fromUs = Math.min(...votes.map(({ sentUs }) => sentUs));
  const toUs = Math.max(...votes.map(({ endUs }) => endUs));
  const left = LEFT + 120;
  const x = (us: number): number => left + ((RIGHT - 190 - left) * (us - fromUs)) / (toUs - fromUs);
  const order = [candidates[0], ...SERVERS.filter((server) => !candidates.includes(server)), candidates[1]];
  const voterOf = new Map(votes.filter(({ part }) => part === "reply").map(({ from, to }) => [to, from]));
  if (order[1] !== voterOf.get(candidates[0])) [order[1], order[2]] = [order[2], order[1]];
  const y = (server: Node): number => top + 14 + order.indexOf(server) * (ROW + 14);
  svg.text({ x: 24, y: top - 20 }, `The shaded instants, larger: ${((toUs - fromUs) / 1_000).toFixed(1)} ms`, "strong");
  for (const server of order) {
    svg.text({ x: 24, y: y(server) + 5 }, `S${server}`, "big");
    svg.line({ x: LEFT, y: y(server) }, { x: RIGHT, y: y(server) }, "lane");
  }
  for (const { from, to, sentUs, endUs, part } of votes) {
    const style = part === "reply" ? "reply" : voterOf.get(from) === to ? "ink" : "faint";
    svg.arrow({ x: x(sentUs), y: y(from) }, { x: x(endUs), y: y(to) }, style);
  }
  for (const server of candidates) {
    const { sentUs } = votes.find(({ from, part }) => from === server && part === "request")!;
    const { endUs } = votes.find(({ to, part }) => to === server && part === "reply")!;
    svg.dot({ x: x(sentUs), y: y(server) }, "mark", 6);
    svg.text({ x: x(sentUs) - 12, y: y(server) - 9 }, "votes for itself", "end small halo");
    svg.dot({ x: x(endUs), y: y(server) }, "hollow");
    svg.text({ x: Math.max(x(endUs) + 12, x(toUs) + 12), y: y(server) - 9 }, "2 of 4 votes: no majority", "small halo");
  }
  for (const [candidate, voter] of voterOf) {
    const { sentUs } = votes.find(({ from, part }) => from === voter && part === "reply")!;
    svg.dot({ x: x(sentUs), y: y(voter) }, "hollow");
    svg.text({ x: Math.max(x(sentUs), x(toUs)) + 12, y: y(voter) - 9 }, `votes for S${candidate}`, "small halo");
  }
  return y(order[3]) + 30;
}
