import { deflateRawSync } from "node:zlib";
import { documentOf, escape, type PageParts } from "../markup";
import { packed } from "./packing";
import type { TimelineReport } from "./timeline-report";

const KEYS: readonly [keys: string, what: string][] = [
  ["n, p", "next and previous event of the story"],
  ["v", "the violation"],
  ["↓, ↑", "later and earlier in the lane"],
  ["→, ←", "the lane beside"],
  ["m", "the message’s other end"],
  ["Home, End", "first and last event"],
  ["+, −", "zoom (Ctrl and the wheel, too)"],
  ["t", "rows, or true to time"],
  ["/", "find; Esc leaves the field"],
  ["?", "this"],
];

const SIGNS: readonly [sign: string, what: string][] = [
  [
    '<svg viewBox="0 0 44 18"><rect x="13" y="0" width="18" height="18"/></svg>',
    "leader: a wide band in its term’s colour",
  ],
  [
    '<svg viewBox="0 0 44 18" fill="none"><path fill="none" d="M16 0v18M28 0v18M16 4h12M16 9h12M16 14h12"/></svg>',
    "candidate: a ladder",
  ],
  ['<svg viewBox="0 0 44 18"><rect x="21" y="0" width="3" height="18" stroke="none"/></svg>', "follower: a line"],
  [
    '<svg viewBox="0 0 44 18"><path d="M2 6L38 12"/><path d="M42 13l-9-5-1 6z"/></svg>',
    "request, and the row in which it arrives",
  ],
  ['<svg viewBox="0 0 44 18"><path stroke-dasharray="5 3" d="M2 6L38 12"/><path d="M42 13l-9-5-1 6z"/></svg>', "reply"],
  [
    '<svg viewBox="0 0 44 18"><path d="M2 6L30 11M26 6l8 10M34 6l-8 10" stroke-width="2"/></svg>',
    "lost, cut, too late, or its receiver was down",
  ],
  ["⌿ ┆ ┆", "cut off: shaded between dashed lines"],
  ["‖ ⁞ ⁞", "paused: shaded and dotted"],
  ["▨", "down: hatched"],
  ["○ ●", "commits; applies"],
  ["◆ ▲ ✕", "an event of the story; a rule broken; the violation"],
  ["~ ?", "inferred from messages; unknown"],
];

function list(pairs: readonly (readonly [string, string])[], isText: boolean): string {
  return pairs.map(([a, b]) => `<dt>${isText ? `<kbd>${escape(a)}</kbd>` : a}</dt><dd>${escape(b)}</dd>`).join("\n");
}

function header({ token, headline, isFailure, facts, hints, replay, data }: TimelineReport): string {
  const [first, ...more] = facts;
  const rest = [...more, ...hints, `Replay: ${replay}`].map((text) => `<p>${escape(text)}</p>`);
  const omitted =
    data.omitted === 0 ? "" : `<p>The run is long: its first ${data.omitted} events are left out here.</p>`;
  return `<header>
<h1>${isFailure ? "✕" : "✓"} ${escape(headline)}</h1>
${first === undefined ? "" : `<p>${escape(first)}</p>`}${omitted}
<details><summary class="faint">${escape(token)}, ${data.events.length} events</summary>
${rest.join("\n")}
</details>
</header>`;
}

const CONTROLS = `<div id="controls">
<span>Story <button id="previous" aria-label="previous event of the story">◂ p</button> <button id="next" aria-label="next event of the story">n ▸</button></span>
<span>Zoom <button id="wider" aria-label="smaller">−</button> <button id="closer" aria-label="larger">+</button></span>
<button id="axis" aria-pressed="false">true to time</button>
<span>Lanes <span id="lanes"></span></span>
<label>Messages <select id="method"><option value="">all</option></select></label>
<label>Term <input id="term" type="number" min="0" placeholder="any"></label>
<label>Find <input id="words" type="search" placeholder="any words"></label>
<output id="count" aria-live="polite"></output>
<label><input id="timers" type="checkbox"> timers</label>
<button id="ask" aria-label="keys and signs">?</button>
</div>
<div id="scrub">
<label class="unseen" for="instant">Instant</label>
<input id="instant" type="range" min="0" value="0">
<output id="now" for="instant"></output>
</div>`;

const MAIN = `<main>
<section id="chart" aria-label="A lane a server and a client, time downwards">
<div id="top"><div id="heads"></div></div>
<div id="frame" tabindex="0" role="application" aria-label="The run. Arrow keys move from event to event, n and p along the story, ? lists all keys." aria-describedby="said"><div id="space"><canvas id="canvas"></canvas></div></div>
</section>
<canvas id="overview" aria-hidden="true"></canvas>
<aside>
<h2>Servers at this instant</h2>
<div id="servers"></div>
<h2>Event</h2>
<section id="detail" aria-label="The chosen event"></section>
<h2>What happened</h2>
<ol id="story"></ol>
</aside>
</main>
<p id="said" class="unseen" aria-live="polite"></p>`;

function help(): string {
  return `<dialog id="help" aria-label="Keys and signs">
<div class="columns">
<div><h2>Keys</h2><dl>${list(KEYS, true)}</dl></div>
<div><h2>Signs</h2><dl>${list(SIGNS, false)}</dl></div>
</div>
<form method="dialog"><button autofocus>Close</button></form>
</dialog>`;
}

/** The picture of a run: one file that loads nothing. */
export function timelinePage(report: TimelineReport, parts: PageParts): string {
  const body = [header(report), CONTROLS, MAIN, help()].join("\n");
  const data = deflateRawSync(packed(report.data), { level: 9 }).toString("base64");
  const title = `${report.isFailure ? "✕" : "✓"} ${report.token}`;
  const packedData = `<script type="application/octet-stream" id="data">${data}</script>`;
  return documentOf({ title, body: `${body}\n${packedData}`, ...parts });
}
