import { secondsOf } from "../../../trace/event";
import type { Mark } from "../timeline-report";
import { element } from "./element";
import { SIGNS } from "./remarks";
import type { Run } from "./run";

/** Marks that are listed: those around the chosen one. */
const LISTED_MAX = 14;

/** The events that matter, in order: a list to choose from, and the way from one to the next. */
export class Story {
  constructor(
    private readonly run: Run,
    private readonly list: HTMLElement,
    onGo: (mark: Mark) => void,
  ) {
    list.addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest("button");
      if (button !== null) onGo(run.marks[Number(button.dataset.mark)]);
    });
  }

  /** The first mark after an event, or the last one before it. */
  from(n: number, direction: 1 | -1): Mark | undefined {
    const { marks } = this.run;
    return direction === 1 ? marks.find((mark) => mark.n > n) : marks.findLast((mark) => mark.n < n);
  }

  show(n: number): void {
    const { marks } = this.run;
    const now = Math.max(
      0,
      marks.findLastIndex((mark) => mark.n <= n),
    );
    const from = Math.max(0, Math.min(now - LISTED_MAX / 2, marks.length - LISTED_MAX));
    const items = marks.slice(from, from + LISTED_MAX).map((mark, i) => {
      const item = element("li");
      const button = element("button", mark.kind === "violation" ? "violation" : "");
      button.dataset.mark = String(from + i);
      if (from + i === now && mark.n === n) button.setAttribute("aria-current", "true");
      const { atUs } = this.run.events[this.run.placeOf(mark.n)];
      button.append(
        element("span", "sign", SIGNS[mark.kind]),
        element("span", "at", secondsOf(atUs)),
        element("span", "", mark.text),
      );
      item.append(button);
      return item;
    });
    this.list.replaceChildren(...items);
  }
}
