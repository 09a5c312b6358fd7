import type { Node } from "../trace/event";
import type { Request } from "./host";

/** One client of the k/v service: a realm of its own, at most one operation open (INTERFACE.md, «Clerks»). */
export class Clerk {
  /** What it waits for. */
  open: Request | undefined;
  /** How long its longest operation took so far, ms. */
  longestMs = 0;

  constructor(
    readonly id: Node,
    private readonly nowMs: () => number,
    private readonly operate: (clerk: Node, request: Request, answered: (value: string | undefined) => void) => void,
  ) {}

  /** Resolves when the service has answered: perhaps never. */
  async get(key: string): Promise<string> {
    return (await this.ask({ op: "get", key }))!;
  }

  async put(key: string, value: string): Promise<void> {
    await this.ask({ op: "put", key, value });
  }

  async append(key: string, value: string): Promise<void> {
    await this.ask({ op: "append", key, value });
  }

  private ask(request: Request): Promise<string | undefined> {
    if (this.open !== undefined) throw new Error("this scenario asks a clerk for two things at once");
    this.open = request;
    const beganAtMs = this.nowMs();
    return new Promise((resolve) => {
      this.operate(this.id, request, (value) => {
        this.open = undefined;
        this.longestMs = Math.max(this.longestMs, this.nowMs() - beganAtMs);
        resolve(value);
      });
    });
  }
}
