/** Shows the submissions that are asked for, and how many they are. */
export function filterSubmissions(): void {
  const name = document.getElementById("filter-name") as HTMLInputElement;
  const status = document.getElementById("filter-status") as HTMLSelectElement;
  const told = document.getElementById("filter-count")!;
  const rows = [...(document.getElementById("submissions-table") as HTMLTableElement).tBodies[0].rows];
  const show = (): void => {
    const wanted = name.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const kinds = row.dataset.kinds!.split(",");
      const isShown =
        (status.value === "all" || kinds.includes(status.value)) &&
        row.cells[0].dataset.value!.toLowerCase().includes(wanted);
      row.hidden = !isShown;
      if (isShown) shown++;
    }
    told.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} shown`;
  };
  name.addEventListener("input", show);
  status.addEventListener("change", show);
  show();
}
