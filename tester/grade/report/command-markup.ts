import { replayCommand } from "../../report/command";
import { escape } from "../../report/markup";

/** A command as markup. One click chooses all of it. */
export function commandMarkup(command: string): string {
  const words = command.split(" ").map((word) => `<span>${escape(word)}</span>`);
  return `<code class="command">${words.join(" ")}</code>`;
}

/** What to type to see a run again. */
export function replayMarkup(token: string, impl: string): string {
  return commandMarkup(replayCommand(token, impl));
}
