import { createColors } from "picocolors";
import type { Topic } from "./topics";

type Painter = (text: string) => string;

/** Colours, or none: colour never carries meaning alone. */
export interface Paint {
  good: Painter;
  bad: Painter;
  doubt: Painter;
  strong: Painter;
  faint: Painter;
  /** A line of several speakers: the first one's name in its own colour. */
  speaker: Painter;
}

/** As a line names them: S0, C1, net, tester. */
const SPEAKER = /\b(?:[SC](\d+)|net|tester)\b/;

/** `isColoured` false: plain text. */
export function paintFor(isColoured: boolean): Paint {
  const c = createColors(isColoured);
  const servers = [c.cyan, c.yellow, c.magenta, c.green, c.blue, c.cyanBright, c.yellowBright];
  const colourOf = (id: string | undefined) => (id === undefined ? c.gray : servers[Number(id) % servers.length]);
  return {
    good: c.green,
    bad: (text) => c.bold(c.red(text)),
    doubt: c.yellow,
    strong: c.bold,
    faint: c.dim,
    speaker: (line) => line.replace(SPEAKER, (name, id: string | undefined) => colourOf(id)(name)),
  };
}

/** What a stream may show: NO_COLOR and non-terminals get plain text (no-color.org). */
export function isColoured(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== "dumb";
}

/** A colour a topic, for a log; none when not `isColoured`. */
export function topicPaint(isColoured: boolean): (topic: Topic, text: string) => string {
  const c = createColors(isColoured);
  const colours: Record<Topic, Painter> = {
    vote: c.cyan,
    log: c.blue,
    rpc: c.cyanBright,
    term: (text) => c.bold(c.yellow(text)),
    timer: c.dim,
    persist: c.magenta,
    apply: c.green,
    client: c.greenBright,
    loss: c.gray,
    fault: c.yellow,
    print: (text) => text,
    error: (text) => c.bold(c.red(text)),
  };
  return (topic, text) => colours[topic](text);
}
