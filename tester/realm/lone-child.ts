/**
 * For tests: one realm in a process of its own, without a test runner around it.
 *
 * jest keeps a `process` of its own, on which Node emits no `unhandledRejection`, and its async storage hangs host objects
 * on every promise. Reads `{program, boot, events}` as JSON from the first argument, prints the effects of each event.
 */
import { LoneServer, type Effect } from "./lone-server";
import type { Program } from "./compile";
import type { Boot } from "./mailbox";

/** What is asked of the child. */
export interface Errand {
  program: Program;
  boot: Partial<Boot>;
  /** Fields of each event after the boot. */
  events: (string | number)[][];
}

async function main(): Promise<void> {
  const { program, boot, events } = JSON.parse(process.argv[2]!) as Errand;
  const server = new LoneServer(program);
  const effects: Effect[][] = [await server.boot(boot)];
  for (const event of events) effects.push(await server.event(...event));
  console.log(JSON.stringify(effects));
}

void main();
