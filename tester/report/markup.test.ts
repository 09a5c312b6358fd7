import fc from "fast-check";
import { documentOf, escape } from "./markup";

/** What a browser makes of the references that {@link escape} writes. */
function decoded(markup: string): string {
  return markup.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** Texts as an attacker would choose them, beside others. */
const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom("<", ">", "&", '"', "'", "</script>", "<!--", "<script>", "&lt;", "=", "\n"))
    .map((all) => all.join("")),
);

test("an escaped text ends nothing, and is read back as it was", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(escape(text)).not.toMatch(/[<>"']/);
      expect(decoded(escape(text))).toBe(text);
    }),
  );
});

test("data stay data, and are read back as they were", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const page = documentOf({ title: text, style: "", body: "", script: "run();", data: { text } });
      expect(page.match(/<\/script/gi)).toHaveLength(2);
      expect(page.match(/<script/gi)).toHaveLength(2);
      expect(page).not.toContain("<!--");
      const [, data] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)!;
      expect(JSON.parse(data)).toEqual({ text });
    }),
  );
});

test("nothing is loaded, and only the one script runs", () => {
  const quiet = documentOf({ title: "", style: "", body: "" });
  expect(quiet).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  const lively = documentOf({ title: "", style: "", body: "", script: "run();" });
  expect(lively).toMatch(/content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/]{43}='"/);
});
