import type { Entry, Known, Log, ServerState } from "../states";
import { element } from "./element";
import type { Run } from "./run";

/** Boxes of a log that are shown: its last ones. */
const BOXES_MAX = 11;
const ROLE_SIGNS = { leader: "★", candidate: "◇", follower: "○" } as const;

function word<T>({ value, isInferred }: Known<T>, show: (value: T) => string = String): string {
  return value === undefined ? "?" : `${isInferred ? "~" : ""}${show(value)}`;
}

/** The servers' states at one instant, a card each. */
export class Cards {
  constructor(
    private readonly run: Run,
    private readonly place: HTMLElement,
  ) {}

  show(states: readonly ServerState[], ofNode: number): void {
    this.place.replaceChildren(...states.map((state, id) => this.card(id, state, id === ofNode)));
  }

  private card(id: number, state: ServerState, isChosen: boolean): HTMLElement {
    const card = element("section", `card${isChosen ? " chosen" : ""}${state.isUp ? "" : " down"}`);
    const head = element("h3");
    head.append(element("span", "name", this.run.name(id)), this.role(state));
    const facts = element("dl");
    const fact = (name: string, text: string) => facts.append(element("dt", "", name), element("dd", "", text));
    fact("term", word(state.term));
    fact(
      "vote",
      word(state.votedFor, (node) => (node === null ? "–" : this.run.name(node))),
    );
    fact("commit", word(state.commitIndex));
    fact("applied", word(state.lastApplied));
    head.append(facts);
    card.append(head, this.log(state));
    if (state.role.value === "leader" && state.nextIndex.value !== undefined) {
      card.append(element("p", "indices", `next ${state.nextIndex.value}  match ${state.matchIndex.value ?? "?"}`));
    }
    return card;
  }

  private role({ isUp, isPaused, isCut, role, term }: ServerState): HTMLElement {
    if (!isUp) return element("span", "role", term.value === undefined ? "not up yet" : "✕ down");
    const { value } = role;
    const made = element("span", `role ${value ?? ""}`);
    made.textContent = value === undefined ? "?" : `${ROLE_SIGNS[value]} ${word(role)}`;
    if (isPaused) made.textContent += " ‖";
    if (isCut) made.textContent += " ⌿";
    made.title = `${isPaused ? "paused " : ""}${isCut ? "cut off" : ""}`;
    made.dataset.term = String((term.value ?? 0) % 8);
    return made;
  }

  private log({ log, commitIndex }: ServerState): HTMLElement {
    const row = element("div", "log");
    const { value } = log;
    if (value === undefined) {
      row.append(element("span", "faint", "log ?"));
      return row;
    }
    row.append(element("span", "faint", log.isInferred ? "~log" : "log"));
    const skipped = Math.max(0, value.length - BOXES_MAX);
    const before = value.first - 1 + skipped;
    if (before > 0) row.append(element("span", "faint", `1–${before} ${skipped === 0 ? "in a snapshot" : "…"}`));
    if (value.length === 0 && before === 0) row.append(element("span", "faint", "empty"));
    for (let i = skipped; i < value.length; i++) row.append(box(value, i, commitIndex.value));
    return row;
  }
}

/** An entry: its index above, its term in it; committed ones have a full frame. */
function box({ first, entries }: Log, i: number, commitIndex: number | undefined): HTMLElement {
  const { term, command }: Entry = entries[i];
  const index = first + i;
  const isCommitted = commitIndex !== undefined && index <= commitIndex;
  const made = element("span", `entry${isCommitted ? " committed" : ""}`, String(term ?? "?"));
  made.dataset.term = String((term ?? 0) % 8);
  made.dataset.index = String(index);
  made.title = `index ${index}, term ${term ?? "?"}${isCommitted ? ", committed" : ""}${command === "" ? "" : `: ${command}`}`;
  return made;
}
