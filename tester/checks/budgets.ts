import { nameOf } from "../trace/event";
import type { Law } from "./law";

/** A deterministic budget ran out: a runaway, at the same event on every machine. */
export const budgets: Law = {
  name: "budget",
  title: "A server keeps within its budget",
  source: "",
  often: "",
  fold:
    ({ servers }) =>
    (event) => {
      if (event.kind !== "overrun") return undefined;
      const { server, limit, unit, hint } = event;
      return {
        servers: [server],
        what: `${nameOf(server, servers)} ran away: more than ${limit.toLocaleString("en-US")} ${unit}.`,
        expected: `at most ${limit.toLocaleString("en-US")}`,
        got: "more",
        often: `${hint}.`,
      };
    },
};
