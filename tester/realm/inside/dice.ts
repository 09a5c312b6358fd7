/** `Math.random` and `crypto`, drawn from the seed: integers only, so that every machine draws the same. */
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { defineProperty, kindOf } from "./builtins";

let stream = xoroshiro128plus(0);

/** Draws thrown away at the start: the generator's first ones are still close to the bare seed. */
const WARM_UP_DRAWS = 20;

/** Begins the realm's stream. `seed` is a 32-bit integer. */
export function seedDice(seed: number): void {
  stream = xoroshiro128plus(seed);
  for (let i = 0; i < WARM_UP_DRAWS; i++) stream.next();
}

function uint32(): number {
  return stream.next() >>> 0;
}

/** 53 bits, as `Math.random` has them: in [0, 1). */
function random(): number {
  return ((uint32() >>> 5) * 67_108_864 + (uint32() >>> 6)) / 9_007_199_254_740_992;
}

const QUOTA_BYTES = 65_536;
const INTEGER_ARRAYS = new Set([
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "BigInt64Array",
  "BigUint64Array",
]);
const isInteger = INTEGER_ARRAYS.has.bind(INTEGER_ARRAYS);
const Bytes = Uint8Array;

function getRandomValues<T extends ArrayBufferView>(array: T): T {
  if (!ArrayBuffer.isView(array) || !isInteger(kindOf(array))) {
    throw new TypeError("crypto.getRandomValues fills typed arrays of integers only");
  }
  if (array.byteLength > QUOTA_BYTES) {
    const error = new Error(`crypto.getRandomValues fills at most ${QUOTA_BYTES} bytes at once`);
    error.name = "QuotaExceededError";
    throw error;
  }
  const bytes = new Bytes(array.buffer, array.byteOffset, array.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = uint32() & 0xff;
  return array;
}

const HEX = "0123456789abcdef";

/** A UUID of version 4. */
function randomUUID(): string {
  let text = "";
  for (let i = 0; i < 32; i++) {
    if (i === 8 || i === 12 || i === 16 || i === 20) text += "-";
    const digit = uint32() & 0xf;
    text += i === 12 ? "4" : HEX[i === 16 ? 8 | (digit & 3) : digit]!;
  }
  return text;
}

export function installDice(): void {
  const hidden = { writable: true, enumerable: false, configurable: true };
  defineProperty(Math, "random", { ...hidden, value: random });
  defineProperty(globalThis, "crypto", { ...hidden, value: { getRandomValues, randomUUID } });
}
