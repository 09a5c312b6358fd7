import { nameOf, type Node, type TraceEvent } from "../trace/event";
import type { Broken } from "./diagnosis";
import type { RuleName } from "./rule";
import type { Detector } from "./world";

/** A broken rule, as a detector sees it. Hints say nothing where all moves: right programs may do such a thing now and then. */
export interface Finding extends Broken {
  /** Index or term that it is about, to be compared with the violation's. */
  index?: number;
  term?: number;
}

/** Where detectors say what they found: each rule once a server. */
export class Findings {
  readonly all: Finding[] = [];
  private readonly known = new Set<string>();

  constructor(private readonly servers: number) {}

  /** S0, S1, …, C0. */
  name(node: Node): string {
    return nameOf(node, this.servers);
  }

  add(
    rule: RuleName,
    { n, atUs }: Pick<TraceEvent, "n" | "atUs">,
    servers: Node[],
    what: string,
    more: Pick<Finding, "index" | "term" | "isHint"> = {},
  ): void {
    const key = `${rule} ${servers[0]}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.all.push({ rule, servers, n, atUs, what, ...more });
  }

  has(rule: RuleName, server: Node): boolean {
    return this.known.has(`${rule} ${server}`);
  }
}

/** Makes a detector that tells its findings. */
export type DetectorOf = (findings: Findings, servers: number) => Detector;
