/** What runs in the page: choosing what is shown, and telling all of one operation. */
import type { PageData, PageOperation } from "../history-report";
import { clientName } from "../words";
import { Chart } from "./chart";

const find = (id: string) => document.getElementById(id)!;
const data = JSON.parse(find("data").textContent!) as PageData;
const part = find("part") as HTMLSelectElement;
/** Absent where there is no smallest set. */
const only = document.getElementById("only") as HTMLInputElement | null;
const chart = new Chart(find("chart"), find("canvas"), tell);

function text(content: string, name: "span" | "code" = "span"): HTMLElement {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}

/** All that is known of an operation, in the panel below. */
function tell(operation: PageOperation): void {
  const { client, place, after, from, to, time } = operation;
  const returned = to === null ? "never seen to return" : `returned at ${data.clock} ${to}`;
  const facts = [`invoked at ${data.clock} ${from}, ${returned}${time === undefined ? "" : ` (${time})`}.`];
  if (place !== null)
    facts.push(`Number ${place} in the order${after === undefined ? "" : `; then it holds ${after}`}.`);
  if (operation.isStuck) facts.push("Where the longest order stops, this could come next, and doesn't fit.");
  if (operation.isSmallest) facts.push("◆ One of the smallest set that has no order.");
  const first = document.createElement("p");
  first.append(text(`${clientName(client)}: `), text(operation.text, "code"));
  const second = document.createElement("p");
  second.append(text(facts.join(" ")));
  find("detail").replaceChildren(first, second);
}

function show(): void {
  const chosen = part.value === "all" ? undefined : Number(part.value);
  const inPart = data.operations.filter((operation) => chosen === undefined || operation.part === chosen);
  const smallest = inPart.filter(({ isSmallest }) => isSmallest);
  if (only !== null) only.disabled = smallest.length === 0;
  const shown = only?.checked && smallest.length > 0 ? smallest : inPart;
  chart.show(shown);
  chart.choose(smallest[0] ?? shown[0], false);
}

part.value = String(data.first);
part.addEventListener("change", show);
only?.addEventListener("change", show);
find("closer").addEventListener("click", () => chart.zoom(1.5));
find("wider").addEventListener("click", () => chart.zoom(1 / 1.5));
show();
