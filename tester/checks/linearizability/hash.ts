// Taken once: looked up at each call, a global costs more than the hash where the kit's own tests run.
export const { imul } = Math;

/** MurmurHash3's finalizer (public domain, A. Appleby): every input bit moves every output bit. */
export function scramble(word: number): number {
  let h = word | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
