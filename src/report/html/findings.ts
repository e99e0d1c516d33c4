import type { DistinctFinding } from '../../finding/finding.ts';
import { mergeRoots } from '../../finding/merge-roots.ts';
import type { Report } from '../../finding/report.ts';
import { SEVERITIES, type Severity } from '../../rule/severity.ts';
import { findingsByFile } from '../by-file.ts';
import { findingNotes, shownPlaces } from '../finding-notes.ts';
import { rulePage } from '../homepage.ts';
import { keyHash } from '../key-hash.ts';
import { count, flatten } from '../prose.ts';
import { gatherRepeats, type Repeated } from '../repeats.ts';
import { suppressedBy } from '../suppressed.ts';
import { worstFirst } from '../worst-first.ts';
import { bounded, MOST } from './bounds.ts';
import { html, type Markup } from './markup.ts';
import { sourceOf } from './source.ts';

/** What a reader calls a severity, and its sign: colour alone tells nothing. */
export const SEVERITY_WORDS: Readonly<Record<Severity, { readonly one: string; readonly sign: string }>> = {
  error: { one: 'error', sign: '✖' },
  warning: { one: 'warning', sign: '▲' },
  info: { one: 'note', sign: 'ℹ' },
};

/** An entry of the page: a finding, perhaps with further places of the same mistake. */
export interface Entry extends Repeated {
  /** Of its element. */
  readonly id: string;
}

/** One file with what is shown of it. */
export interface FileEntries {
  readonly path: string;
  readonly id: string;
  readonly entries: readonly Entry[];
}

/** What the page lists. */
export interface Listed {
  /** The files that have findings. */
  readonly files: readonly FileEntries[];
  /** Those that have none. */
  readonly clean: readonly string[];
  /** How many findings are too many to be shown. */
  readonly omitted: number;
}

/** Chooses what is shown: the worst, as many as a page can hold, by file. */
export function listed(report: Report): Listed {
  const groups = gatherRepeats(report.distinct);
  const order = new Map(groups.map((group) => [group.first, group]));
  const shown = new Set(worstFirst(groups.map(({ first }) => first)).slice(0, MOST.findings));
  const used = new Map<string, number>();
  const idOf = ({ key }: DistinctFinding): string => {
    const hash = keyHash(key).slice(0, 16);
    const number = (used.get(hash) ?? 0) + 1;
    used.set(hash, number);
    return number === 1 ? `finding-${hash}` : `finding-${hash}-${number}`;
  };
  const files: FileEntries[] = [];
  const clean: string[] = [];
  for (const [path, findings] of findingsByFile(report)) {
    if (findings.length === 0) clean.push(path);
    const entries = findings.flatMap((finding): readonly Entry[] => {
      const group = order.get(finding);
      return group && shown.has(finding) ? [{ ...group, id: idOf(finding) }] : [];
    });
    if (entries.length > 0) files.push({ path, id: `file-${files.length + 1}`, entries });
  }
  const told = files.reduce((sum, { entries }) => sum + weightOf(entries), 0);
  return { files, clean, omitted: report.distinct.length - told };
}

/** How many findings some entries stand for. */
export function weightOf(entries: readonly Entry[], severity?: Severity): number {
  const own = severity === undefined ? entries : entries.filter(({ first }) => first.severity === severity);
  return own.reduce((sum, { repeats }) => sum + 1 + repeats.length, 0);
}

/** `filters`: the controls that stand beside the findings. */
export function findingsSection(report: Report, { files, clean, omitted }: Listed, filters: Markup): Markup {
  if (files.length === 0) {
    return html`<section id="findings" aria-labelledby="findings-title" tabindex="-1">
<h2 id="findings-title">Findings</h2>
<p class="sheet">Nothing was found.</p>
${clean.length > 0 ? cleanFiles(clean) : null}
</section>
`;
  }
  return html`<section id="findings" aria-labelledby="findings-title" tabindex="-1">
<h2 id="findings-title">Findings</h2>
<div>
${filters}
<div>
${omitted > 0 ? html`<p class="sheet">${count(omitted, 'more finding')} not shown: a page holds the worst ${MOST.findings}. <code>--format json</code> has all.</p>` : null}
${files.map((file) => fileSection(file, report))}
${clean.length > 0 ? cleanFiles(clean) : null}
</div>
</div>
</section>
`;
}

