/** Your clerk: what an application calls to use the key/value service. */
import { todo, type Peer } from "raftlab";

/** One client of the service. It has at most one operation open at a time. */
export class Clerk {
  // What must a clerk remember, and what must the servers know of it?

  /** @param servers all servers, in the order that they have themselves. Any of them may be the leader. */
  constructor(protected readonly servers: readonly Peer[]) {}

  /** The value of `key`, `""` if it was never written. Tries for ever. */
  async get(key: string): Promise<string> {
    return todo("3a", "Clerk.get");
  }

  /** Sets `key` to `value`. Tries for ever, and takes effect once. */
  async put(key: string, value: string): Promise<void> {
    todo("3a", "Clerk.put");
  }

  /** Appends `value` to the value of `key`. Tries for ever, and takes effect once. */
  async append(key: string, value: string): Promise<void> {
    todo("3a", "Clerk.append");
  }
}
