import { nodeOf } from "../turns";
import { find } from "./element";
import type { Timeline } from "./main";

/** The place of the next turn of a node that is shown, in one direction. */
function along({ run, view, choice }: Timeline, direction: 1 | -1): number | undefined {
  const { shown } = view.rows;
  const now = run.turnOf[choice.place];
  const { node } = run.turns[now];
  const indices = direction === 1 ? shown : shown.toReversed();
  const found = indices.find((turn) => (turn - now) * direction > 0 && run.turns[turn].node === node);
  return found === undefined ? undefined : run.turns[found].first;
}

/** The place of the nearest turn, in time, of the lane beside. */
function beside({ run, view, choice }: Timeline, direction: 1 | -1): number | undefined {
  const now = run.turnOf[choice.place];
  const lane = view.lanes.indexOf(nodeOf(run.events[choice.place]));
  const node = view.lanes[lane < 0 ? 0 : lane + direction];
  if (node === undefined) return undefined;
  let best: number | undefined;
  for (const turn of view.rows.shown) {
    if (run.turns[turn].node !== node) continue;
    if (best === undefined || Math.abs(turn - now) < Math.abs(best - now)) best = turn;
  }
  return best === undefined ? undefined : run.turns[best].first;
}

/** The other end of the message that the chosen event begins or ends. */
function otherEnd({ run, choice }: Timeline): number | undefined {
  const { first, last } = run.turns[run.turnOf[choice.place]];
  for (let place = choice.place; place <= last; place++) {
    for (const { sent, end } of run.flightsOf(place)) {
      const [from, to] = [run.placeOf(sent), end === undefined ? undefined : run.placeOf(end)];
      if (to === place) return from;
      if (from === place && to !== undefined) return to;
    }
  }
  return first === choice.place ? undefined : run.turns[run.turnOf[choice.place]].first;
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "range" && target.type !== "checkbox";
  return target instanceof HTMLSelectElement;
}

/** What keys do. */
export function keysOf(timeline: Timeline): (event: KeyboardEvent) => void {
  const go = (place: number | undefined): void => {
    if (place !== undefined) timeline.choose({ place });
  };
  const { run } = timeline;
  const actions: { [key: string]: () => void } = {
    n: () => timeline.step(1),
    p: () => timeline.step(-1),
    v: () => {
      const mark = run.marks.findLast(({ kind }) => kind === "violation");
      if (mark !== undefined) timeline.goToMark(mark);
    },
    m: () => go(otherEnd(timeline)),
    "+": () => timeline.zoom(1.5),
    "=": () => timeline.zoom(1.5),
    "-": () => timeline.zoom(1 / 1.5),
    t: () => timeline.setAxis(),
    "/": () => find("words").focus(),
    "?": () => find<HTMLDialogElement>("help").showModal(),
    ArrowDown: () => go(along(timeline, 1)),
    ArrowUp: () => go(along(timeline, -1)),
    ArrowRight: () => go(beside(timeline, 1)),
    ArrowLeft: () => go(beside(timeline, -1)),
    Home: () => go(0),
    End: () => go(run.events.length - 1),
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || find<HTMLDialogElement>("help").open) return;
    if (event.key === "Escape" && isTyping(event)) {
      // A browser would empty the field, and tell nobody: the filter would go on unseen.
      event.preventDefault();
      find("frame").focus();
    }
    const isSlider = (event.target as HTMLElement).id === "instant";
    const action = actions[event.key];
    if (action === undefined || isTyping(event) || (isSlider && /^(Arrow|Home|End)/.test(event.key))) return;
    event.preventDefault();
    action();
  };
}