function fileSection({ path, id, entries }: FileEntries, report: Report): Markup {
  const counts = SEVERITIES.flatMap((severity) => {
    const number = weightOf(entries, severity);
    return number > 0 ? [html` <span class="chip ${severity}">${count(number, SEVERITY_WORDS[severity].one)}</span>`] : [];
  });
  return html`<section class="file" id="${id}" data-findings aria-labelledby="${id}-title">
<header><h3 class="path" id="${id}-title">${path}</h3><span>${counts}</span></header>
${entries.map((entry) => findingArticle(entry, report))}</section>
`;
}

function findingArticle({ first, repeats, id }: Entry, report: Report): Markup {
  const { severity, rule, summary, path, line, column } = first;
  const { one, sign } = SEVERITY_WORDS[severity];
  const notes = findingNotes(first, repeats, report).map(([label, text]) => noteOf(label, bounded(text)));
  return html`<article class="finding ${severity}" id="${id}" aria-labelledby="${id}-title" data-severity="${severity}" data-rule="${rule}" data-count="${1 + repeats.length}">
<p class="meta"><span class="chip ${severity}"><span aria-hidden="true">${sign}</span> ${one}</span> <a href="${rulePage(rule)}" rel="noreferrer">${rule}</a> <a class="place path" href="#${id}">${path}:${line}:${column}</a></p>
<h4 id="${id}-title">${bounded(flatten(summary))}</h4>
${sourceOf(report, first, 2)}
${relatedPlaces(first, report)}
${notes.length > 0 ? html`<dl class="notes">${notes}</dl>` : null}
</article>
`;
}

function noteOf(label: string, text: string): Markup {
  const [term, isDim] = label === '' ? ['What happens', false] : label === 'fix' ? ['How to mend it', false] : ['Note', true];
  return html`<dt>${term}</dt><dd${isDim ? html` class="dim"` : null}>${text}</dd>`;
}

function relatedPlaces(finding: DistinctFinding, report: Report): Markup | null {
  const places = shownPlaces(finding);
  if (places.length === 0) return null;
  const each = places.map(
    (place) =>
      html`<p><span class="path">${place.path}:${place.line}:${place.column}</span> ${bounded(flatten(place.message))}</p>${sourceOf(report, place, 0)}`,
  );
  return html`<div class="related">${each}</div>`;
}

function cleanFiles(paths: readonly string[]): Markup {
  return html`<details class="sheet"><summary>${count(paths.length, 'file')} without findings</summary>${listOf(paths.map((path) => html`<span class="path">${path}</span>`))}</details>
`;
}

/** What comments and the baseline suppress. */
export function suppressedSection({ suppressed }: Report): Markup {
  const lines = mergeRoots(suppressed).map(
    (finding) =>
      html`<span class="path">${finding.path}:${finding.line}:${finding.column}</span> ${bounded(flatten(finding.summary))} <span class="dim">${finding.rule} (${bounded(suppressedBy(finding))})</span>`,
  );
  return html`<section id="suppressed" aria-labelledby="suppressed-title">
<h2 id="suppressed-title">Suppressed</h2>
<div class="sheet">${listOf(lines)}</div>
</section>
`;
}

/** The first lines, and how many more there are. */
export function listOf(lines: readonly Markup[]): Markup {
  const more = lines.length - MOST.lines;
  return html`<ul>${lines.slice(0, MOST.lines).map((line) => html`<li>${line}</li>`)}${more > 0 ? html`<li>and ${more} more</li>` : null}</ul>`;
}
