import type { EventOf, TraceEvent } from "../../tester/trace/event";
import { messagesOf, type Message } from "./messages";
import { isFarFirst } from "./one-command";
import { findRun } from "./scenes";
import { SpaceTime } from "./space-time";
import { Svg } from "./svg";

interface Pair {
  leader: number;
  others: number[];
  messages: Message[];
  starts: EventOf<"started">[];
  applies: EventOf<"apply">[];
}

function hasEntries({ args }: Message): boolean {
  return (args.entries?.length ?? 0) > 0;
}

/** Two commands, the first of which is committed before the second is sent, in a run in which arrows can be told apart. */
function shown(events: readonly TraceEvent[]): Pair | undefined {
  const starts = events.filter((event): event is EventOf<"started"> => event.kind === "started" && event.isLeader);
  const applies = events.filter((event): event is EventOf<"apply"> => event.kind === "apply");
  if (starts.length !== 2 || applies.length !== 6) return undefined;
  const leader = starts[0].server;
  const others = [0, 1, 2].filter((node) => node !== leader);
  const last = applies.at(-1)!.atUs;
  const all = messagesOf(events).filter(({ sentUs, endUs }) => sentUs >= starts[0].atUs && endUs <= last);
  const messages = all.filter((each) => hasEntries(each) || each.part === "request");
  const requests = messages.filter(({ part }) => part === "request");
  const isOrdered = requests.length === 6 && [0, 2, 4].every((i) => isFarFirst(requests.slice(i, i + 2), others));
  const isAlone = messages.every(({ sentUs }) => sentUs < starts[0].atUs + 6_000 || sentUs >= starts[1].atUs);
  return isOrdered && isAlone ? { leader, others, messages, starts, applies } : undefined;
}

/** How followers learn what is committed: with the next AppendEntries, whatever that is for. */
export async function piggyback(): Promise<string> {
  const { leader, others, messages, starts, applies } = await findRun("piggyback", shown);
  const svg = new Svg(
    800,
    "The commit index rides on the next AppendEntries",
    "Time runs down. The leader L sends entry 1 to the followers F1 and F2 with leaderCommit 0, and commits it with the first reply. The AppendEntries that carries entry 2 says leaderCommit 1: only then do the followers apply entry 1. A heartbeat without entries says leaderCommit 2.",
  );
  const own = [starts[0].atUs, starts[1].atUs];
  const instants = [...own, ...messages.flatMap(({ sentUs, endUs }) => [sentUs, endUs])];
  const diagram = new SpaceTime(
    svg,
    [
      { node: leader, x: 230, name: "L", what: "leader" },
      { node: others[0], x: 430, name: "F1", what: "follower" },
      { node: others[1], x: 660, name: "F2", what: "follower" },
    ],
    52,
    instants,
  );
  diagram.drawLanes();
  for (const message of messages) {
    const { entries, leaderCommit } = message.args;
    const what = entries!.length > 0 ? `entry ${entries![0].command === "x" ? 1 : 2}, ` : "";
    const label = message.part === "reply" ? "" : `${what}leaderCommit ${leaderCommit}`;
    diagram.message(message, label, message.to === others[0] ? { below: true } : { where: 0.73 });
  }
  starts.forEach(({ atUs, index }) => diagram.mark(leader, atUs, `start: entry ${index}`, "left"));
  for (const { server, atUs, index } of applies) {
    const words = server === leader ? `commits ${index}, applies it` : `applies ${index}`;
    diagram.mark(server, atUs, words, server === leader ? "left" : "right");
  }
  return svg.toString(diagram.bottom + 6);
}
