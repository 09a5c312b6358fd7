/**
 * What runs inside a realm: the submission's side of the mailbox.
 *
 * Bundled into one script, which is run first in every fresh context and leaves four functions for the host. Only
 * primitives go in and out of them — but for a rejection's reason, which the host hands back unseen.
 */
import type { Boot } from "../mailbox";
import { indexOf, parse, slice } from "./builtins";
import { setNow } from "./clock";
import { installGlobals } from "./globals";
import { takeEffects } from "./outbox";
import { serve, settle } from "./rpc";
import { askState, boot, inspectRaft, installLoader, kill, operate, snapshot, start, targets } from "./submission";
import { tell } from "./thrown";
import { fire } from "./timers";

/** The event's fields: a text and where its next field begins. The last field may hold anything but a tab. */
let event = "";
let at = 0;

function field(): string {
  const end = indexOf(event, "\t", at);
  const text = end < 0 ? slice(event, at) : slice(event, at, end);
  at = end < 0 ? event.length : end + 1;
  return text;
}

function dispatch(): void {
  setNow(+field());
  switch (field()) {
    case "request": {
      const id = +field();
      const method = field();
      return serve(id, method, field(), targets);
    }
    case "reply": {
      const id = +field();
      return settle(id, field());
    }
    case "noreply":
      return settle(+field(), undefined);
    case "fire":
      return fire(+field());
    case "start":
      return start(field());
    case "snapshot": {
      const index = +field();
      return snapshot(index, parse(field()) as string);
    }
    case "operation": {
      const id = +field();
      return operate(id, field());
    }
    case "kill":
      return kill();
    case "boot":
      return boot(parse(field()) as Boot);
  }
}

const doors = {
  /** As {@link Mailbox.deliver}. */
  deliver(text: string): void {
    event = text;
    at = 0;
    try {
      dispatch();
    } catch (error) {
      tell("throw", error);
    }
  },
  /** As {@link Mailbox.collect}. */
  collect(): string {
    askState();
    return takeEffects();
  },
  /** As {@link Mailbox.inspect}. */
  inspect: inspectRaft,
  /** A promise was rejected, and at the end of its turn nobody had handled that. */
  rejected(reason: unknown): void {
    tell("rejection", reason);
  },
};

installGlobals();
installLoader();
Object.defineProperty(globalThis, Symbol.for("raftlab.inside"), { configurable: true, value: doors });
