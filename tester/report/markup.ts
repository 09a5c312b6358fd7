/** What every page of the kit is made with: texts that stay texts, and a document that loads nothing. */
import { createHash } from "node:crypto";

/** What a page is built of besides its words: one style sheet, and one script where it needs any. */
export interface PageParts {
  script: string;
  style: string;
}

/** A document's own parts. */
export interface Page extends Omit<PageParts, "script"> {
  title: string;
  /** Markup. */
  body: string;
  /** Absent: no script runs on the page, whatever is in it. */
  script?: string;
  /** What the script reads, under the id `data`. */
  data?: unknown;
}

/** A text as markup, in an element or in a quoted attribute. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** JSON that can stand in a script element: nothing in it ends one. */
function embedded(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

function policy(script: string | undefined): string {
  const runs =
    script === undefined ? [] : [`script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`];
  return ["default-src 'none'", "style-src 'unsafe-inline'", ...runs].join("; ");
}

/** One file that loads nothing. The one script that runs is known by its hash, so that no text can bring another. */
export function documentOf({ title, style, body, script, data }: Page): string {
  const code = script === undefined ? undefined : `\n${script}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy(code)}">
<title>${escape(title)}</title>
<style>
${style}</style>
</head>
<body>
${body}
${data === undefined ? "" : `<script type="application/json" id="data">${embedded(data)}</script>\n`}${
    code === undefined ? "" : `<script>${code}</script>\n`
  }</body>
</html>
`;
}
