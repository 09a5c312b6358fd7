import type { EventOf, TraceEvent } from "../../tester/trace/event";
import { messagesOf, type Message } from "./messages";
import { findRun } from "./scenes";
import { SpaceTime } from "./space-time";
import { Svg } from "./svg";

const CLERK = 3;

interface Command {
  leader: number;
  others: number[];
  ask: Message;
  answer: Message;
  out: Message[];
  back: Message[];
  next: Message[];
  applies: EventOf<"apply">[];
}

function appends(message: Message): boolean {
  return message.method === "Raft.appendEntries";
}

/** Of a message with each follower, the one with the second is well before. */
export function isFarFirst(pair: readonly Message[], others: readonly number[]): boolean {
  const [first, second] = [...pair].sort((a, b) => a.endUs - b.endUs);
  return [first.from, first.to].includes(others[1]) && second.endUs - first.endUs > 350;
}

/** The clerk's second command, if it goes to the leader at once and both followers answer before the next heartbeat. */
function shown(events: readonly TraceEvent[]): Command | undefined {
  const asked = events.filter((event) => event.kind === "invoke").at(-1)!;
  const messages = messagesOf(events).filter(({ sentUs }) => sentUs >= asked.atUs);
  const [ask] = messages.filter(({ from }) => from === CLERK);
  const answer = messages.find(({ to }) => to === CLERK);
  if (ask === undefined || answer === undefined || answer.from !== ask.to) return undefined;
  const leader = ask.to;
  const out = messages.filter((each) => appends(each) && each.part === "request" && each.args.entries!.length > 0);
  const back = messages.filter((each) => appends(each) && each.part === "reply" && each.args.entries!.length > 0);
  const next = messages.filter(
    (each) => appends(each) && each.part === "request" && each.args.entries!.length === 0 && each.sentUs > answer.endUs,
  );
  const applies = events.filter(
    (event): event is EventOf<"apply"> => event.kind === "apply" && event.atUs > asked.atUs,
  );
  const others = [0, 1, 2].filter((node) => node !== leader);
  const isWhole = out.length === 2 && back.length === 2 && next.length >= 2 && applies.length === 3;
  // The replies apart, so that one sees which of them makes the majority.
  // The lane farther off is reached first, so that arrows can be told apart.
  const isOrdered = isWhole && [out, back, next].every((pair) => isFarFirst(pair, others));
  const isClear = isWhole && isOrdered && back.every(({ endUs }) => endUs < next[0].sentUs);
  return isClear ? { leader, others, ask, answer, out, back, next: next.slice(0, 2), applies } : undefined;
}

/** One command of a client's, from its call to the last server that applies it. */
export async function oneCommand(): Promise<string> {
  const { leader, others, ask, answer, out, back, next, applies } = await findRun("command", shown);
  const svg = new Svg(
    800,
    "One command of a client",
    "Time runs down. A client C sends its command to the leader L. L appends it to its log and sends it to the followers F1 and F2. With the first reply a majority has the entry: L commits it, applies it and answers C. The followers apply it when the next AppendEntries tells them.",
  );
  const commitUs = applies.find(({ server }) => server === leader)!.atUs;
  const instants = [ask, answer, ...out, ...back, ...next].flatMap(({ sentUs, endUs }) => [sentUs, endUs]);
  const diagram = new SpaceTime(
    svg,
    [
      { node: CLERK, x: 110, name: "C", what: "client" },
      { node: leader, x: 290, name: "L", what: "leader" },
      { node: others[0], x: 490, name: "F1", what: "follower" },
      { node: others[1], x: 700, name: "F2", what: "follower" },
    ],
    52,
    instants,
  );
  diagram.drawLanes();
  diagram.clock([ask.sentUs, commitUs, answer.endUs], ask.sentUs, 78);
  diagram.message(ask, "put x = 1");
  const manner = (message: Message) => (message.to === others[0] ? { where: 0.5, below: true } : { where: 0.73 });
  for (const message of out) diagram.message(message, "AppendEntries, 1 entry", manner(message));
  for (const message of back) diagram.message(message, "success", { where: message.from === others[0] ? 0.5 : 0.73 });
  diagram.message(answer, "ok", { below: true });
  for (const message of next) diagram.message(message, "AppendEntries, leaderCommit", manner(message));
  diagram.mark(leader, ask.endUs, "appends it to its log", "left below");
  diagram.mark(leader, commitUs, "has a majority: commits, applies", "left above");
  for (const { endUs, to } of out) diagram.mark(to, endUs, "appends");
  for (const { server, atUs } of applies) if (server !== leader) diagram.mark(server, atUs, "applies");
  return svg.toString(diagram.bottom + 6);
}
