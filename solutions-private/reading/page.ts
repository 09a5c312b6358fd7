import { FAILURES, type Failure } from "./failures";

/** The page, and the folder of its pictures beside it. */
export const PAGE = "docs/students/reading-a-failure.md";

/** As the page names it. */
export function pictureFile({ name }: Failure): string {
  return `failures/${name}.png`;
}

const INTRODUCTION = `# Reading a failure

<!-- Generated, from runs of programs that are wrong on purpose: don't edit it. -->

Ten failures of ten different programs, each with the message as a terminal shows it, the timeline around it, and how to
begin. None says what to write: that is yours to find. They are here so that your own look familiar.

## The parts of a message

| part                  | what it is                                                                                              |
| --------------------- | ------------------------------------------------------------------------------------------------------- |
| the first line        | the **law** that was broken, and where it stands. This, and nothing else, is the verdict                |
| at 0.503 s, S4 and S0 | when, in virtual seconds from the start of the run, and which servers (S0, S1, …) or clerks (C0, C1, …) |
| expected, got         | after a sentence of what was seen: what would have been right, and what was there instead               |
| \`Broken first\`        | the **rule** that a server seems to have broken first: where to look, not how you are judged            |
| \`How it came to it\`   | the few events that led to it, in order, at most twelve. \`tester:\` is what was done to the cluster      |
| \`At the end\`          | only where something didn't happen: what each server was waiting for, and since when                    |
| \`Not seen\`            | what the diagnosis couldn't read because your messages have a shape of their own                        |
| \`Often\`               | what such a failure often comes from; yours may be another                                              |
| \`Read again\`          | the section of the handout that speaks of it                                                            |
| \`Replay\`              | the very same run again, event for event                                                                |
| \`Smaller\`             | where one was found: a run with less in it that fails in the same way. Begin with that one              |
| \`Timeline\`            | the page from which the pictures here are; open it in a browser                                         |

**«Broken first» is a diagnosis.** It is read off the messages, the saves and the applies of the run, by Figure 2's names.
It can't see your code. Where it says «by all that shows», it was inferred from how the run ended. It never changes a
verdict: when it seems wrong to you, believe the law, the expected and the got, and follow the messages yourself.

## The page

It opens at the violation ✕. \`p\` and \`n\` go back and on along the story ◆ and the rules broken ▲, \`v\` back to the
violation. \`↑\` and \`↓\` go along one server's lane, \`→\` and \`←\` to the lane beside, \`m\` to a message's other end, \`/\` finds
words, \`t\` is true to time, \`?\` lists all keys and signs. On the right stand the servers as they were at the chosen
instant, and below them the event with its messages.
`;

function section(failure: Failure, message: string): string {
  const { title, reading, alt } = failure;
  return [
    `## ${title}`,
    "",
    "```text",
    message,
    "```",
    "",
    `![${alt}](${pictureFile(failure)})`,
    "",
    reading.join("\n\n"),
    "",
  ].join("\n");
}

/** The page's text: a message for each of {@link FAILURES}, in their order. */
export function readingPage(messages: readonly string[]): string {
  return [INTRODUCTION, ...FAILURES.map((failure, i) => section(failure, messages[i]))].join("\n");
}
