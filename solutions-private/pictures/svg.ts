/** The pen: SVG that reads in light, dark and grey, on GitHub as in an editor. Every number is rounded, so that a picture is the same text each time. */

const LIGHT = {
  paper: "#ffffff",
  ink: "#1f2430",
  soft: "#5b6475",
  line: "#8a93a3",
  shade: "#eceff4",
  accent: "#0b57b0",
};
const DARK = {
  paper: "#171a21",
  ink: "#e8ebf1",
  soft: "#aab3c2",
  line: "#7c8696",
  shade: "#272c37",
  accent: "#79b8ff",
};
/** A second and a third term: told apart by brightness too. */
const TERMS = { light: ["#cfe3fb", "#f3b562", "#7a5ea8"], dark: ["#27496d", "#b9781f", "#b79bea"] };

function rules(c: typeof LIGHT, terms: readonly string[], last: string): string {
  return [
    `.paper{fill:${c.paper}}`,
    `text{fill:${c.ink}}`,
    `.soft{fill:${c.soft}}`,
    `.halo{stroke:${c.paper};stroke-width:4px;stroke-linejoin:round;paint-order:stroke}`,
    `.lane{stroke:${c.line};stroke-width:1.5}`,
    `.axis{stroke:${c.line};stroke-width:1}`,
    `.shade{fill:${c.shade}}`,
    `.cut{stroke:${c.soft};stroke-width:2;stroke-dasharray:3 4}`,
    `.ink{stroke:${c.ink};stroke-width:1.8;fill:none}`,
    `.reply{stroke:${c.ink};stroke-width:1.5;fill:none;stroke-dasharray:6 4}`,
    `.faint{stroke:${c.line};stroke-width:1;fill:none}`,
    `.tip{fill:${c.ink}}`,
    `.fainttip{fill:${c.line}}`,
    `.mark{fill:${c.accent};stroke:${c.paper};stroke-width:1.5}`,
    `.hollow{fill:${c.paper};stroke:${c.accent};stroke-width:2}`,
    `.accent{fill:${c.accent}}`,
    `.timer{stroke:${c.line};stroke-width:7;stroke-linecap:butt}`,
    `.leader{fill:${c.accent}}`,
    `.box{stroke:${c.ink};stroke-width:1}`,
    `.sure{stroke:${c.ink};stroke-width:3}`,
    ...terms.map((colour, i) => `.term${i + 1}{fill:${colour}}`),
    `text.on3{fill:${last}}`,
  ].join("");
}

const STYLE = `text{font-family:system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;font-size:13px}.small{font-size:12px}.strong{font-weight:600}.big{font-size:15px;font-weight:600}.mid{text-anchor:middle}.end{text-anchor:end}${rules(LIGHT, TERMS.light, "#ffffff")}@media (prefers-color-scheme:dark){${rules(DARK, TERMS.dark, "#171a21")}}`;

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** A number as it stands in the file. */
function num(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export interface Point {
  x: number;
  y: number;
}

export class Svg {
  private readonly parts: string[] = [];

  constructor(
    readonly width: number,
    private readonly title: string,
    private readonly desc: string,
  ) {}

  line(a: Point, b: Point, style: string): void {
    this.parts.push(`<line class="${style}" x1="${num(a.x)}" y1="${num(a.y)}" x2="${num(b.x)}" y2="${num(b.y)}"/>`);
  }

  rect({ x, y }: Point, width: number, height: number, style: string, rounding = 0): void {
    const size = `x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"`;
    this.parts.push(`<rect class="${style}" ${size}${rounding > 0 ? ` rx="${num(rounding)}"` : ""}/>`);
  }

  dot({ x, y }: Point, style: string, radius = 5): void {
    this.parts.push(`<circle class="${style}" cx="${num(x)}" cy="${num(y)}" r="${num(radius)}"/>`);
  }

  text({ x, y }: Point, text: string, style = ""): void {
    this.parts.push(`<text class="${style}" x="${num(x)}" y="${num(y)}">${escaped(text)}</text>`);
  }

  /** Along a line: `at` of its way from the left, and `dy` below it. */
  textAlong(a: Point, b: Point, text: string, style: string, at: number, dy: number): void {
    const [left, right] = a.x <= b.x ? [a, b] : [b, a];
    const degrees = (Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI;
    const x = num(left.x + (right.x - left.x) * at);
    const y = num(left.y + (right.y - left.y) * at);
    const turn = `translate(${x} ${y}) rotate(${num(degrees)})`;
    this.parts.push(`<text class="mid halo ${style}" transform="${turn}" y="${num(dy)}">${escaped(text)}</text>`);
  }

  /** An arrow; one that is lost ends in a cross. */
  arrow(a: Point, b: Point, style: string, end: "tip" | "cross" = "tip"): void {
    this.line(a, b, style);
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const along = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
    if (end === "cross") {
      this.line({ x: b.x - 5, y: b.y - 5 }, { x: b.x + 5, y: b.y + 5 }, "ink");
      this.line({ x: b.x - 5, y: b.y + 5 }, { x: b.x + 5, y: b.y - 5 }, "ink");
      return;
    }
    const back = { x: b.x - along.x * 10, y: b.y - along.y * 10 };
    const points = [
      b,
      { x: back.x - along.y * 4, y: back.y + along.x * 4 },
      { x: back.x + along.y * 4, y: back.y - along.x * 4 },
    ];
    const list = points.map(({ x, y }) => `${num(x)},${num(y)}`).join(" ");
    this.parts.push(`<polygon class="${style === "faint" ? "fainttip" : "tip"}" points="${list}"/>`);
  }

  /** The file. */
  toString(height: number): string {
    const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${num(this.width)} ${num(height)}" width="${num(this.width)}" height="${num(height)}" role="img" aria-labelledby="title desc">`;
    const names = `<title id="title">${escaped(this.title)}</title>\n<desc id="desc">${escaped(this.desc)}</desc>`;
    const paper = `<rect class="paper" width="${num(this.width)}" height="${num(height)}" rx="8"/>`;
    return [head, names, `<style>${STYLE}</style>`, paper, ...this.parts, "</svg>", ""].join("\n");
  }
}
