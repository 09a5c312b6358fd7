import { writeSync } from "node:fs";
import { SIGHTING_FD, type Sighting } from "./message";

/** Says before each event which server is about to run, and when: the last word before an endless loop names it. */
export class Announcer {
  atUs = 0;
  private current = -1;

  get server(): number {
    return this.current;
  }
  set server(server: number) {
    this.current = server;
    this.tell();
  }

  /** A run begins now. */
  begin(): void {
    this.atUs = 0;
    this.server = -1;
  }

  private tell(): void {
    const sighting: Sighting = { server: this.current, atUs: this.atUs };
    writeSync(SIGHTING_FD, `${JSON.stringify(sighting)}\n`);
  }
}
