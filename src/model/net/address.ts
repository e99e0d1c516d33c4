import type { Statement, Word } from '../../../grammar/tree.ts';
import type { UsedOption } from '../../binding/entries/entry.ts';
import type { IpAddress } from '../../binding/ip-address.ts';

/** An address as written in a list of addresses: `192.0.2.1/24 dev eth0 label eth0:vip`. */
export interface Address {
  readonly node: Statement;
  readonly word: Word;
  readonly ip: IpAddress;
  /** Interface given with `dev`; null for the one that keepalived chooses. */
  readonly dev: string | null;
  /** The word `use_vmac` on this address, null where it has none. */
  readonly useVmac: Word | null;
  /** All that stands behind it and is used, in the order of the text. */
  readonly options: readonly UsedOption[];
}
