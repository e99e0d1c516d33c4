import { strip } from '../../grammar/expand/strip.ts';
import type { Source } from '../../grammar/source.ts';
import type { Finding } from '../finding/finding.ts';
import { formatKey } from '../finding/finding-key.ts';
import { textOf } from '../rule/text-of.ts';
import type { Redactors } from '../secrets/redactors.ts';
import type { BlockPlace } from './block-place.ts';

/** Characters of one part of a key; what is longer is told from others by its number. */
const LONGEST = 160;

interface Texts {
  readonly sources: ReadonlyMap<string, Source>;
  readonly redactors: Redactors;
}

/** A finding that has no key yet. */
type Keyless = Omit<Finding, 'key'> & { readonly block: BlockPlace };

/** Gives each finding its key. They must be sorted: equal ones are counted in the order of their places. */
export function giveKeys(findings: readonly Keyless[], { sources, redactors }: Texts): readonly Finding[] {
  // Findings of one line follow each other, and the line may be long: it is masked once.
  const values = findings.map((finding) => valueOf(finding, sources.get(finding.path), redactors));
  const counts = new Map<string, Map<string, number>>();
  return findings.map((each, i) => {
    const { block, ...finding } = each;
    const mask = (text: string): string => shorten(redactors.maskLine(finding, text).text);
    const { rule, root } = finding;
    const parts = { rule, root, blocks: block.blocks.map(mask), keyword: mask(block.keyword), value: values[i] ?? '' };
    const base = formatKey({ ...parts, number: 1 });
    const known = counts.get(base) ?? new Map<string, number>();
    counts.set(base, known);
    // The same may be told twice of one place: it may be suppressed in some views, and stand in others.
    const place = [finding.path, finding.line, finding.column, finding.endColumn, textOf(finding)].join('\0');
    const number = known.get(place) ?? known.size + 1;
    known.set(place, number);
    return { ...finding, key: number === 1 ? base : formatKey({ ...parts, number }) };
  });
}

/** What stands at the place, without a comment behind it, whatever blanks are between its words. */
function valueOf({ path, line, column, endColumn }: Keyless, source: Source | undefined, redactors: Redactors): string {
  if (!source || line > source.lineCount) return '';
  const text = source.line(line);
  const masked = redactors.maskLine({ path, line }, text);
  const { comment } = strip(text, 0, Math.min(text.length, endColumn));
  const end = comment >= column - 1 && comment > 0 ? Math.min(endColumn - 1, comment) : endColumn - 1;
  return shorten(masked.text.slice(masked.offset(column - 1, 'start'), masked.offset(end, 'end')));
}

function shorten(text: string): string {
  return text
    .slice(0, LONGEST * 2)
    .replace(/[\s{]+$/, '')
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST);
}
