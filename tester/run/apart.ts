import { spawn, type ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import pLimit from "p-limit";
import { WATCH_INTERVAL_MS } from "./limits";
import { GATE_MEMORY_MB, type Errand } from "./sandbox/errand";
import { innerProcess } from "./sandbox/inner-process";
import { launchOf, STATUS_FD } from "./sandbox/launch";
import type { Sandbox } from "./sandbox/sandbox";
import { familyUsage } from "./usage";

/** CPU time for the type check or the compilation of one submission: some twenty times what they need. */
export const GATE_CPU_LIMIT_MS = 20_000;
/** Of what it prints. A compiled submission has some 100,000. */
const PRINTED_MAX_BYTES = 64 * 1_048_576;
const ERRORS_MAX = 16_384;

/** How it ended: with what it printed, too much of something, or badly. */
export type Ended =
  { kind: "printed"; text: string } | { kind: "cpu" | "memory" | "output" | "stopped" } | { kind: "died"; how: string };

/** Repetitions, one at a time: what was slow among others may be quick alone. */
const alone = pLimit(1);

/** One program of the kit's own that reads student text, in a process that can be ended. */
class Attempt {
  private readonly child: ChildProcess;
  private readonly timer: NodeJS.Timeout;
  private readonly parts: Buffer[] = [];
  private bytes = 0;
  private errors = "";
  private pid: number | undefined;
  private verdict: "cpu" | "memory" | "output" | "stopped" | undefined;
  readonly ended: Promise<Ended>;

  constructor(errand: Errand, sandbox: Sandbox) {
    const { command, args, env } = launchOf(errand, sandbox);
    const isStrict = sandbox.kind === "strict";
    const stdio = ["ignore", "pipe", "pipe", "ignore", "ignore", isStrict ? "pipe" : "ignore"] as const;
    this.child = spawn(command, args, { env, stdio: [...stdio], windowsHide: true });
    this.child.stdout?.on("data", (chunk: Buffer) => this.take(chunk));
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.errors = (this.errors + text).slice(-ERRORS_MAX);
    });
    if (!isStrict) this.pid = this.child.pid;
    else if (this.child.pid !== undefined)
      void innerProcess((this.child.stdio as unknown as Readable[])[STATUS_FD]).then((pid) => (this.pid = pid));
    this.timer = setInterval(() => this.look(), WATCH_INTERVAL_MS);
    this.ended = new Promise((resolve) => {
      this.child.on("error", (error) => resolve(this.endedBy(error.message)));
      this.child.on("close", (code, signal) =>
        resolve(this.endedBy(code === 0 ? undefined : (signal ?? `code ${code}`))),
      );
    });
  }

  end(verdict: "cpu" | "memory" | "output" | "stopped"): void {
    this.verdict ??= verdict;
    this.child.kill("SIGKILL");
  }

  private take(chunk: Buffer): void {
    this.parts.push(chunk);
    this.bytes += chunk.length;
    if (this.bytes > PRINTED_MAX_BYTES) this.end("output");
  }

  private look(): void {
    const usage = this.pid === undefined ? undefined : familyUsage(this.pid);
    if (usage === undefined) return;
    if (usage.cpuMs > GATE_CPU_LIMIT_MS) this.end("cpu");
    else if (usage.residentMb !== undefined && usage.residentMb > GATE_MEMORY_MB) this.end("memory");
  }

  private endedBy(how: string | undefined): Ended {
    clearInterval(this.timer);
    if (this.verdict !== undefined) return { kind: this.verdict };
    if (how === undefined) return { kind: "printed", text: Buffer.concat(this.parts).toString("utf8") };
    if (/out of memory|heap limit/i.test(this.errors)) return { kind: "memory" };
    return { kind: "died", how: this.errors.trim() || how };
  }
}

/** The errand, done in a process of its own; what took too much, or ended badly, is done once more, alone. */
export class Apart {
  private attempt: Attempt | undefined;
  private isStopped = false;
  readonly ended: Promise<Ended>;

  constructor(errand: Errand, sandbox: Sandbox) {
    this.ended = this.run(errand, sandbox);
  }

  /** Ends it; its answer is no longer wanted. */
  stop(): void {
    this.isStopped = true;
    this.attempt?.end("stopped");
  }

  private async run(errand: Errand, sandbox: Sandbox): Promise<Ended> {
    const first = await this.once(errand, sandbox);
    if (first.kind === "printed" || first.kind === "stopped") return first;
    return alone(() => this.once(errand, sandbox));
  }

  private async once(errand: Errand, sandbox: Sandbox): Promise<Ended> {
    if (this.isStopped) return { kind: "stopped" };
    this.attempt = new Attempt(errand, sandbox);
    return this.attempt.ended;
  }
}
