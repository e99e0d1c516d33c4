import type { Location } from '../../finding/finding.ts';
import type { Report } from '../../finding/report.ts';
import { makeExcerpt } from '../excerpt.ts';
import { expandTabs, harmless } from '../terminal.ts';
import { html, type Markup } from './markup.ts';

/** Characters of a line that only stands beside the one that is meant. */
const WIDEST = 160;

/** A line of a file with what is meant marked, and the lines around it; null where there is no such line. */
export function sourceOf(report: Report, location: Location, around: number): Markup | null {
  const meant = report.excerpt(location);
  if (meant === null) return null;
  const { path, line } = location;
  const rows: Markup[] = [];
  for (let number = Math.max(1, line - around); number <= line + around; number++) {
    if (number === line) {
      const [before, marked, behind] = makeExcerpt(meant.text, meant.location).parts;
      rows.push(row(number, html`${before}<mark>${marked}</mark>${behind}`, true));
    } else {
      const text = report.line(path, number);
      if (text !== null) rows.push(row(number, html`${plain(text)}`, false));
    }
  }
  return html`<div class="excerpt">${rows}</div>`;
}

function row(number: number, code: Markup, isMeant: boolean): Markup {
  return html`<div class="row${isMeant ? ' at' : ''}"><span class="no">${number}</span><code>${code}</code></div>`;
}

function plain(text: string): string {
  return expandTabs(harmless(text.length <= WIDEST ? text : `${text.slice(0, WIDEST)}…`));
}
