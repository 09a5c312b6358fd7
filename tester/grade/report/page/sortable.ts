/** What a cell is sorted by. */
function valueOf(row: HTMLTableRowElement, column: number): string {
  const cell = row.cells[column];
  return cell.dataset.value ?? cell.textContent ?? "";
}

/** Makes the heads of a table sort it: numbers from the largest, texts from the first letter, and then the other way. */
export function makeSortable(table: HTMLTableElement): void {
  const heads = [...table.tHead!.rows[0].cells];
  for (const [column, head] of heads.entries()) {
    head.querySelector("button")?.addEventListener("click", () => {
      const isNumber = head.classList.contains("number");
      const was = head.getAttribute("aria-sort");
      const isDescending = was === "none" ? isNumber : was === "ascending";
      for (const each of heads) each.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      sort(
        table.tBodies[0],
        column,
        (a, b) => (isNumber ? Number(a) - Number(b) : a.localeCompare(b, "en", { numeric: true })),
        isDescending,
      );
    });
  }
}

type Order = (a: string, b: string) => number;

function sort(body: HTMLTableSectionElement, column: number, order: Order, isDescending: boolean): void {
  const sign = isDescending ? -1 : 1;
  const rows = [...body.rows].sort((a, b) => sign * order(valueOf(a, column), valueOf(b, column)));
  body.append(...rows);
}
