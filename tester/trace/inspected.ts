import type { JsonText, Node } from "./event";

/**
 * Which of its Raft's own fields a server changed in one event: a record beside the trace, made only where somebody
 * asked for it. No verdict and no hash knows of it.
 */
export interface Inspected {
  /** The last event of the trace when the server had done all that the event made it do. */
  n: number;
  server: Node;
  /** Fields by name. `log` is `[kept, …entries]`: so many entries stay, and these follow them. */
  fields: JsonText;
}
