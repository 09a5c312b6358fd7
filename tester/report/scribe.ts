import { nameOf, type Thrown, type TraceEvent } from "../trace/event";

/** The text of one event, and the node that it is of: −1 for what concerns all. */
export interface Entry {
  node: number;
  text: string;
}

/** `Raft.requestVote` as `requestVote`. */
export function shortMethod(method: string): string {
  return method.replace(/^(Raft|KVServer)\./, "");
}

function thrownText({ text, frames }: Thrown): string {
  return [text, ...frames].join(" ");
}

/** Says what a trace holds, in words. It is shown every event, in order: a reply names its call's method. */
export class Scribe {
  /** Method of each call, by its number. */
  private readonly methods = new Map<number, string>();

  constructor(private readonly servers: number) {}

  private name(node: number): string {
    return nameOf(node, this.servers);
  }

  /** The method of a call that has been sent, short. */
  method(call: number): string {
    return this.methods.get(call) ?? "call";
  }

  /** A request or a reply on its way. */
  private message(event: { call: number; part: "request" | "reply"; to: number }): string {
    const what = event.part === "request" ? this.method(event.call) : `reply to ${this.method(event.call)}`;
    return `${what} #${event.call} to ${this.name(event.to)}`;
  }

  /** `undefined` for what isn't worth a line. */
  entry(event: TraceEvent): Entry | undefined {
    const text = this.text(event);
    if (text === undefined) return undefined;
    const node = "server" in event ? event.server : "from" in event ? event.from : -1;
    return { node, text };
  }

  private text(event: TraceEvent): string | undefined {
    switch (event.kind) {
      case "run":
        return `lab ${event.lab}, ${event.scenario}, seed ${event.seed}, ${event.servers} servers`;
      case "step":
        return event.text;
      case "fault":
        return event.text;
      case "unmet":
        return `not met: ${event.demand}; expected ${event.expected}; got ${event.got}`;
      case "end":
        return "the end";
      default:
        return this.nodeText(event);
    }
  }

  private nodeText(event: TraceEvent): string | undefined {
    switch (event.kind) {
      case "boot":
        return event.incarnation === 1 ? "boots" : `boots again (incarnation ${event.incarnation})`;
      case "crash":
        return event.cut === 0 ? "CRASHES" : `CRASHES after ${event.kept} of ${event.kept + event.cut} effects`;
      case "pause":
        return "is paused";
      case "resume":
        return "is resumed";
      case "kill":
        return "kill()";
      case "state":
        return `term ${event.term}, ${event.isLeader ? "LEADER" : "not leader"}`;
      case "start":
        return `start(${event.command})`;
      case "started":
        return event.isLeader ? `= index ${event.index}, term ${event.term}` : "= not leader";
      case "apply":
        return `applies ${event.index}: ${event.command}`;
      case "applySnapshot":
        return `applies snapshot to ${event.index}, term ${event.term}`;
      case "snapshot":
        return `snapshot(${event.index})`;
      case "invoke":
        return `${event.op}(${[event.key, event.value].flatMap((text) => (text === undefined ? [] : [JSON.stringify(text)])).join(", ")}) ?`;
      case "ok":
        return event.value === undefined ? "= ok" : `= ${JSON.stringify(event.value)}`;
      case "save": {
        const snapshot = event.snapshotBytes === undefined ? "" : ` and a snapshot of ${event.snapshotBytes}`;
        return `saves ${event.sizeBytes} bytes${snapshot}`;
      }
      case "log":
        return `| ${event.text}`;
      case "throw":
        return `THROWS ${thrownText(event.error)}`;
      case "overrun":
        return `OVERRUN ${event.budget}: more than ${event.limit} ${event.unit}`;
      case "fire":
        return `timer ${event.timer} fires`;
      case "arm":
        return `timer ${event.timer} in ${(event.delayUs / 1_000).toFixed(1)} ms`;
      case "disarm":
        return `timer ${event.timer} off`;
      default:
        return this.messageText(event);
    }
  }

  private messageText(event: TraceEvent): string | undefined {
    switch (event.kind) {
      case "send":
        this.methods.set(event.call, shortMethod(event.method));
        return `-> ${this.name(event.to)} ${shortMethod(event.method)} #${event.call} ${event.args}`;
      case "deliver":
        return `<- ${this.name(event.from)} ${this.method(event.call)} #${event.call}${event.copy === 0 ? "" : " (a copy)"}`;
      case "answer":
        return `-> ${this.name(event.to)} reply #${event.call} ${event.reply}`;
      case "return":
        return `<- ${this.name(event.from)} reply #${event.call}`;
      case "noreply":
        return `no reply from ${this.name(event.to)} to ${this.method(event.call)} #${event.call}`;
      case "lose":
        return `x ${this.message(event)}: ${event.why}`;
      case "held":
        return `held: ${this.message(event)}`;
      default:
        return undefined;
    }
  }
}
