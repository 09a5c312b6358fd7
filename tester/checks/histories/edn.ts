import { parseEDNString, type EDNVal } from "edn-data";
import type { Value } from "./event";

/** A map's fields by name: `:process`. */
export type Fields = ReadonlyMap<string, EDNVal>;

/** All values of a text, or `undefined` where it isn't whole. The brackets make the reader strict about ends. */
export function ednValues(text: string): EDNVal[] | undefined {
  try {
    const values = parseEDNString(`[${text}\n]`);
    return Array.isArray(values) ? (values as EDNVal[]) : undefined;
  } catch {
    return undefined;
  }
}

/** The fields of a map, tagged (`#jepsen.history.Op{…}`) or not. */
export function fieldsOf(value: EDNVal): Fields | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("tag" in value) return fieldsOf(value.val);
  if (!("map" in value) || !Array.isArray(value.map)) return undefined;
  return new Map(value.map.map(([name, field]) => [String(plain(name)), field]));
}

/** `undefined` for what no history here holds: sets, maps, integers too large to be exact. */
export function plain(value: EDNVal | undefined): Value | undefined {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : value;
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value !== "object") return undefined;
  if (Array.isArray(value)) {
    const parts = value.map(plain);
    return parts.some((part) => part === undefined) ? undefined : (parts as Value[]);
  }
  if ("key" in value) return `:${value.key}`;
  return "tag" in value ? plain(value.val) : undefined;
}

/** One value on its own, as in a log line's last column. */
export function ednValue(text: string): Value | undefined {
  const values = ednValues(text);
  return values?.length === 1 ? plain(values[0]) : undefined;
}
