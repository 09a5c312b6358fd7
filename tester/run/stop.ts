import { open, Session, url, waitForDebugger, type Debugger } from "node:inspector";
import { SourceMap, type SourceMapPayload } from "node:module";
import type { Program } from "../realm/compile";
import { OWN_SOURCE } from "../realm/entries";
import { SUBMISSION_NAME } from "../realm/realm";

/** Where editors and browsers look for a program to debug. */
const PORT = 9229;

function say(text: string): void {
  process.stderr.write(`tester: ${text}\n`);
}

/** Waits for a debugger, unless this process was started under one. */
function awaitDebugger(): void {
  if (url() !== undefined) return;
  open(PORT);
  if (url() === undefined) open(0);
  say("the run waits for a debugger: attach one to the address above, by chrome://inspect or from an editor");
  waitForDebugger();
}

/**
 * Stops whatever debugger is attached in the submission's next line, whichever that is: a handler's first, or the one
 * after an `await`. For that a session of this process's own sets a breakpoint on each line of the submission, and takes
 * all away when the first is hit: so the debugger steps on as ever, and the run doesn't notice.
 */
export class Stop {
  private readonly session = new Session();
  private readonly breakpoints: string[] = [];
  private isHit = false;

  constructor(private readonly program: Program) {
    awaitDebugger();
  }

  /** The submission's next line stops. */
  arm(): void {
    const scripts = new Set<string>();
    this.session.connect();
    this.session.on("Debugger.scriptParsed", ({ params }) => {
      if (params.url === SUBMISSION_NAME && params.sourceMapURL) scripts.add(params.scriptId);
    });
    this.session.on("Debugger.paused", () => {
      this.isHit = true;
      this.clear();
    });
    this.session.post("Debugger.enable");
    for (const scriptId of scripts) this.setAll(scriptId);
  }

  /** The turn is over. */
  disarm(): void {
    this.clear();
    this.session.disconnect();
    if (!this.isHit) say("no line of the submission ran in that event, so there was nothing to stop at");
  }

  private setAll(scriptId: string): void {
    const map = new SourceMap(JSON.parse(this.program.map) as SourceMapPayload);
    const isOwn = ({ lineNumber, columnNumber }: Debugger.Location) => {
      const entry = map.findEntry(lineNumber, columnNumber ?? 0);
      return "originalSource" in entry && entry.originalSource.startsWith(OWN_SOURCE);
    };
    this.session.post("Debugger.getPossibleBreakpoints", { start: { scriptId, lineNumber: 0 } }, (error, found) => {
      if (error !== null) throw new Error(`no place to stop at: ${error.message}`);
      for (const location of found.locations.filter(isOwn)) this.set(location);
    });
  }

  private set(location: Debugger.Location): void {
    this.session.post("Debugger.setBreakpoint", { location }, (error, set) => {
      if (error === null) this.breakpoints.push(set.breakpointId);
    });
  }

  private clear(): void {
    for (const breakpointId of this.breakpoints.splice(0)) {
      this.session.post("Debugger.removeBreakpoint", { breakpointId });
    }
  }
}
