import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { anyGrade } from "./formats/any-grade";
import { gradesCsv } from "./grades-csv";

test("read back by a CSV library, every name is what it was, but for formulas, which are defused", () => {
  fc.assert(
    fc.property(anyGrade, (grade) => {
      const [head, row] = parse(gradesCsv([grade])) as string[][];
      // Half a surrogate pair is no text that a file can hold.
      const name = Buffer.from(grade.submission).toString();
      expect(row).toHaveLength(head.length);
      const isFormula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(name);
      expect(row[0]).toBe(isFormula ? `'${name}` : name);
      for (const cell of row.slice(1)) expect(cell).not.toMatch(/^[=@]/);
    }),
  );
});
