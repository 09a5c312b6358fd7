import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Program } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import { HEAP_LIMIT_MB, MEMORY_LIMIT_MB, RETIRE_MB, RUN_CPU_LIMIT_MS, WATCH_INTERVAL_MS } from "./limits";
import { SIGHTING_FD, type FromChild, type RunReply, type RunRequest, type Sighting, type ToChild } from "./message";
import { usageOf } from "./usage";

/** How a run ended in a child. */
export type Ending =
  | { kind: "reply"; reply: RunReply }
  /** It took too much, and the child is gone. */
  | { kind: "cpu" | "memory" | "heap"; sighting: Sighting | undefined }
  /** The kit's own error. */
  | { kind: "fault"; text: string }
  /** The child ended for no reason that we know. */
  | { kind: "died"; how: string }
  /** We ended it, as its run was given up. */
  | { kind: "stopped" };

/** What V8 prints before it aborts. */
const OUT_OF_HEAP = /heap out of memory|Reached heap limit/;
/** What is kept of what a child prints on standard error. */
const PRINTED_MAX = 16_384;

/** What children see of the environment: nothing of the host's may reach a run. Windows needs its own to start. */
function environment(): NodeJS.ProcessEnv {
  const settled = { TZ: "UTC", LC_ALL: "en_US.UTF-8" };
  return process.platform === "win32" ? { ...settled, SystemRoot: process.env.SystemRoot } : settled;
}

/** One child process, seen from its parent: takes one run at a time, and is ended when that takes too much. */
export class Servant {
  private readonly child: ChildProcess;
  private readonly timer: NodeJS.Timeout;
  private settle: ((ending: Ending) => void) | undefined;
  private printed = "";
  private sighting: Sighting | undefined;
  /** Why we are ending it. */
  private verdict: "cpu" | "memory" | "stopped" | undefined;
  /** CPU time at the first look at the run under way. */
  private cpuBeforeMs: number | undefined;
  private isGone = false;
  private isTired = false;

  /** `careful`: a thread in the child says where the run is (watcher.ts). `kit`: the folder of a built kit. */
  constructor(
    program: Program,
    mode: "plain" | "careful",
    kit = kitRoot(),
    private readonly cpuLimitMs = RUN_CPU_LIMIT_MS,
  ) {
    this.child = fork(join(kit, ".raftlab", "child.js"), mode === "careful" ? ["careful"] : [], {
      env: environment(),
      execArgv: [`--max-old-space-size=${HEAP_LIMIT_MB}`],
      stdio: ["ignore", "ignore", "pipe", "ipc", mode === "careful" ? "pipe" : "ignore"],
    });
    this.child.on("message", (message: FromChild) => this.onMessage(message));
    this.child.on("error", (error) => this.onGone(error.message));
    // "close" and not "exit": what it printed last is read by then.
    this.child.on("close", (code, signal) => this.onGone(signal ?? `exit code ${code}`));
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.printed = (this.printed + text).slice(-PRINTED_MAX);
    });
    if (mode === "careful") this.readSightings();
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
      this.cpuBeforeMs = undefined;
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

  private end(verdict: "cpu" | "memory" | "stopped"): void {
    this.verdict ??= verdict;
    this.kill();
  }

  private tell(message: ToChild): void {
    // An error here means that the child is gone, which "close" tells too.
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  private readSightings(): void {
    const pipe = this.child.stdio[SIGHTING_FD] as Readable;
    createInterface({ input: pipe }).on("line", (line) => (this.sighting = JSON.parse(line) as Sighting));
  }

  private onMessage(message: FromChild): void {
    if (message.kind === "reply") this.isTired = message.residentMb > RETIRE_MB;
    this.finish(message);
  }

  private onGone(how: string): void {
    if (this.isGone) return;
    this.isGone = true;
    clearInterval(this.timer);
    const { sighting, printed, verdict } = this;
    if (verdict === "stopped") this.finish({ kind: "stopped" });
    else if (verdict !== undefined) this.finish({ kind: verdict, sighting });
    else if (OUT_OF_HEAP.test(printed)) this.finish({ kind: "heap", sighting });
    else this.finish({ kind: "died", how: `${how}${printed === "" ? "" : `: ${printed.trim()}`}` });
  }

  private finish(ending: Ending): void {
    const { settle } = this;
    this.settle = undefined;
    settle?.(ending);
  }

  /** The watchdog. What the child used up to its first look isn't counted: at most one interval. */
  private look(): void {
    if (this.settle === undefined) return;
    const usage = usageOf(this.child.pid!);
    if (usage === undefined) return;
    this.cpuBeforeMs ??= usage.cpuMs;
    if (usage.cpuMs - this.cpuBeforeMs > this.cpuLimitMs) this.end("cpu");
    else if (usage.residentMb !== undefined && usage.residentMb > MEMORY_LIMIT_MB) this.end("memory");
  }
}
