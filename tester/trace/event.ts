/**
 * What a trace is made of: everything that happened in one run, in order, one event a line.
 *
 * Nodes are numbers: a cluster of n servers has 0…n−1, and clerks follow from n on. Instants are virtual, in integer
 * microseconds from the start of the run. Fields of type {@link JsonText} hold JSON as it crossed the mailbox, unparsed.
 */

/** JSON, as text. */
export type JsonText = string;

/** A server's or a clerk's number. */
export type Node = number;

/** Which half of a call a message is. */
export type Part = "request" | "reply";

/** Why a message didn't arrive. */
export type LossReason =
  /** the network's dice */
  | "lost"
  /** the link was cut at the instant of delivery */
  | "cut"
  /** the receiver was down, or another incarnation */
  | "down"
  /** the call had already been settled: a second reply, or one after the deadline */
  | "late";

/** A submission's own error: a throw, an unhandled rejection, a misuse of the interface, an unwritten stub. */
export interface Thrown {
  /** `contract`: a missing export or member, an answer of the wrong shape. */
  how: "throw" | "rejection" | "misuse" | "contract" | "todo";
  /** The error's name and message, `TypeError: x is not a function`. */
  text: string;
  /** The student's own frames, innermost first: `at Raft.start (raft.ts:12:3)`. */
  frames: string[];
  /** For `todo`. */
  todo?: { lab: string; what: string };
}

/** What the cluster's faults are called, as in a scenario. */
export type FaultVerb =
  "disconnect" | "reconnect" | "partition" | "heal" | "cut" | "mend" | "hold" | "release" | "echo" | "network";

/** What a clerk can be asked for. */
export type OperationKind = "get" | "put" | "append";

/** What an event says, apart from its number and instant. */
export type Happening =
  /** First event of every trace: what the run is a function of, apart from the submission. */
  | { kind: "run"; format: 1; lab: string; scenario: string; seed: number; edits: string; servers: number }
  /** The scenario's own words for what it does next. */
  | { kind: "step"; text: string }
  | { kind: "boot"; server: Node; incarnation: number }
  /** `kept` of the `kept + cut` effects of the event in which the crash fell happened; 0 and 0 between events. */
  | { kind: "crash"; server: Node; incarnation: number; kept: number; cut: number }
  | { kind: "pause"; server: Node }
  | { kind: "resume"; server: Node }
  | { kind: "kill"; server: Node }
  /** A change of the network. `fault` numbers the injuries of a run from 1, pauses and crashes included; 0 for a cure. */
  | { kind: "fault"; verb: FaultVerb; fault: number; text: string }
  /** A call leaves its caller. */
  | { kind: "send"; server: Node; to: Node; call: number; method: string; args: JsonText }
  /** A message didn't arrive. */
  | { kind: "lose"; call: number; part: Part; from: Node; to: Node; why: LossReason }
  /** A message is caught by a hold. */
  | { kind: "held"; call: number; part: Part; from: Node; to: Node }
  /** A request reaches its handler. `copy` is 0, or the number of the duplicate. */
  | { kind: "deliver"; server: Node; from: Node; call: number; copy: number }
  /** The handler answers. */
  | { kind: "answer"; server: Node; to: Node; call: number; reply: JsonText }
  /** The reply reaches the caller. */
  | { kind: "return"; server: Node; from: Node; call: number }
  /** The call settles `undefined` at the caller. */
  | { kind: "noreply"; server: Node; to: Node; call: number }
  | { kind: "arm"; server: Node; timer: number; delayUs: number }
  | { kind: "disarm"; server: Node; timer: number }
  | { kind: "fire"; server: Node; timer: number }
  /** The tester calls `start`; `started` is the answer. */
  | { kind: "start"; server: Node; command: JsonText }
  | { kind: "started"; server: Node; index: number; term: number; isLeader: boolean }
  | { kind: "apply"; server: Node; index: number; command: JsonText }
  | { kind: "applySnapshot"; server: Node; index: number; term: number; snapshot: string }
  /** `sizeBytes` and `snapshotBytes` are UTF-8; `snapshot` only where this save carried one. */
  | { kind: "save"; server: Node; state: string; sizeBytes: number; snapshot?: string; snapshotBytes?: number }
  /** What `getState` says now, when it differs from before. */
  | { kind: "state"; server: Node; term: number; isLeader: boolean }
  | { kind: "log"; server: Node; level: string; text: string }
  | { kind: "throw"; server: Node; error: Thrown }
  /** The tester, as the service of lab 2d, hands a snapshot down: all entries up to and including `index`. */
  | { kind: "snapshot"; server: Node; index: number; snapshot: string }
  /** A clerk (its node) begins an operation; `value` is what is put or appended. Operations count from 1 in a run. */
  | { kind: "invoke"; server: Node; operation: number; op: OperationKind; key: string; value?: string }
  /** The clerk's operation returns; `value` is what a get read. One that never returns may still take effect. */
  | { kind: "ok"; server: Node; operation: number; value?: string }
  /** A deterministic budget ran out. */
  | { kind: "overrun"; server: Node; budget: string; limit: number; unit: string; hint: string }
  /** A demand of the scenario was not met. The law's words live in checks/. */
  | { kind: "unmet"; demand: string; servers: Node[]; expected: string; got: string }
  /** Last event: the scenario has ended by itself. */
  | { kind: "end" };

/** One event of a trace. `n` counts from 0 without gaps. */
export type TraceEvent = { n: number; atUs: number } & Happening;

/** The events of one kind. */
export type EventOf<K extends Happening["kind"]> = Extract<TraceEvent, { kind: K }>;

/** The name under which a node is shown: S0, S1, …; clerks C0, C1, …. */
export function nameOf(node: Node, servers: number): string {
  return node < servers ? `S${node}` : `C${node - servers}`;
}

/** An instant as people read it: `1.204 s`. */
export function secondsOf(us: number): string {
  return `${(us / 1_000_000).toFixed(3)} s`;
}
