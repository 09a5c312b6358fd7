import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A command is any JSON: null, false, 0 and the empty string too (INTERFACE.md, «Data»).
 */
export default scenario(
  "commands of every kind of JSON",
  { lab: "2b", points: 2, servers: 3, network: reliable, grade: 24 },
  async ({ demands }) => {
    const commands = [
      null,
      false,
      0,
      "",
      '\t\n\\"',
      [],
      {},
      { term: 9, index: -1, b: [1, { a: null }] },
      "\u2028 é 😀",
      1e21,
    ];
    for (const command of commands) await demands.agree("any JSON", { command });
  },
);
