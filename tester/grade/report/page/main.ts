/** What runs in the class's page: sorting, filtering, the heat map, and names that are asked for. */
import type { ClassData } from "../class-data";
import { HeatMap } from "./heat-map";
import { filterSubmissions } from "./filter";
import { nameThem } from "./names";
import { makeSortable } from "./sortable";

const data = JSON.parse(document.getElementById("data")!.textContent!) as ClassData;

for (const table of document.querySelectorAll<HTMLTableElement>("table.sortable")) makeSortable(table);
if (data.submissions.length > 0) filterSubmissions();
if (data.tests.length > 0) new HeatMap(data);
nameThem(data);
