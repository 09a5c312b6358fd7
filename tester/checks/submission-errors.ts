import { nameOf, type EventOf } from "../trace/event";
import type { Law } from "./law";

/** An error of the submission's own ends the run: a throw, a rejection, a misuse of the interface, an unwritten stub. */
export const submissionErrors: Law = {
  name: "submission",
  title: "The submission's code runs without an error",
  source: "",
  often: "",
  fold: ({ servers }) => {
    const sends = new Map<number, EventOf<"send">>();
    const current = new Map<number, number>();
    return (event) => {
      if (event.kind === "send") sends.set(event.call, event);
      if (event.kind === "deliver") current.set(event.server, event.call);
      if (event.kind !== "throw") return undefined;
      const { text, frames, how, todo } = event.error;
      const caller = sends.get(current.get(event.server) ?? -1);
      const name = nameOf(event.server, servers);
      const speaker = text.startsWith("called ") && caller ? nameOf(caller.server, servers) : name;
      const verb = how === "throw" ? "threw " : how === "rejection" ? "has a rejection that nobody handles: " : "";
      const colon = verb === "" && speaker === name ? ": " : " ";
      const what = todo === undefined ? `${speaker}${colon}${verb}${text}` : text.replace(/^Todo: /, "");
      const often = oftenOf(text, how);
      return { servers: [event.server], what, expected: "", got: "", often, frames: shortened(frames), todo };
    };
  },
};

/** What is often behind an error of these words. */
function oftenOf(text: string, how: string): string {
  if (text.startsWith("TypeError: Cannot read properties of undefined")) {
    return "the reply of a call is undefined when none came: ask for it before you use it.";
  }
  if (text.startsWith("RangeError: Maximum call stack")) return "a function that calls itself without an end.";
  if (how === "rejection") return "an async function that is neither awaited nor caught.";
  return "";
}

/** The frames, with a row of equal ones told once. */
function shortened(frames: readonly string[]): string[] {
  const isRepeated = (i: number): boolean => frames[i] === frames[i + 1];
  return frames.flatMap((frame, i) => {
    if (i > 0 && frames[i - 1] === frame) return [];
    return [isRepeated(i) ? `${frame}, again and again` : frame];
  });
}
