import type { JsonText } from "./event";

/** A command cut short for a sentence. */
export function brief(json: JsonText): string {
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}
