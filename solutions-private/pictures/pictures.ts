import { deposedLeader } from "./deposed-leader";
import { divergingLogs } from "./diverging-logs";
import { oneCommand } from "./one-command";
import { piggyback } from "./piggyback";
import { splitVote } from "./split-vote";

/** Where each picture stands, and who draws it. */
const PICTURES: Readonly<Record<string, () => Promise<string>>> = {
  "labs/2a/split-vote.svg": splitVote,
  "labs/2b/deposed-leader.svg": deposedLeader,
  "labs/2b/one-command.svg": oneCommand,
  "labs/2b/diverging-logs.svg": divergingLogs,
  "labs/2b/commit-on-the-next-message.svg": piggyback,
};

/** All pictures: file and text. */
export async function drawAll(): Promise<[string, string][]> {
  const drawn: [string, string][] = [];
  for (const [file, draw] of Object.entries(PICTURES)) drawn.push([file, await draw()]);
  return drawn;
}
