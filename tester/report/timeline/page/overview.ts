import { firstFrom } from "../rows";
import { colourOfTerm, type Palette } from "./palette";
import type { Run } from "./run";
import { SIGNS } from "./remarks";
import type { View } from "./view";

const MARGIN_PX = 16;
const BAND_PX = { follower: 0.25, candidate: 0.55, leader: 0.9 } as const;

/** The whole run at a glance, beside the part of it that is in view. A click leads there. */
export class Overview {
  private readonly pen: CanvasRenderingContext2D;
  /** The picture without the frame, which moves. */
  private still: ImageBitmap | HTMLCanvasElement | undefined;

  constructor(
    private readonly run: Run,
    private readonly view: View,
    private readonly canvas: HTMLCanvasElement,
    onGo: (part: number) => void,
  ) {
    this.pen = canvas.getContext("2d")!;
    const go = (event: PointerEvent) => onGo(event.offsetY / canvas.clientHeight);
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      go(event);
    });
    canvas.addEventListener("pointermove", (event) => event.buttons !== 0 && go(event));
  }

  /** After a change of filter, size or colours. */
  forget(): void {
    this.still = undefined;
  }

  draw(colours: Palette, place: number): void {
    const { canvas, pen, view, run } = this;
    const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width !== wide * devicePixelRatio || canvas.height !== high * devicePixelRatio) {
      canvas.width = wide * devicePixelRatio;
      canvas.height = high * devicePixelRatio;
      this.still = undefined;
    }
    this.still ??= this.drawn(colours, wide, high);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(this.still, 0, 0);
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const scale = high / view.contentHeightPx;
    pen.strokeStyle = colours.focus;
    pen.lineWidth = 2;
    pen.strokeRect(1, Math.max(1, view.scrollPx * scale), wide - 2, Math.max(6, view.heightPx * scale - 2));
    pen.fillStyle = colours.focus;
    pen.fillRect(0, view.contentY(run.turnOf[place]) * scale - 1, wide, 2);
  }

  private drawn(colours: Palette, wide: number, high: number): HTMLCanvasElement {
    const { run, view } = this;
    const made = document.createElement("canvas");
    made.width = wide * devicePixelRatio;
    made.height = high * devicePixelRatio;
    const pen = made.getContext("2d")!;
    pen.scale(devicePixelRatio, devicePixelRatio);
    pen.fillStyle = colours.panel;
    pen.fillRect(0, 0, wide, high);
    const scale = high / view.contentHeightPx;
    const servers = view.lanes.filter((node) => node < run.servers);
    const column = (wide - MARGIN_PX) / Math.max(1, servers.length);
    servers.forEach((node, i) => this.bands(pen, node, i * column, column, scale, colours));
    this.marks(pen, wide, scale, colours);
    return made;
  }

  private bands(
    pen: CanvasRenderingContext2D,
    node: number,
    left: number,
    column: number,
    scale: number,
    colours: Palette,
  ): void {
    const { run, view } = this;
    const spans = run.history.spans[node];
    const y = (place: number) => view.contentY(run.turnOf[place]) * scale;
    spans.forEach(({ from, state }, i) => {
      const [top, end] = [y(from), i + 1 < spans.length ? y(spans[i + 1].from) : y(run.events.length - 1)];
      if (state.isCut || state.isPaused) {
        pen.fillStyle = colours.shade;
        pen.fillRect(left, top, column, end - top);
      }
      if (!state.isUp) return;
      const part = BAND_PX[state.role.value ?? "follower"];
      pen.fillStyle = colourOfTerm(colours, state.term.value);
      pen.fillRect(left + (column * (1 - part)) / 2, top, column * part, Math.max(0.5, end - top));
    });
  }

  private marks(pen: CanvasRenderingContext2D, wide: number, scale: number, colours: Palette): void {
    const { run, view } = this;
    pen.font = "11px system-ui, sans-serif";
    pen.textBaseline = "middle";
    for (const { n, kind } of run.marks) {
      const y = view.contentY(run.turnOf[run.placeOf(n)]) * scale;
      pen.fillStyle = kind === "violation" ? colours.bad : kind === "turning point" ? colours.faint : colours.story;
      pen.fillText(SIGNS[kind], wide - MARGIN_PX + 3, y);
      if (kind === "violation") pen.fillRect(0, y - 1, wide, 2);
    }
  }

  /** The turn at a part of the picture's height. */
  turnAt(part: number): number {
    const { view } = this;
    const unit = (part * view.contentHeightPx - view.contentY(0)) / view.pxPerUnit + view.rows.at[0];
    return Math.min(this.run.turns.length - 1, firstFrom(view.rows.at, unit));
  }
}
