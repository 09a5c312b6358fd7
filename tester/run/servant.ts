import { spawn, type ChildProcess } from "node:child_process";
import type { Duplex, Readable } from "node:stream";
import type { Program } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import { RUN_CPU_LIMIT_MS, WATCH_INTERVAL_MS } from "./limits";
import { readLines } from "./lines";
import { MESSAGE_FD, MESSAGE_MAX_BYTES, SIGHTING_FD, SIGHTING_MAX_BYTES } from "./message";
import type { Mode, RunReply, RunRequest, Sighting, ToChild } from "./message";
import { runErrand } from "./sandbox/errand";
import { innerProcess } from "./sandbox/inner-process";
import { launchOf, STATUS_FD } from "./sandbox/launch";
import { UNCONFINED, type Confinement } from "./sandbox/sandbox";
import { Distrusted, messageFrom, sightingFrom } from "./trusted";
import { usageOf } from "./usage";

/** How a run ended in a child. */
export type Ending =
  | { kind: "reply"; reply: RunReply }
  /** It took too much, and the child is gone; `cpuMs` is the CPU time at the last look. */
  | { kind: "cpu" | "memory"; sighting: Sighting | undefined; cpuMs: number }
  /** V8 takes the submission's script for none, and says why. */
  | { kind: "unloadable"; text: string }
  /** The kit's own error. */
  | { kind: "fault"; text: string }
  /** The child ended for no reason that we know, or answered what no child of ours would. */
  | { kind: "died"; how: string }
  /** We ended it, as its run was given up. */
  | { kind: "stopped" };

/** What V8 prints before it aborts. */
const OUT_OF_HEAP = /out of memory|Reached heap limit|invalid size error|bad_alloc/;
/** What is kept of what a child prints on standard error. */
const PRINTED_MAX = 16_384;
/** An event that has lasted for this share of a run's CPU time is what the run is stuck in. */
const STUCK_SHARE = 0.5;

type Reason = "cpu" | "memory" | "stopped" | "distrusted";

/** Where and how a child is started. */
export interface ServantOptions {
  /** The folder of a built kit; this one if absent. */
  kit?: string;
  confinement?: Confinement;
  /** CPU time that one run may take, ms. */
  cpuLimitMs?: number;
}

/** One child process, seen from its parent: takes one run at a time, and is ended when that takes too much. */
export class Servant {
  private readonly child: ChildProcess;
  private readonly timer: NodeJS.Timeout;
  private readonly confinement: Confinement;
  private request: RunRequest | undefined;
  private settle: ((ending: Ending) => void) | undefined;
  private printed = "";
  private sighting: Sighting | undefined;
  /** CPU time of the run at the last look that found another sighting than before, ms. */
  private sightedAtMs = 0;
  private lastSeen: Sighting | undefined;
  /** Why we are ending it. */
  private verdict: Reason | undefined;
  private complaint = "";
  /** The process that does the work, once it is known. */
  private pid: number | undefined;
  /** CPU time at the first look at the run under way. */
  private cpuBeforeMs: number | undefined;
  /** CPU time of the run under way at the last look, ms. */
  private runMs = 0;
  private readonly cpuLimitMs: number;
  private isGone = false;
  private isTired = false;

  constructor(
    program: Program,
    private readonly mode: Mode,
    { kit = kitRoot(), confinement = UNCONFINED, cpuLimitMs = RUN_CPU_LIMIT_MS }: ServantOptions = {},
  ) {
    this.confinement = confinement;
    this.cpuLimitMs = cpuLimitMs;
    const { command, args, env } = launchOf(runErrand(kit, [mode], confinement.limits), confinement.sandbox);
    const isStrict = confinement.sandbox.kind === "strict";
    // "overlapped" is "pipe", but for Windows, where Node's sockets need it.
    const sightings = mode === "plain" ? "ignore" : "pipe";
    const stdio = ["ignore", "ignore", "pipe", "overlapped", sightings, isStrict ? "pipe" : "ignore"] as const;
    this.child = spawn(command, args, { env, stdio: [...stdio], windowsHide: true });
    this.child.on("error", (error) => this.onGone(error.message));
    // "close" and not "exit": what it printed last is read by then.
    this.child.on("close", (code, signal) => this.onGone(signal ?? `exit code ${code}`));
    this.listen(isStrict);
    this.timer = setInterval(() => this.look(), WATCH_INTERVAL_MS);
    this.timer.unref();
    this.tell({ kind: "load", program });
  }

  /** Can take a further run. */
  get isFit(): boolean {
    return !this.isGone && !this.isTired && this.verdict === undefined;
  }

