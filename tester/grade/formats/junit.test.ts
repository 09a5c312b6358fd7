import { DOMParser, type Document } from "@xmldom/xmldom";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateXML } from "xmllint-wasm";
import { FULL_GRADE, MIXED_GRADE, UNJUDGED_GRADE } from "../sample";
import { anyGrade } from "./any-grade";
import { golden } from "./golden-file";
import { itemsOf } from "./item";
import { junit } from "./junit";
import { line, plain } from "./plain";

/** Another schema can be named, Jenkins's junit-10.xsd for one. */
const SCHEMA = process.env.JUNIT_XSD ?? join(__dirname, "junit.xsd");

/** What is wrong with each of these; nothing if all are valid. */
async function errorsIn(texts: readonly string[]): Promise<string[]> {
  const xml = texts.map((contents, i) => ({ fileName: `${i}.xml`, contents }));
  const { errors } = await validateXML({
    xml,
    schema: readFileSync(SCHEMA, "utf8"),
    initialMemoryPages: 1_024,
    maxMemoryPages: 4_096,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

function read(text: string): Document {
  return new DOMParser({
    onError: (level, message) => {
      // It warns of U+FFFD, which is what a control character became.
      if (level !== "warning") throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(text, "text/xml");
}

test("junit.xml", async () => {
  const text = junit([FULL_GRADE, MIXED_GRADE, UNJUDGED_GRADE]);
  expect(text).toBe(golden("junit.xml", text));
  expect(await errorsIn([text])).toEqual([]);
});

test("any class is what the schema says", async () => {
  const texts = fc.sample(fc.array(anyGrade, { maxLength: 3 }), 50).map((grades) => junit(grades));
  expect(await errorsIn(texts)).toEqual([]);
});

test("read back, names and messages are what they were, but for characters that XML can't carry", () => {
  fc.assert(
    fc.property(anyGrade, (grade) => {
      const cases = Array.from(read(junit([grade])).getElementsByTagName("testcase"));
      const items = itemsOf(grade);
      expect(cases).toHaveLength(items.length);
      for (const [i, { name, lab, status, message }] of items.entries()) {
        expect(cases[i].getAttribute("name")).toContain(name);
        expect(cases[i].getAttribute("classname")).toBe(line(`${grade.submission.replace(/\./g, "_")}.${lab}`));
        if (status !== "passed") expect(cases[i].textContent!.trim()).toBe(plain(message).trim());
      }
    }),
  );
});

test("the schema finds what is wrong", async () => {
  const right = junit([MIXED_GRADE]);
  const wrongs = [
    right.replace(/tests="\d+"/, 'tests="many"'),
    right.replace("<failure", "<oops").replace("</failure", "</oops"),
  ];
  for (const wrong of wrongs) expect(await errorsIn([wrong])).not.toEqual([]);
  expect(await errorsIn([right.replace("initial election", "initial \u0007 election")])).not.toEqual([]);
});
