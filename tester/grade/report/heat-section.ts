import { MARKS } from "./mark";
import type { TestColumn } from "./test-column";

/** The frame of the heat map; the script draws what is in view, however large the class. */
export function heatSection(submissions: number, tests: readonly TestColumn[]): string {
  if (tests.length === 0) return "";
  return `<section id="heat">
<h2>Tests × submissions</h2>
<div class="controls">
<label>Rows <select id="heat-rows"><option value="points">by points</option><option value="name">by name</option></select></label>
<label>Columns <select id="heat-columns"><option value="lab">by lab, then most failed first</option><option value="rate">most failed first</option></select></label>
<label>Size <select id="heat-size"><option value="whole">whole class</option><option value="names">with names</option></select></label>
<span class="legend" id="heat-legend">${Object.entries(MARKS).map(legendItem).join("")}</span>
</div>
<div id="heat-frame" tabindex="0" role="application" aria-label="Heat map of ${submissions} submissions and ${tests.length} tests. The arrow keys go from test to test and from submission to submission, Enter opens the student’s page." aria-describedby="heat-cell">
<div id="heat-extent"><canvas id="heat-canvas"></canvas></div>
</div>
<p id="heat-cell" aria-live="polite"><span class="faint">Point at a cell, or choose one with the arrow keys: here stands what it is.</span></p>
<noscript><p>The heat map is drawn by a script, and scripts are switched off.</p></noscript>
</section>`;
}

function legendItem([mark, { sign, word }]: [string, { sign: string; word: string }]): string {
  return `<span><span class="swatch mark-${mark}" data-mark="${mark}">${sign}</span>${word}</span>`;
}
