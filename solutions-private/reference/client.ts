import { sleep, type Peer } from "raftlab";
import type { Operation, OperationReply } from "./server";

/** After so long without an answer another server is asked. */
const PATIENCE_MS = 1_000;
/** Pause after every server has been asked in vain: an election takes a while. */
const ROUND_PAUSE_MS = 50;

/** Asks the server that answered last, and else one after the other, until one has done it. */
export class Clerk {
  private readonly id = crypto.randomUUID();
  private request = 0;
  private leader = 0;

  constructor(private readonly servers: readonly Peer[]) {}

  get(key: string): Promise<string> {
    return this.operate("get", key, "");
  }

  async put(key: string, value: string): Promise<void> {
    await this.operate("put", key, value);
  }

  async append(key: string, value: string): Promise<void> {
    await this.operate("append", key, value);
  }

  private async operate(op: Operation["op"], key: string, value: string): Promise<string> {
    const operation: Operation = { op, key, value, clerk: this.id, request: ++this.request };
    for (let tries = 1; ; tries++) {
      const reply = await this.ask(operation);
      if (reply?.status === "ok") return reply.value!;
      this.leader = (this.leader + 1) % this.servers.length;
      if (tries % this.servers.length === 0) await sleep(ROUND_PAUSE_MS);
    }
  }

  private ask(operation: Operation): Promise<OperationReply | undefined> {
    const call: Promise<OperationReply | undefined> = this.servers[this.leader].call("KVServer.operate", operation);
    return Promise.race([call, sleep(PATIENCE_MS).then(() => undefined)]);
  }
}
