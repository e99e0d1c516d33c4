import type { Block } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { IpAddress } from '../../binding/ip-address.ts';
import type { Setting } from '../setting.ts';
import type { BfdInstance } from '../tracking/bfd-instance.ts';
import type { TrackFile } from '../tracking/track-file.ts';
import type { RealServer } from './real-server.ts';

/** What a check of a real server is called. */
export const CHECKER_KINDS = [
  'TCP_CHECK',
  'HTTP_GET',
  'SSL_GET',
  'SMTP_CHECK',
  'DNS_CHECK',
  'MISC_CHECK',
  'BFD_CHECK',
  'UDP_CHECK',
  'PING_CHECK',
  'FILE_CHECK',
] as const;

export type CheckerKind = (typeof CHECKER_KINDS)[number];

/** Those that open no connection of their own. */
const WITHOUT_CONNECTION: ReadonlySet<CheckerKind> = new Set<CheckerKind>(['MISC_CHECK', 'BFD_CHECK', 'FILE_CHECK']);

/** Whether a check sends something to an address by itself. */
export function asksAddress(kind: CheckerKind): boolean {
  return !WITHOUT_CONNECTION.has(kind);
}

/** Whether it sends that to a port. */
export function asksPort(kind: CheckerKind): boolean {
  return asksAddress(kind) && kind !== 'PING_CHECK';
}

/** How a server or one of its checks is timed. A checker takes what it does not set from its real server, that from the virtual server. */
export interface CheckTiming {
  /** Seconds from one check to the next. */
  readonly delayLoop: Setting<number>;
  /** Failed checks that are tried again before the server counts as down; null where each kind of checker has its own default. */
  readonly retry: Setting<number | null>;
  /** Seconds from a failed check to the next try; null as for retry. */
  readonly delayBeforeRetry: Setting<number | null>;
  /** Longest random delay before the first check, in seconds; null: delay_loop. */
  readonly warmup: Setting<number | null>;
  /** Seconds. */
  readonly connectTimeout: Setting<number>;
  /** Whether the server counts as down until its first successful check. */
  readonly alpha: Setting<boolean>;
}

/** One checker of a real server that keepalived keeps. */
export interface Checker extends CheckTiming {
  readonly kind: CheckerKind;
  readonly realServer: RealServer;
  readonly block: Block;
  readonly bound: BoundBlock;
  /** The address that it checks; null where connect_ip leaves it without one. */
  readonly address: Setting<IpAddress | null>;
  /** The port that it checks; 0 where none is written, for no port at all. */
  readonly port: Setting<number>;
  /** The address that it connects from. */
  readonly bindAddress: Setting<IpAddress | null>;
  /** What FILE_CHECK follows. */
  readonly trackFile: TrackFile | null;
  /** What BFD_CHECK follows. */
  readonly bfdInstance: BfdInstance | null;
}
