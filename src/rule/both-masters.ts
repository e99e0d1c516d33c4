import type { RouterMember } from '../cluster/cluster.ts';
import { heardBeside } from '../cluster/heard-beside.ts';
import { nameSome } from './name-some.ts';

/** What comes of adverts between two members that are not taken: `otherwise`, unless the sync groups that they are in hold the second master back. */
export function whereUnheard(one: RouterMember, other: RouterMember, otherwise: string): string {
  const heard = heardBeside(one, other);
  const [first] = heard;
  if (!first) return otherwise;
  const names = nameSome(
    heard.slice(0, SHOWN).map(({ name }) => `'${name}'`),
    heard.length,
  );
  return `The adverts of '${one.instance.name}' do not count between them: only those of ${names}, which ${heard.length === 1 ? 'is' : 'are'} in its sync group, keep the whole group on one node. Where these are lost, both hold the addresses.`;
}

/** More would not be read. */
const SHOWN = 3;
