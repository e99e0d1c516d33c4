import { html, type Markup, trusted } from './markup.ts';
import { SCRIPT, SCRIPT_HASH } from './script.ts';
import { STYLE, STYLE_HASH } from './style.ts';

/** The page may load nothing and run nothing but its own style and script. */
const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  /** Above everything: what the page is, and where to go. */
  readonly top: Markup;
  readonly main: readonly Markup[];
  readonly foot: Markup;
}

/** One file that needs no other. */
export function pageOf({ title, top, main, foot }: PageParts): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header class="top">${top}</header>
<main class="frame">${main}</main>
<footer class="foot">${foot}</footer>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`.text;
}
