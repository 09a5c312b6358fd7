/** What all pages of reports are: one file that loads nothing. */

/** What a page is built of besides its words: one script, one style sheet. */
export interface PageParts {
  script: string;
  style: string;
}

/** Text as it can stand anywhere in HTML. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** JSON that can stand in a script element: nothing in it ends one. */
export function embedded(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

/** The whole file. `title` is a text; `body` and `data` are HTML, the latter an element that holds what the script reads. */
export function pageOf(title: string, body: string, data: string, { script, style }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>
${style}</style>
</head>
<body>
${body}
${data}
<script>
${script}</script>
</body>
</html>
`;
}
