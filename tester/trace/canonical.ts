import type { JsonText } from "./event";

/** JSON with the keys of every object in order: two values are deeply equal exactly when these texts are. */
export function canonical(json: JsonText): string {
  return json.includes("{") ? JSON.stringify(sorted(JSON.parse(json))) : json;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
