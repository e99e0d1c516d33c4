import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Misfit } from '../binding/bound.ts';
import { misfitsOf } from '../binding/misfits.ts';
import type { Configuration } from '../model/configuration.ts';

type Unknown = Misfit<'unknown-keyword'>['data'];

const OPENS = /<<-?\s*\\?(["']?)(\w+)\1(?=\s|$)/;

/**
 * `cat > /etc/keepalived/keepalived.conf <<EOF`: the command that writes the file, copied into it. The word that ends what it writes; null for another
 * line.
 */
export function markOfHereDocument({ block, node }: Unknown, { expansion }: Configuration): string | null {
  if (block !== null || node.kind !== 'statement') return null;
  return OPENS.exec(expansion.text.slice(node.span.start, node.span.end))?.[2] ?? null;
}

/** Where the command begins whose end a line is; null where it is none. */
export function hereDocumentEndedBy(at: Span, { word, node }: Unknown, configuration: Configuration): Span | null {
  const first = firstByMark(configuration).get(word);
  return first && first.start < at.start && node.kind === 'statement' && node.words.length === 1 ? first : null;
}

const firstByMark = memoized((configuration: Configuration): ReadonlyMap<string, Span> => {
  const first = new Map<string, Span>();
  for (const { at, data } of misfitsOf(configuration, 'unknown-keyword')) {
    const mark = markOfHereDocument(data, configuration);
    if (mark !== null && !first.has(mark)) first.set(mark, at);
  }
  return first;
});
