import type { Block, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Family, IpAddress } from '../../binding/ip-address.ts';
import type { Setting } from '../setting.ts';
import type { CheckTiming } from './checker.ts';
import type { ForwardingMethod, RealServer, SorryServer } from './real-server.ts';
import type { VirtualServerGroup } from './virtual-server-group.ts';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** What a virtual server listens to. */
export type Service =
  /** `ip` is null for `fwmark 0`, which keepalived takes for an address that is missing. A port 0 is none. */
  | { readonly kind: 'address'; readonly ip: IpAddress | null; readonly port: number }
  | { readonly kind: 'fwmark'; readonly mark: number }
  /** `group` is null where keepalived has none of that name. */
  | { readonly kind: 'group'; readonly name: string; readonly nameWord: Word; readonly group: VirtualServerGroup | null };

/** Sends a client to the same real server again. */
export interface Persistence {
  /** Seconds after the last connection; null: no persistence. */
  readonly timeout: Setting<number | null>;
  /** Netmask (IPv4) or prefix length (IPv6) of what counts as one client; null: single addresses. */
  readonly granularity: Setting<string | null>;
}

/** One virtual_server as keepalived would run it: each setting has the value that is used after keepalived's own corrections. */
export interface VirtualServer extends CheckTiming {
  /** The words of its header: `192.0.2.10 80`, `fwmark 3`, `group web`. */
  readonly name: string;
  readonly block: Block;
  readonly bound: BoundBlock;
  readonly service: Service;
  /** Null where nothing decides it. */
  readonly family: Family | null;
  /** Null where only firewall marks are served. */
  readonly protocol: Setting<Protocol | null>;
  readonly scheduler: Setting<string>;
  /** How packets reach servers that do not say so themselves; null where all of them do. */
  readonly method: Setting<ForwardingMethod | null>;
  readonly persistence: Persistence;
  /** Whether each packet is scheduled on its own. */
  readonly onePacketScheduling: Setting<boolean>;
  /** Weight of real servers that have none of their own. */
  readonly weight: Setting<number>;
  /** Sum of weights that must be alive. */
  readonly quorum: Setting<number>;
  readonly hysteresis: Setting<number>;
  /** Whether checks stop while the address is not on the host. */
  readonly haSuspend: Setting<boolean>;
  readonly omega: Setting<boolean>;
  readonly inhibitOnFailure: Setting<boolean>;
  readonly virtualhost: Setting<string | null>;
  readonly sorryServer: SorryServer | null;
  /** In the order of the text. */
  readonly realServers: readonly RealServer[];
  /** True where keepalived leaves it out: nothing answers there. */
  readonly dropped: boolean;
}
