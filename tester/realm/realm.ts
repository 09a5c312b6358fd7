/** One isolated world for one boot of one server, or for one clerk. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, createContext, Script } from "node:vm";
import type { Thrown } from "../trace/event";
import type { Program } from "./compile";
import { kitRoot } from "./kit-root";
import type { Mailbox } from "./mailbox";
import { Positions } from "./source-map";
import { own } from "./turn";

/** The four functions that the code inside leaves for its host (inside/main.ts). Texts in, texts out. */
interface Doors {
  deliver(event: string): void;
  collect(): string;
  inspect(): string;
  rejected(reason: unknown): void;
}

const TAKE_DOORS = `(() => {
  "use strict";
  const key = Symbol.for("raftlab.inside");
  const doors = globalThis[key];
  delete globalThis[key];
  return doors;
})()`;

/** Names under which the scripts run. inside/stack.ts keeps the frames of the submission's alone. */
export const SUBMISSION_NAME = "submission.js";
const INSIDE_NAME = "inside.js";

/** The kit's own scripts are the same for all programs of a process. */
let kitScripts: { inside: Script; takeDoors: Script } | undefined;

function loadKitScripts(): { inside: Script; takeDoors: Script } {
  kitScripts ??= {
    inside: new Script(readFileSync(join(kitRoot(), ".raftlab", "inside.js"), "utf8"), { filename: INSIDE_NAME }),
    takeDoors: new Script(TAKE_DOORS, { filename: INSIDE_NAME }),
  };
  return kitScripts;
}

/** A program ready to be run in many realms: parsed once, and what V8 compiles on the way is shared among them. */
export class LoadedProgram {
  readonly script: Script;
  readonly positions: Positions;

  constructor(readonly program: Program) {
    this.script = new Script(program.script, { filename: SUBMISSION_NAME });
    this.positions = new Positions(program.map);
  }
}

/**
 * A fresh vanilla context with the submission's script in it, not yet booted: `boot` is its first event.
 *
 * No object of the host's enters it. Out of it come texts alone; a rejection's reason passes through the host's hands
 * (turn.ts) and straight back, unseen.
 */
export class Realm implements Mailbox {
  private readonly doors: Doors;

  constructor(private readonly loaded: LoadedProgram) {
    const { inside, takeDoors } = loadKitScripts();
    // @types/node declares neither the constant nor its use before its version 22.
    const vanilla = (constants as unknown as { DONT_CONTEXTIFY: object }).DONT_CONTEXTIFY;
    const context = createContext(vanilla as never, { codeGeneration: { strings: false, wasm: false } });
    inside.runInContext(context);
    this.doors = takeDoors.runInContext(context) as Doors;
    loaded.script.runInContext(context);
  }

  /** @inheritdoc */
  deliver(event: string): void {
    own(this.doors.rejected);
    this.doors.deliver(event);
  }

  /** @inheritdoc */
  collect(): string {
    const effects = this.doors.collect();
    return Positions.occurIn(effects) ? this.rewrite(effects) : effects;
  }

  /** @inheritdoc */
  inspect(): string {
    return this.doors.inspect();
  }

  /** Puts the student's own files and lines into what was thrown and logged. */
  private rewrite(effects: string): string {
    return effects
      .split("\n")
      .map((line) => this.rewriteEffect(line))
      .join("\n");
  }

  private rewriteEffect(line: string): string {
    if (!Positions.occurIn(line)) return line;
    const { positions } = this.loaded;
    const [kind, first, second] = line.split("\t");
    if (kind === "throw") {
      const thrown = JSON.parse(first!) as Thrown;
      thrown.text = positions.rewriteText(thrown.text);
      thrown.frames = positions.rewriteFrames(thrown.frames);
      return `throw\t${JSON.stringify(thrown)}`;
    }
    if (kind === "log") {
      return `log\t${first}\t${JSON.stringify(positions.rewriteText(JSON.parse(second!) as string))}`;
    }
    return line;
  }
}
