/** A browser's screenshot with fewer colours: a PNG with a palette is half as large, and looks the same. */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE_BYTES = 8;
const COLOURS_MAX = 256;
/** Of each channel so many bits tell colours apart. */
const KEPT_BITS = 0xf8;

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  for (let at = SIGNATURE_BYTES; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** Takes the filter off each line (PNG 12, 9.2); 3 bytes a pixel. */
function unfiltered(lines: Buffer, width: number, height: number): Buffer {
  const stride = width * 3;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const a = x < 3 ? 0 : pixels[y * stride + x - 3];
      const b = y === 0 ? 0 : pixels[(y - 1) * stride + x];
      const c = x < 3 || y === 0 ? 0 : pixels[(y - 1) * stride + x - 3];
      const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter];
      pixels[y * stride + x] = lines[y * (stride + 1) + 1 + x] + predicted;
    }
  }
  return pixels;
}

function nearest(colour: number, palette: readonly number[]): number {
  let [best, least] = [0, Infinity];
  palette.forEach((each, i) => {
    const [r, g, b] = [16, 8, 0].map((shift) => ((each >> shift) & 255) - ((colour >> shift) & 255));
    const distance = r * r + g * g + b * b;
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}

/**
 * The same picture with at most 256 colours: the most frequent ones, and for each other the nearest of them.
 * @param png 8 bits a channel, no alpha: as chromium writes it
 */
export function withPalette(png: Buffer): Buffer {
  const chunks = chunksOf(png);
  const { data: header } = chunks[0];
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header[8] !== 8 || header[9] !== 2) throw new Error("The screenshot isn't 8 bits a channel, RGB.");
  const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data));
  const pixels = unfiltered(inflateSync(packed), width, height);

  // Alike ones count as one, by the first of them: exact for grounds and lines, near enough for the edges of letters.
  const counts = new Map<number, { colour: number; count: number }>();
  const keyAt = (i: number) =>
    ((pixels[i] & KEPT_BITS) << 16) | ((pixels[i + 1] & KEPT_BITS) << 8) | (pixels[i + 2] & KEPT_BITS);
  for (let i = 0; i < pixels.length; i += 3) {
    const known = counts.get(keyAt(i));
    if (known === undefined) counts.set(keyAt(i), { colour: pixels.readUIntBE(i, 3), count: 1 });
    else known.count++;
  }
  const palette = [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, COLOURS_MAX)
    .map(({ colour }) => colour);
  const indices = new Map([...counts].map(([key, { colour }]) => [key, nearest(colour, palette)]));

  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = indices.get(keyAt((y * width + x) * 3))!;
  }
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const ihdr = Buffer.from(header);
  ihdr[9] = 3;
  const body = [chunk("IHDR", ihdr), chunk("PLTE", colours), chunk("IDAT", deflateSync(lines, { level: 9 }))];
  return Buffer.concat([png.subarray(0, SIGNATURE_BYTES), ...body, chunk("IEND", Buffer.alloc(0))]);
}
