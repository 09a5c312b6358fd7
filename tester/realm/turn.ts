/**
 * The end of an event: its microtasks have run, and its rejections are known.
 *
 * Realms share the process's microtask queue. Node drains it before the next `setImmediate` callback, and then emits
 * `unhandledRejection` for promises that were rejected and that nobody had handled by then. One realm runs at a time,
 * so that the realm delivered to last is the one that a rejection belongs to.
 */

/** Who is told of a rejection: the realm delivered to last. */
type Owner = (reason: unknown) => void;

let owner: Owner | undefined;
let installed = false;

/** True for a promise of the host's own realm. A hostile prototype may throw here, and then it is none. */
function isHosts(promise: unknown): boolean {
  try {
    return promise instanceof Promise;
  } catch {
    return false;
  }
}

function onRejection(reason: unknown, promise: unknown): void {
  // The kit's own promise is the kit's own bug: nothing may hide that, so it becomes an uncaught exception.
  if (owner === undefined || isHosts(promise)) throw reason;
  owner(reason);
}

/** From now on, rejections belong to `newOwner`. */
export function own(newOwner: Owner): void {
  if (!installed) process.on("unhandledRejection", onRejection);
  installed = true;
  owner = newOwner;
}

const schedule = setImmediate;

/**
 * What Node does between two callbacks: microtasks, ticks, rejections. It has always been there and isn't documented;
 * without it, each turn is a callback of its own, which comes to the same and costs a tenth more CPU time.
 */
const drain = (process as { _tickCallback?: () => void })._tickCallback?.bind(process);

/** Then Node's own loop has its turn: it finishes what the collector has begun. */
const TURNS_IN_A_ROW = drain === undefined ? 1 : 64;

/** Who waits for the end of a turn. */
const waiting: (() => void)[] = [];
let isScheduled = false;

function endTurns(): void {
  isScheduled = false;
  for (let turns = 0; turns < TURNS_IN_A_ROW && waiting.length > 0; turns++) {
    waiting.shift()!();
    drain?.();
  }
  scheduleEnd();
}

function scheduleEnd(): void {
  if (isScheduled || waiting.length === 0) return;
  isScheduled = true;
  schedule(endTurns);
}

/** Resolves when the microtasks of what was delivered have run. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    scheduleEnd();
  });
}
