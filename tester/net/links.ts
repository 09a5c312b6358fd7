import type { Node } from "../trace/event";

/**
 * Which one-way links are open. Three kinds of cut lie over each other and heal apart: servers disconnected whole, a
 * partition into groups, and single one-way cuts. A server always reaches itself.
 */
export class Links {
  private readonly disconnected = new Set<Node>();
  private readonly cuts = new Set<string>();
  /** Group of each node; empty without a partition. Nodes in no group (clerks) reach everybody. */
  private groupOf = new Map<Node, number>();

  disconnect(node: Node): void {
    this.disconnected.add(node);
  }

  reconnect(node: Node): void {
    this.disconnected.delete(node);
  }

  cut(from: Node, to: Node): void {
    this.cuts.add(`${from}>${to}`);
  }

  mend(from: Node, to: Node): void {
    this.cuts.delete(`${from}>${to}`);
  }

  /** Members of different groups don't reach each other. Replaces an earlier partition. */
  partition(groups: readonly (readonly Node[])[]): void {
    this.groupOf = new Map(groups.flatMap((group, g) => group.map((node) => [node, g] as const)));
  }

  /** Opens everything. */
  heal(): void {
    this.disconnected.clear();
    this.cuts.clear();
    this.groupOf.clear();
  }

  isOpen(from: Node, to: Node): boolean {
    if (from === to) return true;
    if (this.disconnected.has(from) || this.disconnected.has(to)) return false;
    const groupFrom = this.groupOf.get(from);
    const groupTo = this.groupOf.get(to);
    if (groupFrom !== undefined && groupTo !== undefined && groupFrom !== groupTo) return false;
    return this.cuts.size === 0 || !this.cuts.has(`${from}>${to}`);
  }
}
