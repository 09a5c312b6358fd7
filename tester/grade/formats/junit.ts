/** JUnit's XML, as CI servers read it: an element testsuite for each lab part of each submission. */
import type { Grade } from "../result";
import { itemsOf, labName, type Item, type Status } from "./item";
import { line, plain } from "./plain";

/** A test without a verdict, and code that can't be judged, are errors; a test that wasn't run is skipped. */
const ELEMENT: Readonly<Record<Exclude<Status, "passed">, string>> = {
  ...{ failed: "failure", unjudged: "error", rejected: "error", "not-run": "skipped" },
};

export function junit(grades: readonly Grade[]): string {
  const suites = grades.flatMap((grade) =>
    grade.labs.map((lab) =>
      suite(`${grade.submission}: ${labName(lab.lab)}`, grade.submission, itemsOf({ labs: [lab] })),
    ),
  );
  const all = grades.flatMap(itemsOf);
  const { tests, failures, errors } = counts(all);
  const open = element("testsuites", { name: "raftlab", tests, failures, errors });
  return ['<?xml version="1.0" encoding="UTF-8"?>', `${open}>`, ...suites.flat(), "</testsuites>", ""].join("\n");
}

function counts(items: readonly Item[]): Record<"tests" | "failures" | "errors" | "skipped", number> {
  const of = (name: string): number =>
    items.filter(({ status }) => status !== "passed" && ELEMENT[status] === name).length;
  return { tests: items.length, failures: of("failure"), errors: of("error"), skipped: of("skipped") };
}

function suite(name: string, submission: string, items: readonly Item[]): string[] {
  const open = element("testsuite", { name, ...counts(items) });
  return [`  ${open}>`, ...items.flatMap((item) => testcase(submission, item)), "  </testsuite>"];
}

function testcase(submission: string, { lab, key, name, status, message, law }: Item): string[] {
  // A dot divides packages from classes: a name's own would be taken for one.
  const classname = `${submission.replace(/\./g, "_")}.${lab}`;
  const open = element("testcase", { classname, name: key === "lab" ? name : `${key}: ${name}` });
  if (status === "passed") return [`    ${open}/>`];
  const attributes = { type: law ?? status, message: message.split("\n", 1)[0] };
  const inside = `${element(ELEMENT[status], attributes)}>${escaped(message)}</${ELEMENT[status]}>`;
  return [`    ${open}>`, `      ${inside}`, "    </testcase>"];
}

/** Up to its closing bracket. */
function element(name: string, attributes: Readonly<Record<string, string | number>>): string {
  const texts = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(line(String(value)))}"`);
  return `<${name}${texts.join("")}`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return plain(text).replace(/[&<>"]/g, (character) => ENTITIES[character]);
}
