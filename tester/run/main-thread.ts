import { Session, type Debugger } from "node:inspector";
import type { Place } from "./places";

/** Native code can't be stopped: then a look has met nothing. */
const LOOK_LIMIT_MS = 1_000;

/** The main thread of this process, seen by another one: V8's debugger stops it for a moment, whatever it is doing. */
export class MainThread {
  private readonly session = new Session();
  /** The frames themselves name no script: their url is empty where it is none, and `submission.js` is none. */
  private readonly scripts = new Set<string>();
  private answer: ((places: Place[]) => void) | undefined;

  /** `script` is the name of the script whose places are wanted. */
  constructor(script: string) {
    this.session.connectToMainThread();
    this.session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => {
      if (url === script) this.scripts.add(scriptId);
    });
    this.session.on("Debugger.paused", ({ params }) => this.onPaused(params.callFrames));
    this.session.post("Debugger.enable");
  }

  /** Where in the script it is now, or comes to next: its places on the stack, innermost first. None if it can't be stopped. */
  look(): Promise<Place[]> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer?.([]), LOOK_LIMIT_MS);
      this.answer = (places) => {
        clearTimeout(timer);
        this.answer = undefined;
        resolve(places);
      };
      this.session.post("Debugger.pause");
    });
  }

  /**
   * Leaves it alone: while its debugger is there, V8 lets the heap grow past the limit. The thread that looked must live on
   * for a while, as Node aborts if it ends at once.
   */
  disconnect(): void {
    this.session.disconnect();
  }

  /**
   * Between two reactions of promises nobody's code is on the stack: the next step is into one. What stops after its look
   * was given up goes on too: nobody else would let it, and standing still it would use no CPU time for ever.
   */
  private onPaused(frames: Debugger.CallFrame[]): void {
    const places = this.placesOf(frames);
    if (this.answer !== undefined && places.length === 0) return this.session.post("Debugger.stepInto");
    // Until it goes on, a further look would be lost.
    this.session.once("Debugger.resumed", () => this.answer?.(places));
    this.session.post("Debugger.resume");
  }

  private placesOf(frames: Debugger.CallFrame[]): Place[] {
    return frames
      .filter(({ location }) => this.scripts.has(location.scriptId))
      .map(({ functionName, location, functionLocation }) => ({
        name: functionName,
        start: `${functionLocation?.lineNumber}:${functionLocation?.columnNumber}`,
        line: location.lineNumber + 1,
        column: (location.columnNumber ?? 0) + 1,
      }));
  }
}
