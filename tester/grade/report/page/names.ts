import type { ClassData, SubmissionData } from "../class-data";
import { visibleName } from "../visible-name";

/** Puts the names of a cause's submissions where «and 12 more» stands, when that is pressed. */
export function nameThem(data: ClassData): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button.more")) {
    button.addEventListener("click", () => {
      const { cause, test } = button.dataset;
      const isOf = ({ failures }: SubmissionData) =>
        failures.some(
          ([number, of]) => of === Number(cause) && (test === undefined || test === nameOfNumber(data, number)),
        );
      const place = button.parentElement!;
      place.replaceChildren(
        ...data.submissions
          .filter(isOf)
          .flatMap((each) => [linkTo(each), ", "])
          .slice(0, -1),
      );
      place.querySelectorAll("a")[0].focus();
    });
  }
}

function nameOfNumber({ tests }: ClassData, number: number): string {
  return `${tests[number].lab}/${tests[number].scenario}`;
}

/** A submission's name, with a link to its page. */
export function linkTo({ name, page }: SubmissionData): HTMLElement {
  const link = document.createElement("a");
  const own = document.createElement("bdi");
  link.href = page;
  own.textContent = visibleName(name);
  link.append(own);
  return link;
}
