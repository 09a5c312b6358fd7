import { canonical } from "../trace/canonical";
import { nameOf } from "../trace/event";
import { brief } from "../trace/brief";
import type { Law } from "./law";

/**
 * Nothing is applied that no one started: Raft adds no entries of its own (INTERFACE.md, «ApplyCh»). In lab 3 it is the
 * service that starts commands, inside its realm: there the histories of the clerks tell.
 */
export const onlyStartedCommands: Law = {
  name: "only-started-commands",
  title: "Only commands that were started are applied",
  source: "Raft §5.3",
  often: "the command is wrapped, copied in part or replaced on its way through the log, or a no-op is handed up.",
  fold: ({ servers, lab }) => {
    if (lab.startsWith("3")) return () => undefined;
    const started = new Set<string>();
    return (event) => {
      if (event.kind === "start") started.add(canonical(event.command));
      if (event.kind !== "apply" || started.has(canonical(event.command))) return undefined;
      const { server, index } = event;
      return {
        servers: [server],
        what: `${nameOf(server, servers)} applies a command at index ${index} that no one started.`,
        expected: "a command given to start",
        got: brief(event.command),
      };
    };
  },
};
