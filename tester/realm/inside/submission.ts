/** The submission's own objects in this realm: how they come to be, and what the tester asks of them. */
import type { Boot } from "../mailbox";
import { create, defineProperty, isInteger, mapGet, parse, promiseOf, stringify, then } from "./builtins";
import { onApply } from "./apply";
import { Breach, CLERK, demandClass, demandMethods, KV_SERVER, RAFT } from "./contract";
import { markBoot } from "./clock";
import { seedDice } from "./dice";
import { inspect, watchProxies } from "./inspection";
import { emit, markEffects, takeSince } from "./outbox";
import { newPersister } from "./persister";
import { peersOf } from "./rpc";
import { breach, hasThrown, show, tell } from "./thrown";

type Exports = Record<string, Record<string, unknown>>;
/** Runs the submission's modules, and returns what they export; the script that compile.ts wrote hands it over. */
export type Load = () => Exports;

interface RaftLike {
  start(command: unknown): unknown;
  getState(): unknown;
  kill(): void;
  snapshot?(index: number, snapshot: string): void;
}
interface ClerkLike {
  get(key: string): unknown;
  put(key: string, value: string): unknown;
  append(key: string, value: string): unknown;
}

let load: Load | undefined;
let raft: RaftLike | undefined;
/** What `kill` goes to: the Raft of lab 2, the k/v server of lab 3. */
let server: { kill(): void } | undefined;
let clerk: ClerkLike | undefined;
let killed = false;
let isInspected = false;

/** The objects that requests can name. */
export const targets: Record<string, object> = create(null) as Record<string, object>;

/** The key under which a freshly loaded submission script finds {@link receive}. */
const LOAD = Symbol.for("raftlab.load");
const ON_APPLY = Symbol.for("raftlab.onApply");

/** Waits for the submission's script, which calls this once, at its only statement. */
export function installLoader(): void {
  const receive = (loaded: Load): void => {
    load = loaded;
    Reflect.deleteProperty(globalThis, LOAD);
  };
  defineProperty(globalThis, LOAD, { configurable: true, value: receive });
}

function newRaft(exports: Exports, boot: Boot): void {
  const RaftClass = demandClass(exports["raft"]!, RAFT);
  const applyCh = { send: onApply };
  const made = new RaftClass(peersOf(boot.servers), boot.me, newPersister(boot.state, boot.snapshot), applyCh);
  demandMethods(made, RAFT);
  raft = made as RaftLike;
  server = raft;
  targets["Raft"] = raft;
}

/** Lets every ApplyChannel tell of its messages; fixed before the submission runs, so that it can't be taken away. */
function watchApplyChannels(): void {
  defineProperty(globalThis, ON_APPLY, { writable: false, configurable: false, enumerable: false, value: onApply });
}

function newServer(exports: Exports, boot: Boot): void {
  const ServerClass = demandClass(exports["server"]!, KV_SERVER);
  const persister = newPersister(boot.state, boot.snapshot);
  const made = new ServerClass(peersOf(boot.servers), boot.me, persister, boot.maxRaftState);
  demandMethods(made, KV_SERVER);
  const inner = (made as { raft?: unknown }).raft;
  if (typeof inner !== "object" || inner === null) throw new Breach("class KVServer has no field raft that is a Raft");
  demandMethods(inner, RAFT);
  raft = inner as RaftLike;
  server = made as { kill(): void };
  targets["Raft"] = raft;
  targets["KVServer"] = made;
}

function newClerk(exports: Exports, boot: Boot): void {
  const ClerkClass = demandClass(exports["client"]!, CLERK);
  const made = new ClerkClass(peersOf(boot.servers));
  demandMethods(made, CLERK);
  clerk = made as ClerkLike;
}

