import { secondsOf, type TraceEvent } from "../../../trace/event";
import { Scribe } from "../../scribe";
import { methodName } from "../messages";
import type { Known, ServerState } from "../states";
import { ALL, nodeOf } from "../turns";
import { element } from "./element";
import type { Choice } from "./painter";
import type { Flight, Run } from "./run";

/** Events of a turn that are listed, characters of a message that are shown, messages of one turn. */
const EVENTS_MAX = 40;
const JSON_MAX = 6_000;
const MESSAGES_MAX = 8;

function pretty(json: string): string {
  let text: string;
  try {
    text = JSON.stringify(JSON.parse(json), undefined, 1);
  } catch {
    text = json;
  }
  // Short lists and objects read better on one line.
  text = text.replace(/[[{]\s[^[\]{}]{0,90}?[\]}]/g, (found) => found.replace(/\s+/g, " "));
  return text.length <= JSON_MAX ? text : `${text.slice(0, JSON_MAX)}… (${text.length} characters)`;
}

/** All that is known of one event: what a node was given, what it did, and what changed. */
export class Detail {
  private readonly scribe: Scribe;

  constructor(
    private readonly run: Run,
    private readonly panel: HTMLElement,
  ) {
    this.scribe = new Scribe(run.servers);
    // The scribe learns the methods of calls as they are sent.
    for (const event of run.events) if (event.kind === "send") this.scribe.entry(event);
  }

  show({ place, call }: Choice): void {
    const { run } = this;
    const event = run.events[place];
    const node = nodeOf(event);
    const { first, last } = run.turns[run.turnOf[place]];
    const who = node === ALL ? "the tester" : run.name(node);
    const parts = [element("h3", "", `${secondsOf(event.atUs)} · ${who} · event ${event.n}`)];
    for (const mark of run.marks) {
      if (mark.n >= run.events[first].n && mark.n <= run.events[last].n)
        parts.push(element("p", `mark ${mark.kind}`, mark.text));
    }
    parts.push(this.list(first, last, place));
    if (node !== ALL && node < run.servers) parts.push(...this.changes(node, first, last));
    parts.push(...this.messages(first, last, call));
    this.panel.replaceChildren(...parts);
  }

  /** The event in words, for who can't see. */
  spoken(place: number): string {
    const event = this.run.events[place];
    const entry = this.scribe.entry(event);
    const who = entry === undefined || entry.node === ALL ? "tester" : this.run.name(entry.node);
    return `${secondsOf(event.atUs)}, ${who}: ${(entry?.text ?? event.kind).slice(0, 200)}`;
  }

  private list(first: number, last: number, chosen: number): HTMLElement {
    const list = element("ol", "events");
    const from = Math.max(first, Math.min(chosen - EVENTS_MAX / 2, last - EVENTS_MAX + 1));
    for (let place = from; place <= last && place < from + EVENTS_MAX; place++) {
      const event = this.run.events[place];
      const made = element("li", place === chosen ? "chosen" : "", this.line(event));
      made.dataset.place = String(place);
      list.append(made);
    }
    return list;
  }

  private line(event: TraceEvent): string {
    const text = this.scribe.entry(event)?.text ?? event.kind;
    // What a message carries stands below.
    const brief = event.kind === "send" ? text.slice(0, text.indexOf(event.args)) : text;
    return brief.length > 160 ? `${brief.slice(0, 159)}…` : brief;
  }

  private messages(first: number, last: number, call: Choice["call"]): HTMLElement[] {
    const flights: Flight[] = [];
    for (let place = first; place <= last; place++) flights.push(...this.run.flightsOf(place));
    const isChosen = (flight: Flight) =>
      flight.sent === call?.sent && flight.part === call.part && flight.call === call.call;
    flights.sort((a, b) => Number(isChosen(b)) - Number(isChosen(a)));
    return flights.slice(0, MESSAGES_MAX).map((flight) => this.message(flight, isChosen(flight)));
  }

  private message(flight: Flight, isChosen: boolean): HTMLElement {
    const { run } = this;
    const { from, to, part, method, call, sent, end, lost, json, held } = flight;
    const box = element("details", isChosen ? "message chosen" : "message");
    (box as HTMLDetailsElement).open = true;
    const what = part === "request" ? methodName(method) : `reply to ${methodName(method)}`;
    box.append(element("summary", "", `${run.name(from)} → ${run.name(to)}  ${what} #${call}`));
    const at = (n: number) => secondsOf(run.events[run.placeOf(n)].atUs);
    const fate =
      end === undefined ? "on its way at the end" : lost === undefined ? `arrives ${at(end)}` : `✕ ${lost} ${at(end)}`;
    box.append(element("p", "faint", `sent ${at(sent)}, ${held === undefined ? "" : `held ${at(held)}, `}${fate}`));
    box.append(element("pre", "", pretty(json)));
    return box;
  }

  /** Before and after, where they differ. */
  private changes(node: number, first: number, last: number): HTMLElement[] {
    const [before, after] = [this.run.history.at(first - 1)[node], this.run.history.at(last)[node]];
    const table = element("table", "changes");
    const row = (name: string, a: string, b: string) => {
      if (a === b) return;
      const made = element("tr");
      made.append(element("th", "", name), element("td", "", a), element("td", "", "→"), element("td", "", b));
      table.append(made);
    };
    const text = <T>({ value }: Known<T>) => (value === undefined ? "?" : value === null ? "–" : String(value));
    row("role", text(before.role), text(after.role));
    row("term", text(before.term), text(after.term));
    row("voted for", this.vote(before), this.vote(after));
    row("log", logWords(before), logWords(after));
    row("commit", text(before.commitIndex), text(after.commitIndex));
    row("applied", text(before.lastApplied), text(after.lastApplied));
    row("next", text(before.nextIndex), text(after.nextIndex));
    row("match", text(before.matchIndex), text(after.matchIndex));
    return table.children.length === 0 ? [] : [table];
  }

  private vote({ votedFor: { value } }: ServerState): string {
    return value === undefined ? "?" : value === null ? "–" : this.run.name(value);
  }
}

/** `to 7, last term 2`. */
function logWords({ log: { value } }: ServerState): string {
  if (value === undefined) return "?";
  if (value.length === 0) return value.first === 1 ? "empty" : `snapshot to ${value.first - 1}`;
  return `to ${value.first + value.length - 1}, last term ${value.entries[value.length - 1].term ?? "?"}`;
}
