import type { Law } from "./law";

/** The words of what scenarios demand. A demand is met or not by the cluster; the trace says so, and this reads it. */
interface DemandWords {
  title: string;
  source: string;
  what: string;
  often: string;
}

/** Every demand by the name under which the trace records it. */
export const DEMANDS: { [demand: string]: DemandWords } = {
  leader: {
    title: "A healthy majority elects a leader in time",
    source: "Raft §5.2",
    what: "A majority is up and connected, and has no leader.",
    often: "an election timer that is reset by what mustn't reset it, or a candidate that never tries again.",
  },
  "same-term": {
    title: "A leader's term reaches everybody",
    source: "Raft §5.1, §5.2",
    what: "A leader was elected, and healthy servers are in another term.",
    often: "heartbeats that don't go to every server, or a term that isn't adopted from them.",
  },
  calm: {
    title: "No needless election",
    source: "Raft §5.2",
    what: "The leader changed although nothing was wrong.",
    often: "a heartbeat that doesn't reset the election timer, or heartbeats that stop or come too late.",
  },
  "no-leader-without-majority": {
    title: "No leader without a majority",
    source: "Raft §5.2",
    what: "A server became leader although it can't reach a majority.",
    often: "votes compared with the wrong number, or with the servers that answered instead of all.",
  },
  "no-commit-without-majority": {
    title: "Nothing is committed without a majority",
    source: "Raft §5.3",
    what: "An entry was applied that no majority can have stored.",
    often: "replicas compared with the wrong number, or an entry applied before it is committed.",
  },
  agreement: {
    title: "A healthy majority agrees in time",
    source: "Raft §5.3",
    what: "A majority is up and connected, and a command isn't applied where it should be.",
    often: "nextIndex or matchIndex that moves wrongly after a refusal, or a commit index that followers never learn.",
  },
  traffic: {
    title: "As many messages as Raft needs",
    source: "Raft §5.2, §5.3",
    what: "The servers exchange more, or fewer, messages than they need.",
    often: "a retry without a pause, entries sent again that were acknowledged, or heartbeats at the wrong pace.",
  },
  "index-of-start": {
    title: "start answers with the index at which the command will stand",
    source: "Raft §5.3",
    what: "A command was given an index where it can't stand.",
    often: "indices that begin at 0, or a log that keeps entries which it should have lost.",
  },
  "state-size": {
    title: "A snapshot makes the log short",
    source: "Raft §7",
    what: "Raft's saved state is larger than what the snapshot leaves to keep.",
    often: "entries that the snapshot covers are still in the log, or still saved with it.",
  },
  "snapshot-size": {
    title: "A snapshot is the state, not its history",
    source: "Raft §7",
    what: "A snapshot is larger than what the service holds.",
    often: "a snapshot that keeps what was done, or what was answered, and not just what is.",
  },
  "no-snapshot": {
    title: "No snapshot unless one is asked for",
    source: "",
    what: "A server saved a snapshot although its maxRaftState says that there is no bound.",
    often: "maxRaftState compared without looking for -1 first.",
  },
  operation: {
    title: "A healthy majority answers its clients in time",
    source: "Raft §8",
    what: "A majority is up and connected, and an operation isn't answered.",
    often: "a handler that nobody wakes when leadership is lost, or a clerk that doesn't try another server.",
  },
  "no-answer-without-majority": {
    title: "No answer without a majority",
    source: "Raft §8",
    what: "A client got an answer although it reaches no majority.",
    often: "an operation answered before it is committed, or a read from a leader's own memory.",
  },
  "longest-wait": {
    title: "No client waits too long",
    source: "Raft §8",
    what: "A client waited too long although a majority could have served it.",
    often: "a clerk that stays with a server that can't answer, or a server that doesn't say that it leads no longer.",
  },
  "operation-speed": {
    title: "An operation takes much less than a heartbeat",
    source: "Raft §8",
    what: "Operations on a healthy network are slow.",
    often: "entries that wait for the next heartbeat, or a handler that looks for its entry now and then.",
  },
  "killed-is-silent": {
    title: "A killed server is silent",
    source: "",
    what: "A server went on after kill().",
    often: "a timer or a loop that kill() doesn't end.",
  },
};

/** The demands of scenarios: what the trace says was not met. */
export const demands: Law = {
  name: "demand",
  title: "",
  source: "",
  often: "",
  fold: () => (event) => {
    if (event.kind !== "unmet") return undefined;
    const { demand, servers, expected, got } = event;
    return { law: demand, ...DEMANDS[demand], servers, expected, got };
  },
};
