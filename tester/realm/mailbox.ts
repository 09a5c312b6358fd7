/**
 * The seam between a submission and whatever world runs it: texts in, texts out.
 *
 * The host hands in one text, an event; the realm runs and drains its microtasks; the host then collects one text, the
 * ordered list of effects. Both are lines of tab-separated fields; JSON, which contains neither a raw tab nor a raw new
 * line, is carried unparsed. No object crosses.
 *
 * ```text
 * in:   nowUs  kind  field …                          one line
 * out:  kind  field …                                 a line an effect, in the order in which they were done
 * ```
 */

/** What a fresh realm is told when it boots (as JSON, field of the `boot` event). */
export interface Boot {
  /** `raft` runs raft.ts alone (labs 2a–2d), `kv` server.ts, `clerk` client.ts. */
  role: "raft" | "kv" | "clerk";
  /** Number of servers in the cluster. */
  servers: number;
  /** This server's number; −1 for a clerk. */
  me: number;
  /** Seeds `Math.random` and `crypto`: a 32-bit integer drawn from (seed, node, incarnation). */
  dice: number;
  /** `maxRaftState` of lab 3; −1: no bound. */
  maxRaftState: number;
  /** Somebody will look at its fields: {@link Mailbox.inspect}. Changes nothing else. */
  isInspected?: true;
  /** What the disk holds. */
  state?: string;
  snapshot?: string;
}

/**
 * Events, as the fields that follow `nowUs`.
 *
 * A request for a method that the submission hasn't is a `throw` of how "misuse" whose text lacks its subject, as only
 * the host knows the caller: `called "Raft.x", but class Raft has no public method x`.
 */
export type EventIn =
  | ["boot", /* JSON of Boot */ string]
  | ["request", /* id chosen by the host, unique in the run */ number, /* method, "Raft.x" */ string, /* args */ string]
  | ["reply", /* call id of this realm */ number, /* reply */ string]
  | ["noreply", /* call id */ number]
  | ["fire", /* timer id */ number]
  | ["start", /* command */ string]
  | ["snapshot", /* index */ number, /* JSON string */ string]
  | ["kill"]
  | ["operation", /* id */ number, /* JSON {op: "get"|"put"|"append", key, value?} */ string];

/** Effects, as lines. Numbers are decimal; `json` fields are JSON text. */
export type EffectOut =
  | ["send", /* call id, from 1 within this realm */ number, /* to */ number, /* method */ string, /* args */ string]
  | ["answer", /* request id */ number, /* reply */ string]
  | ["arm", /* timer id, from 1 within this realm */ number, /* delay, µs, ≥ 1000 */ number]
  | ["disarm", /* timer id */ number]
  | ["save", /* JSON string */ string, /* JSON string, or "" when the snapshot stays */ string]
  | ["apply", /* JSON of ApplyMsg */ string]
  | ["started", /* JSON of StartResult */ string]
  | ["state", /* term */ number, /* 1 or 0 */ number]
  | ["log", /* level */ string, /* JSON string */ string]
  | ["throw", /* JSON of trace/event.ts Thrown */ string]
  | ["done", /* operation id */ number, /* JSON of the result, null for put and append */ string];

/** One booted realm. */
export interface Mailbox {
  /** Hands in one event. Returns at once; the realm's microtasks run before the next {@link collect} (see turn.ts). */
  deliver(event: string): void;
  /** The effects since the last collection, in order; `""` for none. Asks `getState` and adds `state` when it changed. */
  collect(): string;
  /**
   * Its Raft's own data fields under Figure 2's names that have changed since the last call, as JSON; `""` for none. Runs
   * none of the submission's code. Beside the list of effects: no run depends on it.
   */
  inspect?(): string;
}
