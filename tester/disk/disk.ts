/** What one server has saved: it outlives crashes, and nothing else does (INTERFACE.md, «Persister»). */
export class Disk {
  state: string | undefined;
  snapshot: string | undefined;

  /** Saves atomically; without a snapshot the one saved before stays. */
  save(state: string, snapshot: string | undefined): void {
    this.state = state;
    if (snapshot !== undefined) this.snapshot = snapshot;
  }
}
