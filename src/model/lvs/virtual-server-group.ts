import type { Statement, Word } from '../../../grammar/tree.ts';
import type { BoundList } from '../../binding/bound.ts';
import type { Family, IpAddress } from '../../binding/ip-address.ts';
import type { VirtualServer } from './virtual-server.ts';

/** Addresses that a virtual_server_group serves: one, or several in a row. */
export interface GroupAddress {
  readonly kind: 'address';
  readonly node: Statement;
  readonly word: Word;
  /** The first address. */
  readonly ip: IpAddress;
  /** 0 where none is given. */
  readonly port: number;
  readonly portWord: Word | null;
}

/** A firewall mark that a virtual_server_group serves. */
export interface GroupMark {
  readonly kind: 'fwmark';
  readonly node: Statement;
  readonly mark: number;
  /** Null where the entry names none. */
  readonly family: Family | null;
}

/** One virtual_server_group that keepalived keeps. */
export interface VirtualServerGroup {
  readonly name: string;
  readonly nameWord: Word;
  readonly bound: BoundList;
  readonly addresses: readonly GroupAddress[];
  readonly marks: readonly GroupMark[];
  /** Families of its addresses, and of its marks that have one. */
  readonly families: ReadonlySet<Family>;
  /** The virtual servers that use it. */
  readonly virtualServers: readonly VirtualServer[];
}
