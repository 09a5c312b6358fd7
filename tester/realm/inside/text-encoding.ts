/** UTF-8, which a bare realm lacks: `TextEncoder` and `TextDecoder`, and the length of a text in bytes. */
import { charCodeAt, defineProperty } from "./builtins";

const Bytes = Uint8Array;
const fromCharCode = String.fromCharCode;
const REPLACEMENT = 0xfffd;

/** UTF-8 bytes of a text; a lone surrogate counts as U+FFFD, 3 bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = charCodeAt(text, i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (isPair(text, i)) {
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}

function isPair(text: string, at: number): boolean {
  const high = charCodeAt(text, at);
  if (high < 0xd800 || high > 0xdbff) return false;
  const low = charCodeAt(text, at + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

/** The code point at `at`; U+FFFD for a lone surrogate. */
function pointAt(text: string, at: number): number {
  const unit = charCodeAt(text, at);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  return isPair(text, at) ? 0x10000 + ((unit - 0xd800) << 10) + (charCodeAt(text, at + 1) - 0xdc00) : REPLACEMENT;
}

/** Writes one code point; returns where the next goes. */
function writePoint(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    bytes[at] = point;
    return at + 1;
  }
  const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  bytes[at] = [0, 0xc0, 0xe0, 0xf0][more]! | (point >> (6 * more));
  for (let i = 1; i <= more; i++) bytes[at + i] = 0x80 | ((point >> (6 * (more - i))) & 0x3f);
  return at + 1 + more;
}

class TextEncoder {
  get encoding(): string {
    return "utf-8";
  }

  encode(text: unknown = ""): Uint8Array {
    const source = `${text as string}`;
    const bytes = new Bytes(utf8Length(source));
    let at = 0;
    for (let i = 0; i < source.length; i++) {
      const point = pointAt(source, i);
      if (point > 0xffff) i++;
      at = writePoint(bytes, at, point);
    }
    return bytes;
  }

  encodeInto(text: unknown, into: Uint8Array): { read: number; written: number } {
    const source = `${text as string}`;
    let read = 0;
    let written = 0;
    while (read < source.length) {
      const point = pointAt(source, read);
      const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (written + size > into.length) break;
      written = writePoint(into, written, point);
      read += point > 0xffff ? 2 : 1;
    }
    return { read, written };
  }
}

/** One code point as read: its value, or −1 where the bytes are none, and how many bytes that took. */
interface ReadPoint {
  point: number;
  size: number;
}

function readPoint(bytes: Uint8Array, at: number): ReadPoint {
  const lead = bytes[at]!;
  if (lead < 0x80) return { point: lead, size: 1 };
  const more = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
  if (more === 0) return { point: -1, size: 1 };
  let point = lead & (0x3f >> more);
  for (let i = 1; i <= more; i++) {
    const next = bytes[at + i];
    // The second byte's range is narrower after some leads: no overlong forms, surrogates or points above U+10FFFF.
    const low = i === 1 && lead === 0xe0 ? 0xa0 : i === 1 && lead === 0xf0 ? 0x90 : 0x80;
    const high = i === 1 && lead === 0xed ? 0x9f : i === 1 && lead === 0xf4 ? 0x8f : 0xbf;
    if (next === undefined || next < low || next > high) return { point: -1, size: i };
    point = (point << 6) | (next & 0x3f);
  }
  return { point, size: more + 1 };
}

function bytesOf(source: unknown): Uint8Array {
  if (source === undefined) return new Bytes(0);
  if (source instanceof ArrayBuffer) return new Bytes(source);
  if (ArrayBuffer.isView(source)) return new Bytes(source.buffer, source.byteOffset, source.byteLength);
  throw new TypeError("TextDecoder.decode needs an ArrayBuffer or a view of one");
}

class TextDecoder {
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;

  constructor(label = "utf-8", options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    if (!/^\s*(utf-?8|unicode-1-1-utf-8)\s*$/i.test(label)) {
      throw new RangeError(`TextDecoder knows utf-8 only, not ${label}`);
    }
    this.fatal = options.fatal === true;
    this.ignoreBOM = options.ignoreBOM === true;
  }

  get encoding(): string {
    return "utf-8";
  }

  decode(source?: unknown): string {
    const bytes = bytesOf(source);
    let text = "";
    for (let i = 0; i < bytes.length;) {
      const { point, size } = readPoint(bytes, i);
      if (point < 0 && this.fatal) throw new TypeError("TextDecoder: the bytes are not UTF-8");
      if (point !== 0xfeff || i > 0 || this.ignoreBOM) text += textOfPoint(point < 0 ? REPLACEMENT : point);
      i += size;
    }
    return text;
  }
}

function textOfPoint(point: number): string {
  if (point < 0x10000) return fromCharCode(point);
  return fromCharCode(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
}

export function installTextEncoding(): void {
  const hidden = { writable: true, enumerable: false, configurable: true };
  defineProperty(globalThis, "TextEncoder", { ...hidden, value: TextEncoder });
  defineProperty(globalThis, "TextDecoder", { ...hidden, value: TextDecoder });
}