  run(request: RunRequest): Promise<Ending> {
    return new Promise((resolve) => {
      if (this.isGone) return resolve({ kind: "died", how: this.printed });
      this.settle = resolve;
      this.request = request;
      this.cpuBeforeMs = undefined;
      this.runMs = 0;
      this.tell({ kind: "run", request });
    });
  }

  /** Ends the child, whatever it is doing. */
  stop(): void {
    this.end("stopped");
  }

  /** Ends the child at once, for a parent that is itself about to end. */
  kill(): void {
    if (!this.isGone) this.child.kill("SIGKILL");
  }

  private end(verdict: Reason): void {
    this.verdict ??= verdict;
    this.kill();
  }

  private distrust(complaint: string): void {
    this.complaint ||= complaint;
    this.end("distrusted");
  }

  private pipe<T extends Readable>(fd: number): T {
    return this.child.stdio[fd] as unknown as T;
  }

  private listen(isStrict: boolean): void {
    // Where nothing could be started there are no pipes; "error" tells.
    if (this.child.pid === undefined) return;
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.printed = (this.printed + text).slice(-PRINTED_MAX);
    });
    const tooLong = (): void => this.distrust("it sent a message without an end");
    readLines(this.pipe(MESSAGE_FD), MESSAGE_MAX_BYTES, (line) => this.onMessage(line), tooLong);
    if (this.mode !== "plain") {
      const sighted = (line: string): void => void (this.sighting = sightingFrom(line) ?? this.sighting);
      readLines(this.pipe(SIGHTING_FD), SIGHTING_MAX_BYTES, sighted, tooLong);
    }
    if (isStrict) void innerProcess(this.pipe(STATUS_FD)).then((pid) => (this.pid = pid));
    else this.pid = this.child.pid;
  }

  private tell(message: ToChild): void {
    // An error here means that the child is gone, which "close" tells too.
    if (this.child.pid !== undefined)
      this.pipe<Duplex>(MESSAGE_FD).write(`${JSON.stringify(message)}\n`, () => undefined);
  }

  private onMessage(line: string): void {
    if (this.request === undefined) return this.distrust("it answered what nobody had asked");
    try {
      const message = messageFrom(line, this.request);
      if (message.kind === "reply") this.isTired = message.residentMb > this.confinement.limits.retireMb;
      this.finish(message);
    } catch (error) {
      if (!(error instanceof Distrusted)) throw error;
      this.distrust(error.message);
    }
  }

  private onGone(how: string): void {
    if (this.isGone) return;
    this.isGone = true;
    clearInterval(this.timer);
    const { printed, verdict, complaint, runMs: cpuMs } = this;
    const sighting = this.mode === "announced" ? this.announced() : this.sighting;
    if (verdict === "stopped") this.finish({ kind: "stopped" });
    else if (verdict === "distrusted") this.finish({ kind: "died", how: complaint });
    else if (verdict !== undefined) this.finish({ kind: verdict, sighting, cpuMs });
    else if (OUT_OF_HEAP.test(printed)) this.finish({ kind: "memory", sighting, cpuMs });
    else this.finish({ kind: "died", how: `${how}${printed === "" ? "" : `: ${printed.trim()}`}` });
  }

  /**
   * What a child announced last, where it is stuck in that event. One that went on from event to event was stopped at
   * an event that depends on the machine, and of one that took too much memory nobody knows: then it names nobody.
   */
  private announced(): Sighting {
    const isStuck = this.verdict === "cpu" && this.sightedAtMs < RUN_CPU_LIMIT_MS * STUCK_SHARE;
    return isStuck && this.sighting !== undefined ? this.sighting : { server: -1, atUs: 0, goesOn: true };
  }

  private finish(ending: Ending): void {
    const { settle } = this;
    this.settle = this.request = undefined;
    settle?.(ending);
  }

  /** The watchdog. What the child used up to its first look isn't counted: at most one interval. */
  private look(): void {
    if (this.settle === undefined || this.pid === undefined) return;
    const usage = usageOf(this.pid);
    if (usage === undefined) return;
    this.cpuBeforeMs ??= usage.cpuMs;
    this.runMs = usage.cpuMs - this.cpuBeforeMs;
    if (this.sighting !== this.lastSeen) [this.lastSeen, this.sightedAtMs] = [this.sighting, this.runMs];
    if (this.runMs > this.cpuLimitMs) this.end("cpu");
    else if (usage.residentMb !== undefined && usage.residentMb > this.confinement.limits.memoryMb) this.end("memory");
  }
}
