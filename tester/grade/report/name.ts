import { escape } from "../../report/markup";
import { studentPageLink } from "./student-folder";
import { visibleName } from "./visible-name";

/** A submission's name as markup. Whatever direction it runs in, it turns nothing around it. */
export function nameMarkup(name: string): string {
  return `<bdi>${escape(visibleName(name))}</bdi>`;
}

/** With a link to the student's page, from the class's. */
export function nameLink(name: string): string {
  return `<a href="${escape(studentPageLink(name))}">${nameMarkup(name)}</a>`;
}
