import fc from "fast-check";
import { FULL_GRADE, MIXED_GRADE, UNJUDGED_GRADE } from "../sample";
import { anyGrade } from "./any-grade";
import { githubAnnotations, githubSummary } from "./github";
import { golden } from "./golden-file";
import { itemsOf } from "./item";

test.each([
  ["github-summary.md", githubSummary(MIXED_GRADE)],
  ["github-summary-unjudged.md", githubSummary(UNJUDGED_GRADE)],
  ["github-annotations.txt", githubAnnotations(MIXED_GRADE, "starter")],
])("%s", (file, text) => expect(text).toBe(golden(file, text)));

test("who has all points gets no annotation", () => expect(githubAnnotations(FULL_GRADE, "")).toBe(""));

test("an annotation is one line, and says no other command", () => {
  fc.assert(
    fc.property(anyGrade, (grade) => {
      const lines = githubAnnotations(grade, "starter").split("\n").slice(0, -1);
      for (const each of lines) {
        expect(each).toMatch(/^::(error|warning) [a-z]+=[^,:]*(,[a-z]+=[^,:]*)*::[^\r\n]*$/);
        expect(each.replace(/%(25|0A|0D|3A|2C)/g, "")).not.toContain("%");
      }
    }),
  );
});

test("a summary's table has a row a test, and messages stay in their fences", () => {
  fc.assert(
    fc.property(anyGrade, (grade) => {
      const lines = githubSummary(grade).split("\n");
      const items = itemsOf(grade);
      expect(lines.filter((each) => /^\| .* \| [a-z-]+ \| [\d.]+ \| \d+ \|$/.test(each)).length).toBeGreaterThanOrEqual(
        items.length,
      );
      let fence: string | undefined;
      let opened = 0;
      for (const each of lines) {
        if (fence === undefined && /^`{3,}text$/.test(each)) [fence, opened] = [each.slice(0, -4), opened + 1];
        else if (each === fence) fence = undefined;
        else if (fence === undefined && !/^($|## |### |- |\| )/.test(each))
          throw new Error(`outside of a fence: ${each}`);
      }
      expect(fence).toBeUndefined();
      expect(opened).toBe(items.filter(({ status }) => status !== "passed").length);
    }),
  );
});
