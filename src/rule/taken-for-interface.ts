import type { Word } from '../../grammar/tree.ts';
import { lastUse } from '../binding/entries/entry.ts';
import type { Address } from '../model/net/address.ts';

/** The word that begins an option and stands where the interface of `dev` does (`dev label eth0:1`); null where `dev` has an interface, or is not there. */
export function takenForInterface(address: Address): Word | null {
  const word = lastUse(address, 'dev')?.values[0];
  return word && OPTIONS.has(word.text) ? word : null;
}

/** Those that nobody calls an interface. */
const OPTIONS: ReadonlySet<string> = new Set(['brd', 'broadcast', 'dev', 'label', 'no_track', 'peer', 'preferred_lft', 'scope']);