/** Boots: loads the modules and makes the one object that this realm is for. */
export function boot(told: Boot): void {
  markBoot();
  seedDice(told.dice);
  isInspected = told.isInspected ?? false;
  if (isInspected) watchProxies();
  const mark = markEffects();
  try {
    if (told.role === "kv") watchApplyChannels();
    const exports = load!();
    if (told.role === "raft") newRaft(exports, told);
    else if (told.role === "kv") newServer(exports, told);
    else newClerk(exports, told);
  } catch (error) {
    if (!(error instanceof Breach)) throw error;
    takeSince(mark); // a submission that doesn't keep the contract has done nothing
    breach(error.text);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** True where an answer that must come at once is a promise; the sentence has been told then. */
function isPromise(method: string, answer: unknown): boolean {
  if (!isObject(answer) || typeof answer["then"] !== "function") return false;
  then(
    promiseOf(answer),
    () => undefined,
    () => undefined,
  ); // its rejection would only repeat the fault
  breach(`${method} must return at once, not a promise`);
  return true;
}

function breachOfStart(answer: unknown): string | undefined {
  if (!isObject(answer)) return `start must return {index, term, isLeader}, but returned ${show(answer)}`;
  const { index, term, isLeader } = answer;
  if (typeof isLeader !== "boolean") return `start's isLeader must be true or false, but is ${show(isLeader)}`;
  if (!isLeader) return undefined;
  if (!isInteger(index) || (index as number) < 1) {
    return `start's index must be an integer from 1 on, but is ${show(index)}`;
  }
  if (!isInteger(term) || (term as number) < 0)
    return `start's term must be an integer from 0 on, but is ${show(term)}`;
  return undefined;
}

/** The tester calls `start`. An index and a term that don't count are told as −1 where they are no integers. */
export function start(command: string): void {
  if (raft === undefined) return;
  const answer = raft.start(parse(command));
  if (isPromise("start", answer)) return;
  const fault = breachOfStart(answer);
  if (fault !== undefined) return breach(fault);
  const { index, term, isLeader } = answer as Record<string, unknown>;
  const shownIndex = isInteger(index) ? (index as number) : -1;
  const shownTerm = isInteger(term) ? (term as number) : -1;
  emit('started\t{"index":' + shownIndex + ',"term":' + shownTerm + ',"isLeader":' + (isLeader as boolean) + "}");
}

/** The tester, as the service, hands a snapshot down. */
export function snapshot(index: number, text: string): void {
  if (raft === undefined) return;
  if (typeof raft.snapshot !== "function") return breach("class Raft has no method snapshot");
  raft.snapshot(index, text);
}

export function kill(): void {
  killed = true;
  server?.kill();
}

/** What `getState` said last; none before the first answer. */
let lastTerm = -1;
let lastLeader: boolean | undefined;

/** What an effect is in the words of a sentence; logging is let be, so that a student can watch `getState`. */
const DEEDS = new Map([
  ["send", "sent a message"],
  ["answer", "answered a request"],
  ["arm", "set a timer"],
  ["disarm", "cleared a timer"],
  ["save", "saved"],
  ["apply", "sent an ApplyMsg"],
]);

/** The first deed among effects, or "". */
function deedIn(effects: string): string {
  for (const line of effects.split("\n")) {
    const deed = mapGet(DEEDS, line.split("\t")[0]!);
    if (deed !== undefined) return deed;
  }
  return "";
}

function tellState(answer: unknown): void {
  if (isPromise("getState", answer)) return;
  if (!isObject(answer)) return breach(`getState must return {term, isLeader}, but returned ${show(answer)}`);
  const { term, isLeader } = answer;
  if (!isInteger(term) || (term as number) < 0) {
    return breach(`getState's term must be an integer from 0 on, but is ${show(term)}`);
  }
  if (typeof isLeader !== "boolean") {
    return breach(`getState's isLeader must be true or false, but is ${show(isLeader)}`);
  }
  if (term === lastTerm && isLeader === lastLeader) return;
  lastTerm = term as number;
  lastLeader = isLeader;
  emit("state\t" + lastTerm + "\t" + (isLeader ? 1 : 0));
}

/** Asks `getState` after an event. */
export function askState(): void {
  if (raft === undefined || killed || hasThrown()) return;
  const mark = markEffects();
  try {
    const answer = raft.getState();
    if (markEffects() !== mark && !hasThrown()) {
      const done = takeSince(mark);
      const deed = deedIn(done);
      if (deed !== "") return breach(`getState must be pure, but it ${deed}`);
      emit(done);
    }
    tellState(answer);
  } catch (error) {
    tell("throw", error);
  }
}

/** What this server's Raft remembers, as far as it has changed; "" unless the boot said that somebody will ask. */
export function inspectRaft(): string {
  return isInspected && raft !== undefined ? inspect(raft) : "";
}

function resultOf(op: string, value: unknown): string {
  if (op !== "get") return "null";
  if (typeof value === "string") return stringify(value);
  throw new Breach(`Clerk.get must answer with a string, but answered with ${show(value)}`);
}

/** A clerk begins an operation; its end is the effect `done`. */
export function operate(id: number, json: string): void {
  if (clerk === undefined) return;
  const { op, key, value } = parse(json) as { op: "get" | "put" | "append"; key: string; value?: string };
  const result = op === "get" ? clerk.get(key) : clerk[op](key, value!);
  then(
    promiseOf(result),
    (settled) => {
      try {
        emit("done\t" + id + "\t" + resultOf(op, settled));
      } catch (error) {
        if (error instanceof Breach) breach(error.text);
        else tell("throw", error);
      }
    },
    (error) => tell("throw", error),
  );
}
