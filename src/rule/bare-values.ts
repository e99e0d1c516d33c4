import type { Keyword } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { Block, Span } from '../../grammar/tree.ts';
import type { Misfit } from '../binding/bound.ts';
import { familyOf } from '../binding/ip-address.ts';
import { misfitsOf } from '../binding/misfits.ts';
import type { Configuration } from '../model/configuration.ts';
import { keywordBehindSign } from './meant-names.ts';

/** A value that stands in a block without the keyword that the block lacks: `FILE_CHECK { NAME }`, `vrrp_script check { /usr/bin/true }`. */
export interface BareValue {
  readonly keyword: Keyword;
  readonly block: Block;
}

/** What keyword a line lacks that keepalived takes for an unknown one; null where it is no value of such a keyword. */
export function bareValueAt({ start }: Span, configuration: Configuration): BareValue | null {
  return bareValues(configuration).get(start) ?? null;
}

const bareValues = memoized((configuration: Configuration): ReadonlyMap<number, BareValue> => {
  const lacking = misfitsOf(configuration, 'missing-keyword').filter(({ data }) => data.keyword.kind === 'value');
  const values = new Map<number, BareValue>();
  if (lacking.length === 0) return values;
  const unknown = new Map(misfitsOf(configuration, 'unknown-keyword').map(({ at, data }) => [at.start, data]));
  for (const { data } of lacking) {
    const first = data.node.body.find((line) => {
      const known = unknown.get(line.span.start);
      return known !== undefined && isValueOf(data.keyword, known);
    });
    if (first) values.set(first.span.start, { keyword: data.keyword, block: data.node });
  }
  return values;
});

/** Whether an unknown word is nothing that somebody wrote for a keyword, and looks like what a keyword takes. */
function isValueOf({ args: [argument] }: Keyword, data: Misfit<'unknown-keyword'>['data']): boolean {
  if (argument === undefined || data.hasBody || data.near.length > 0 || data.glued !== null || data.split !== null) return false;
  if (data.atTop || data.elsewhere.length > 0 || keywordBehindSign(data) !== null) return false;
  const { word, node } = data;
  if (argument.type === 'address') return familyOf(word) !== null;
  // Words of a line that begins in none of these ways may well be a keyword that nobody knows, and its value.
  if (/^\.{0,2}\//.test(word)) return argument.type === 'path' || argument.type === 'script' || argument.type === 'text';
  return (argument.type === 'name' || argument.name === 'command') && /^[\w.-]+$/.test(word) && node.span.end === node.start + word.length;
}

/** What to write in place of such a line: `script "/usr/bin/true -x"`. */
export function lineOfBareValue({ keyword }: BareValue, line: string): string {
  return `${keyword.name} ${keyword.args[0]?.type === 'script' && /\s/.test(line) && !line.startsWith('"') ? `"${line}"` : line}`;
}
