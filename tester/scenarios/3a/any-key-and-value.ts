import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/** Texts that are easily taken for something else. */
const KEYS = ["", " ", "x", "X", "é", "日本", "a\nb", '"', "0", "-1", "null", "constructor", "__proto__", "toString"];
const VALUES = ["", " ", "0", "null", "undefined", '{"op":"put"}', "a\tb\nc", "ü", "🙂", "x".repeat(2_000)];

/**
 * Any text is a key and any text a value, the empty one too; a key that was never written reads as the empty text, and
 * an append to it is a put.
 */
export default scenario(
  "any text is a key, and a value",
  { lab: "3a", points: 2, servers: 3, network: reliable, quick: 1, grade: 3 },
  async ({ cluster, clients }) => {
    const clerk = await clients.clerk();
    for (const key of cluster.dice.shuffle(KEYS)) {
      await clients.get(clerk, key);
      await clients.append(clerk, key, cluster.dice.pick(VALUES));
    }
    for (const key of cluster.dice.sample(KEYS, 5)) await clients.put(clerk, key, cluster.dice.pick(VALUES));
    for (const key of KEYS) await clients.append(clerk, key, `${cluster.dice.pick(VALUES)}.`);
    for (const key of KEYS) await clients.get(clerk, key);
  },
);
