import type { Block, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { IpAddress } from '../../binding/ip-address.ts';
import type { Setting } from '../setting.ts';
import type { Checker, CheckTiming } from './checker.ts';

/** How packets reach a server: address translation, direct routing, or a tunnel. */
export type ForwardingMethod = 'NAT' | 'DR' | 'TUN';

/** A server over which connections are spread, as keepalived would use it. */
export interface RealServer extends CheckTiming {
  readonly ip: IpAddress;
  readonly addressWord: Word;
  /** 0: none. Without NAT it is that of the virtual server, whatever is written. */
  readonly port: Setting<number>;
  readonly block: Block;
  readonly bound: BoundBlock;
  readonly weight: Setting<number>;
  readonly method: Setting<ForwardingMethod>;
  /** Connections above which it gets no new ones; 0: no limit. */
  readonly upperThreshold: Setting<number>;
  /** Connections below which it gets new ones again; 0: none. */
  readonly lowerThreshold: Setting<number>;
  /** Whether its weight becomes 0, instead of the server being removed, when a check fails. */
  readonly inhibitOnFailure: Setting<boolean>;
  readonly virtualhost: Setting<string | null>;
  readonly checkers: readonly Checker[];
}

/** The server that answers when too few real servers are left. */
export interface SorryServer {
  readonly ip: IpAddress;
  readonly addressWord: Word;
  readonly port: Setting<number>;
  readonly method: Setting<ForwardingMethod>;
  /** Whether its weight becomes 0, instead of the server being removed, when it is not needed. */
  readonly inhibit: Setting<boolean>;
}
