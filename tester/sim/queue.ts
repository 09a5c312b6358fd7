/** Something that will happen at an instant. */
export interface Due {
  /** Virtual instant, integer µs. */
  readonly atUs: number;
  /** Order of scheduling. Ties in `atUs` go to the lower one: what was scheduled first happens first. */
  readonly order: number;
}

function before(a: Due, b: Due): boolean {
  return a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order);
}

/** A binary heap of what is due, earliest first. Push and pop cost O(log n). */
export class DueQueue<T extends Due> {
  private readonly heap: T[] = [];

  get size(): number {
    return this.heap.length;
  }

  push(item: T): void {
    const { heap } = this;
    let hole = heap.length;
    heap.push(item);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!before(item, heap[parent])) break;
      heap[hole] = heap[parent];
      hole = parent;
    }
    heap[hole] = item;
  }

  pop(): T | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    this.sink(last);
    return first;
  }

  /** Puts `item` at the root and lets it down to its place. */
  private sink(item: T): void {
    const { heap } = this;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], item)) break;
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = item;
  }
}
