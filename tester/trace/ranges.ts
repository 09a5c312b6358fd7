/** Whole numbers, kept as the stretches that an edit names: `3` or `3-9`, both ends included. */
export class Ranges {
  private readonly stretches: (readonly [number, number])[] = [];

  /** `text` is of the form `3` or `3-9`. */
  add(text: string): void {
    const [low, high = low] = text.split("-").map(Number);
    this.stretches.push([low, high]);
  }

  has(number: number): boolean {
    return this.stretches.some(([low, high]) => low <= number && number <= high);
  }

  get isEmpty(): boolean {
    return this.stretches.length === 0;
  }
}

/** The numbers in as few stretches as there are, ascending: `3-5` and `9` for 4, 3, 9, 5. */
export function stretchesOf(numbers: readonly number[]): string[] {
  const stretches: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else stretches.push([number, number]);
  }
  return stretches.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`));
}
