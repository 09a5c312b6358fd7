import { nameOf, type Node } from "../trace/event";
import { DEMANDS } from "./demands";
import type { Law } from "./law";

/** After `kill()` a server has this long to fall silent, µs (INTERFACE.md, «kill»). */
const GRACE_US = 1_000_000;

/** A killed server calls, saves and applies nothing more; idle timers are fine. */
export const killedIsSilent: Law = {
  name: "killed-is-silent",
  ...DEMANDS["killed-is-silent"],
  fold: ({ servers }) => {
    const killedAt = new Map<Node, number>();
    return (event) => {
      if (event.kind === "kill") killedAt.set(event.server, event.atUs);
      if (event.kind === "boot") killedAt.delete(event.server);
      if (event.kind !== "send" && event.kind !== "save" && event.kind !== "apply") return undefined;
      const at = killedAt.get(event.server);
      if (at === undefined || event.atUs <= at + GRACE_US) return undefined;
      const did = { send: "sent a message", save: "saved", apply: "applied an entry" }[event.kind];
      return {
        servers: [event.server],
        what: `${nameOf(event.server, servers)} was killed, and goes on.`,
        expected: "no calls, saves or applied entries from 1,000 ms after kill() on",
        got: `${nameOf(event.server, servers)} ${did} ${Math.round((event.atUs - at) / 1000)} ms after it`,
      };
    };
  },
};
