import type { ProfileResult, Report } from '../../finding/report.ts';
import type { Severity } from '../../rule/severity.ts';
import { SEVERITIES } from '../../rule/severity.ts';
import { fixableCount } from '../fixable-count.ts';
import { count, enumerate, flatten } from '../prose.ts';
import type { Notice, ReportContext } from '../reporter.ts';
import { suppressedCount } from '../suppressed.ts';
import { versionsOf } from '../versions.ts';
import { whereToBegin } from '../where-to-begin.ts';
import { bounded, MOST } from './bounds.ts';
import { type Listed, listOf, SEVERITY_WORDS, weightOf } from './findings.ts';
import { html, type Markup } from './markup.ts';

/** A part of the page. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** How much there is in it; null where that says nothing. */
  readonly number: number | null;
  readonly markup: Markup;
}

/** What the page is, and where to go. */
export function topOf(report: Report, sections: readonly Section[]): Markup {
  const { files, views } = report.summary;
  const where = `${count(files, 'file')}${views === files ? '' : ` (${count(views, 'view')})`}`;
  const links = sections.map(
    ({ id, title, number }) =>
      html`<li><a href="#${id}">${title}${number === null ? null : html` <span class="number">${number}</span>`}</a></li>`,
  );
  return html`<h1>kvlint report</h1>
<p class="dim">${where} for keepalived ${enumerate(versionsOf(report))}</p>
<nav aria-label="Sections"><ul>${links}</ul></nav>`;
}

/** How it went: counts, profiles, where to begin, and the files that have findings. */
export function summarySection(report: Report, list: Listed): Markup {
  const { errors, warnings, infos } = report.summary;
  const begin = whereToBegin(report);
  const said = [suppressedCount(report), fixableCount(report.distinct)].filter((each) => each !== '');
  return html`<section id="summary" aria-labelledby="summary-title">
<h2 id="summary-title">Summary</h2>
<ul class="tiles">${
    errors + warnings + infos === 0
      ? html`<li class="tile good"><b>No findings</b> in ${count(report.summary.files, 'file')}</li>`
      : SEVERITIES.map((severity) => tile(severity, { error: errors, warning: warnings, info: infos }[severity]))
  }</ul>
${report.profiles.length > 0 ? html`<ul class="profiles" aria-label="Profiles">${report.profiles.map((each) => profile(each, report.unread.length > 0))}</ul>` : null}
${begin ? html`<p><b>Begin with</b> ${beginLink(begin.finding, list)} ${begin.why}</p>` : null}
${said.map((sentence) => html`<p class="dim">${sentence}</p>`)}
${list.files.length > 1 ? filesTable(list) : null}
</section>
`;
}

function tile(severity: Severity, number: number): Markup {
  return html`<li class="tile${number > 0 ? ` ${severity}` : ''}"><b>${number}</b> ${SEVERITY_WORDS[severity].one}${number === 1 ? '' : 's'}</li>`;
}

/** Who has not read all cannot say that it passes. */
function profile({ name, errors, warnings }: ProfileResult, isPart: boolean): Markup {
  const counts = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''].filter((each) => each !== '');
  if (counts.length > 0)
    return html`<li class="chip ${errors > 0 ? 'error' : 'warning'}"><span aria-hidden="true">✖</span> ${name}: ${enumerate(counts)}</li>`;
  if (isPart) return html`<li class="chip none"><span aria-hidden="true">?</span> ${name}: not known, not all was read</li>`;
  return html`<li class="chip good"><span aria-hidden="true">✔</span> ${name}: passed</li>`;
}

function beginLink(finding: Report['distinct'][number], { files }: Listed): Markup {
  const entry = files.flatMap(({ entries }) => entries).find(({ first, repeats }) => first === finding || repeats.includes(finding));
  const place = `${finding.path}:${finding.line}`;
  return html`${entry ? html`<a class="path" href="#${entry.id}">${place}</a>` : html`<span class="path">${place}</span>`}: ${bounded(flatten(finding.summary))}`;
}

function filesTable({ files }: Listed): Markup {
  const rows = files.slice(0, MOST.files).map(
    ({ path, id, entries }) =>
      html`<tr><th scope="row"><a class="path" href="#${id}">${path}</a></th>${SEVERITIES.map((severity) => html`<td>${weightOf(entries, severity) || '–'}</td>`)}</tr>
`,
  );
  const more = files.length - MOST.files;
  return html`<details class="sheet"${files.length <= 12 ? html` open` : null}><summary>${count(files.length, 'file')} with findings</summary>
<div class="scroll" role="region" aria-label="Files with findings" tabindex="0"><table>
<thead><tr><th scope="col">File</th><th scope="col">Errors</th><th scope="col">Warnings</th><th scope="col">Notes</th></tr></thead>
<tbody>${rows}</tbody></table></div>
${more > 0 ? html`<p class="dim">and ${more} more</p>` : null}</details>`;
}

/** What could not be read, so that nobody takes the page for the whole, and what else there is to know of the run. */
export function noticesSection(notices: readonly Notice[]): Markup {
  const lines = [...notices]
    .sort((a, b) => Number(b.level === 'error') - Number(a.level === 'error'))
    .map(({ level, message }) => html`${level === 'error' ? html`<b>Error:</b> ` : null}${bounded(flatten(message))}`);
  return html`<section id="notices" aria-labelledby="notices-title">
<h2 id="notices-title">About this run</h2>
<div class="sheet">${listOf(lines)}</div>
</section>
`;
}

export function footOf({ kvlint }: Report, { clusters }: ReportContext): Markup {
  return html`<p>Written by kvlint ${kvlint}. Secrets are masked.${clusters === null ? ' Nodes were not compared.' : ''}</p>`;
}
