import { type DistinctFinding, type Location, type RelatedLocation, worstVerdict } from '../finding/finding.ts';
import type { Report } from '../finding/report.ts';
import { firstParagraph } from './markdown.ts';
import { count, enumerate, flatten, viewNames } from './prose.ts';
import { repeatedLines } from './repeats.ts';
import { versionOf } from './versions.ts';

/** Most related places that are shown with their line; the others are counted. */
const MAX_RELATED = 8;

/** The places that explain a finding, as many as are shown. */
export function shownPlaces({ related, way }: DistinctFinding): readonly RelatedLocation[] {
  return [...related, ...way].slice(0, MAX_RELATED);
}

/** What is said below the lines of a finding. The label is empty for the detail. */
export type FindingNote = readonly [label: '' | 'fix' | 'note', text: string];

/** What stands below the excerpts: the detail, how to mend it, and where it holds. `repeats`: further places of the same mistake. */
export function findingNotes(finding: DistinctFinding, repeats: readonly Location[], report: Report): readonly FindingNote[] {
  const found: FindingNote[] = [];
  if (finding.detail !== null) found.push(['', flatten(finding.detail)]);
  const info = report.rules.find((each) => each.info.id === finding.rule)?.info;
  const advice = finding.advice ?? info?.advice;
  if (advice) found.push(['fix', `${firstParagraph(advice)}${byItself(finding)}`]);
  if (repeats.length > 0) found.push(['note', `the same ${repeatedLines(repeats)}.`]);
  const places = [...finding.related, ...finding.way];
  if (places.length > MAX_RELATED) found.push(['note', `${count(places.length - MAX_RELATED, 'further place')} not shown.`]);
  if (finding.otherRoots.length > 0) found.push(['note', `the same holds for ${enumerate(finding.otherRoots)}.`]);
  else if (finding.root !== finding.path && !places.some(({ path }) => path === finding.root))
    found.push(['note', `read as a part of ${finding.root}.`]);
  const views = viewsNote(finding, report);
  if (views !== null) found.push(['note', views]);
  const verdict = verdictNote(finding, report);
  if (verdict !== null) found.push(['note', verdict]);
  return found;
}

/** Which option mends it. */
function byItself({ fix }: DistinctFinding): string {
  if (fix === null) return '';
  return fix.safety === 'safe' ? ' (--fix does it.)' : ' (--fix-unsafe does it.)';
}

/** Where a finding holds, when that is not in every view of its root. */
function viewsNote(finding: DistinctFinding, report: Report): string | null {
  const all = report.files.find(({ path }) => path === finding.root)?.views ?? finding.views;
  if (finding.views.length >= all.length) return null;
  const without = all.filter((view) => !finding.views.includes(view));
  return `it holds with ${viewNames(finding.views)}, not with ${viewNames(without)}.`;
}

function verdictNote(finding: DistinctFinding, report: Report): string | null {
  const keepalived = versionOf(finding.root, report);
  const hasConfigTest = report.files.find(({ path }) => path === finding.root)?.hasConfigTest ?? true;
  switch (worstVerdict(finding)) {
    case 'refuses':
      return `keepalived ${keepalived} refuses to run this.`;
    case 'reports':
      if (finding.hangs) return hasConfigTest ? `keepalived ${keepalived} -t never comes to an end with this, or crashes.` : null;
      return hasConfigTest ? `keepalived ${keepalived} -t reports this too.` : `keepalived ${keepalived} logs this at its start.`;
    case 'logs':
      return hasConfigTest
        ? `keepalived ${keepalived} says so in its log only; -t shows nothing.`
        : `keepalived ${keepalived} says so in its log.`;
    case 'silent':
      return null;
  }
}
