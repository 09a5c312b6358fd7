import type { World } from "./world";

/** What the submission's own shapes keep from view, a sentence each. */
export function hiddenIn(world: World): string[] {
  const sentences: string[] = [];
  const calls = [...world.calls.values()].filter(({ send }) => send.server < world.servers);
  if (calls.length > 0 && world.requests === 0) {
    sentences.push(
      "The servers' messages don't bear Figure 2's field names (term, candidateId, prevLogIndex …): votes and entries can't be seen.",
    );
  } else {
    const has = (kind: string): boolean => calls.some(({ request }) => request?.kind === kind);
    if (has("vote") && !world.hasVotes)
      sentences.push("Replies have no voteGranted: who got which vote can't be seen.");
    if (has("append") && !world.hasSuccesses) {
      sentences.push("Replies have no success: what followers acknowledge can't be seen.");
    }
  }
  if (world.saves.unread > world.saves.read) {
    sentences.push(
      "What is saved isn't JSON with currentTerm, votedFor and log: terms, votes and logs on disk can't be seen.",
    );
  }
  return sentences;
}
