import fc from "fast-check";
import { folderName } from "./folder-name";

test("a plain name stays", () => {
  expect(folderName("ada-lovelace.2")).toBe("ada-lovelace.2");
});

test("any name becomes one that every system carries, and no two are alike", () => {
  const names = fc.uniqueArray(fc.string({ unit: "binary", minLength: 1, maxLength: 120 }), { maxLength: 20 });
  fc.assert(
    fc.property(names, (all) => {
      const folders = all.map(folderName);
      for (const folder of folders) {
        expect(folder).toMatch(/^[a-z0-9_-][a-z0-9._-]{0,90}$/);
        expect(folder).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|\.$/);
      }
      expect(new Set(folders).size).toBe(all.length);
    }),
  );
});

test.each(["CON", "con", "Ada", "ada", "../x", ".", "..", "a/b", "nul.txt"])("%j and its likes differ", (name) => {
  expect(folderName(name)).not.toContain("/");
  if (name !== name.toLowerCase()) expect(folderName(name)).not.toBe(folderName(name.toLowerCase()));
});
