import { count } from "../../report/history/words";
import { statusOf } from "../grades-csv";
import { isGraded, pointsOf, rounded, type Grade } from "../result";
import { medianOf } from "./distribution";

/** What an instructor wants to know first. */
export interface Headline {
  title: string;
  sentences: string[];
}

/** `grades` may be empty. */
export function headlineOf(grades: readonly Grade[]): Headline {
  const graded = grades.filter(isGraded);
  const median = medianOf(graded.map((grade) => pointsOf(grade).earned));
  const said =
    median === undefined ? "no grade yet" : `median ${rounded(median)} of ${pointsOf(grades[0]).points} points`;
  const full = graded.filter(
    (grade) => pointsOf(grade).earned === pointsOf(grade).points && statusOf(grade) === "graded",
  );
  const rejected = graded.filter((grade) => statusOf(grade) === "rejected");
  const sentences = [`${count(full.length, "submission has", "submissions have")} all points.`];
  if (rejected.length > 0) sentences.push(`${count(rejected.length, "is", "are")} rejected, with 0 points.`);
  if (graded.length < grades.length) sentences.push(ungradedSentence(grades));
  return { title: `${count(grades.length, "submission")}: ${said}`, sentences };
}

function ungradedSentence(grades: readonly Grade[]): string {
  const ungraded = grades.filter((grade) => !isGraded(grade));
  const faults = ungraded.filter(({ labs }) => labs.some(({ status }) => status === "fault")).length;
  const reasons = [
    ...(faults === 0 ? [] : [`${faults} by a fault of the machine or the kit`]),
    ...(faults === ungraded.length ? [] : [`${ungraded.length - faults} by an unknown test`]),
  ];
  return `${count(ungraded.length, "has", "have")} no grade yet (${reasons.join(", ")}) and ${ungraded.length === 1 ? "isn’t" : "aren’t"} counted in the median: the same command tries ${ungraded.length === 1 ? "it" : "them"} again.`;
}
