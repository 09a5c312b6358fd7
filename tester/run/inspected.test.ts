import { programOf, raftWith } from "../realm/lone-server";
import { LoadedProgram } from "../realm/realm";
import { findScenario } from "../scenarios/registry";
import type { Inspected } from "../trace/inspected";
import { firstDifference } from "../trace/trace";
import { runOnce } from "./run";

/** It counts its terms, saves, throws dice and looks at its clock, and uses proxies. */
const MEMBERS = `
  begin() {
    const inner = new Proxy({ votes: 0 }, { set(target, key, value) { target[key] = value; return true; } });
    Object.assign(this, { currentTerm: 0, votedFor: null, log: [], role: "follower", inner });
    const tick = async () => {
      this.currentTerm++;
      this.inner.votes++;
      this.log.push({ term: this.currentTerm, command: Math.random() });
      this.persister.save(JSON.stringify([this.log.length, Date.now(), String(Proxy.name), this.inner.votes]));
      await Promise.all(this.peers.map((peer) => peer.call("Raft.requestVote", { term: this.currentTerm })));
      setTimeout(tick, 50 * Math.random());
    };
    setTimeout(tick, 10);
  }
  getState() { return { term: this.currentTerm, isLeader: false }; }`;

async function played(states?: Inspected[]): ReturnType<typeof runOnce> {
  const program = new LoadedProgram(await programOf({ "raft.ts": raftWith(MEMBERS) }));
  const scenario = findScenario("2a", "re-election")!;
  return runOnce(program, scenario, 3, "", { states });
}

test("a run that is looked into is the same run, and what was seen stands at its events", async () => {
  const states: Inspected[] = [];
  const [plain, inspected] = [await played(), await played(states)];
  expect(plain.trace.events.length).toBeGreaterThan(500);
  expect(firstDifference(plain.trace, inspected.trace)).toBeUndefined();
  expect(inspected.outcome.traceHash).toBe(plain.outcome.traceHash);
  expect(states.length).toBeGreaterThan(50);
  for (const { n, server, fields } of states.slice(0, 50)) {
    const { events } = inspected.trace;
    const { currentTerm } = JSON.parse(fields) as { currentTerm?: number };
    const said = events.slice(0, n + 1).filter((event) => event.kind === "state" && event.server === server);
    if (currentTerm !== undefined) expect(said.at(-1)).toMatchObject({ term: currentTerm });
  }
});
