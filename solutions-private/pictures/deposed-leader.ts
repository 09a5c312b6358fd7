import type { EventOf, Node, TraceEvent } from "../../tester/trace/event";
import { messagesOf, type Message } from "./messages";
import { findRun } from "./scenes";
import { SpaceTime } from "./space-time";
import { Svg } from "./svg";

interface Story {
  /** The deposed leader, its companion, the new leader, and the two others. */
  lanes: [Node, Node, Node, Node, Node];
  messages: Message[];
  takesB: number;
  timeout: number;
  leads: number;
  commitsC: number;
  healed: number;
  yields: number;
  replaced: number;
}

function commandsIn({ args }: Message): unknown[] {
  return (args.entries ?? []).map(({ command }) => command);
}

/** The first message of each kind to each server: later ones only repeat it. */
function firsts(messages: readonly Message[]): Message[] {
  const seen = new Set<string>();
  return messages.filter(({ part, from, to, method }) => {
    const key = `${part} ${from} ${to} ${method}`;
    return !seen.has(key) && seen.add(key);
  });
}

function shown(events: readonly TraceEvent[]): Story | undefined {
  const states = events.filter((event): event is EventOf<"state"> => event.kind === "state");
  const leaders = states.filter(({ isLeader }) => isLeader);
  if (leaders.length !== 2 || leaders[1].term !== 2) return undefined;
  const [first, second] = leaders.map(({ server }) => server);
  const starts = events.filter((event): event is EventOf<"started"> => event.kind === "started" && event.isLeader);
  const cut = events.find((event) => event.kind === "fault" && event.verb === "partition");
  const healed = events.find((event) => event.kind === "fault" && event.verb === "heal")?.atUs;
  if (starts.length !== 3 || cut === undefined || healed === undefined) return undefined;
  const all = messagesOf(events).filter(({ sentUs }) => sentUs >= cut.atUs);
  const b = firsts(all.filter((each) => commandsIn(each).includes("b") && each.args.term === 1));
  const votes = all.filter(({ method, args }) => method === "Raft.requestVote" && args.term === 2);
  const c = all.filter((each) => each.sentUs < healed && commandsIn(each).includes("c"));
  const companion = b.find(({ part }) => part === "reply")?.from;
  if (companion === undefined || votes.some(({ part, reply }) => part === "reply" && !reply!.voteGranted))
    return undefined;
  const others = [0, 1, 2, 3, 4].filter((node) => ![first, second, companion].includes(node));
  const reunion = all.filter((each) => each.sentUs >= healed && [each.from, each.to].includes(first));
  const takesUp = reunion.find((each) => each.part === "request" && commandsIn(each).includes("c"));
  const yields = states.find((state) => state.server === first && state.atUs > healed)?.atUs;
  const again = reunion.filter((each) => each.args.term === 2 && each.endUs <= (takesUp?.endUs ?? 0));
  const commitsC = events.find((event) => event.kind === "apply" && event.server === second && event.command === '"c"');
  const timeout = votes[0]?.sentUs;
  const isSimple =
    again.length === 3 && again[0].endUs === yields && votes.every(({ from, to }) => from === second || to === second);
  if (!isSimple || takesUp === undefined || commitsC === undefined || others.length !== 2) return undefined;
  return {
    lanes: [first, companion, second, others[0], others[1]],
    messages: [...b, ...votes, ...firsts(c), ...again],
    ...{ takesB: starts[1].atUs, timeout, leads: leaders[1].atUs, commitsC: commitsC.atUs },
    ...{ healed, yields: again[0].endUs, replaced: takesUp.endUs },
  };
}

const XS = [150, 250, 420, 560, 680];

/** A leader that finds itself in a minority, and what becomes of it when the network is whole again. */
export async function deposedLeader(): Promise<string> {
  const story = await findRun("minority", shown);
  const { lanes, messages, takesB, timeout, leads, commitsC, healed, yields, replaced } = story;
  const [first, companion, second] = lanes;
  const svg = new Svg(
    800,
    "A leader deposed in a minority",
    `Time runs down; heartbeats are left out. S${first} leads term 1 and is cut off with S${companion}. It takes command b, which reaches only S${companion}: no majority, so b is never committed. On the other side S${second} times out, gets three of five votes and leads term 2. It takes c, and commits it. When the network heals, a message of term 2 reaches S${first}: it steps down, and c replaces its b.`,
  );
  const marks = [takesB, timeout, leads, commitsC, healed, yields, replaced];
  const instants = [...marks, ...messages.flatMap(({ sentUs, endUs }) => [sentUs, endUs])];
  const named = lanes.map((node, i) => ({ node, x: XS[i], name: `S${node}` }));
  const diagram = new SpaceTime(svg, named, 46, instants, 13);
  diagram.drawLanes();
  const wall = (XS[1] + XS[2]) / 2;
  svg.line({ x: wall, y: 40 }, { x: wall, y: diagram.y(healed) }, "cut");
  svg.text({ x: wall, y: 30 }, "cut", "mid small soft halo");
  svg.text({ x: wall, y: diagram.y(healed) + 16 }, "healed", "mid small soft halo");
  diagram.leads(first, Math.min(...instants), yields);
  diagram.leads(second, leads, undefined);
  for (const message of messages) diagram.message(message, labelOf(message), { lostX: wall });
  diagram.mark(first, takesB, "takes b", "left");
  diagram.mark(second, timeout, "times out", "left above");
  diagram.mark(second, leads, "elected; takes c", "left above");
  diagram.mark(second, commitsC, "commits c", "left");
  diagram.mark(first, yields, "term 2: steps down", "left");
  diagram.mark(first, replaced, "c replaces b", "left");
  return svg.toString(diagram.bottom + 6);
}

/** The longest arrows alone have words: they have room for them. */
function labelOf({ part, method, args, isLost }: Message): string {
  if (part === "reply" || isLost || method === "Raft.requestVote") return "";
  return args.entries!.length === 0 ? `heartbeat, term ${args.term}` : "";
}
