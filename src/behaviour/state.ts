import type { IpAddress } from '../binding/ip-address.ts';
import type { PlacedAddress } from './kernel.ts';
import type { FaultKind, WatchValue } from './tracking.ts';

/** `down`: keepalived does not run. */
export type RouterStatus = 'down' | 'fault' | 'backup' | 'master';

/** The source address of adverts: `unknown` where only the host knows it, null where it has none. */
export type Source = string | 'unknown' | null;

export const NEVER = Number.POSITIVE_INFINITY;

/** What changes about one router. All times are in microseconds, since the simulation began or as durations. */
export class RouterState {
  status: RouterStatus = 'down';
  /** What it would be without its sync group (vrrp.h wantstate). */
  wants: 'fault' | 'backup' | 'master' = 'backup';
  /** As configured, until an owner has met another one (vrrp.c vrrp_state_master_rx). */
  basePriority = 0;
  /** Base and all weights, beyond 1 to 254 too. */
  totalPriority = 0;
  /** What it announces and compares. */
  priority = 0;
  source: Source = null;
  /** Reasons for its fault by kind, and those that no tracker gives. */
  faults: Record<FaultKind | 'source' | 'configuration', number> = { interface: 0, base: 0, tracker: 0, source: 0, configuration: 0 };
  /** The interval of the master it follows. */
  masterInterval = 0;
  /** The time without an advert after which a backup takes over. */
  downTimer = 0;
  /** When that time is over; {@link NEVER} while adverts of a master keep coming. */
  deadline = NEVER;
  /** The {@link deadline} of a node that has just started: as long as it stands, nothing has been heard and nothing has changed. */
  firstDeadline = NEVER;
  /** The index of a master whose adverts keep it a backup. */
  heldBy: number | null = null;
  /** When preempt_delay is over; null where it does not run. */
  preemptAt: number | null = null;
  /** Before this time vrrp_startup_delay holds it up. */
  delayedUntil = 0;
  /** Whether {@link deadline} has been moved on by the adverts it ignored before that. */
  isDelayCounted = false;
  /** Whether it has taken an advert with the old checksum, and understands no other any more (vrrp.c vrrp_check_packet; scenario unicast-old-checksum-of-three). */
  onlyOldChecksum = false;
  /** When it became master: its adverts follow at its interval. */
  masterSince = 0;

  copy(): RouterState {
    return Object.assign(new RouterState(), this, { faults: { ...this.faults } });
  }
}

export class GroupState {
  status: 'fault' | 'backup' | 'master' = 'backup';
  /** Members with a fault of their own (vrrp_sync.c num_member_fault). */
  faulty = 0;

  copy(): GroupState {
    return Object.assign(new GroupState(), this);
  }
}

/** An address that the host has without keepalived. */
export interface OwnAddress {
  readonly interface: string;
  readonly ip: IpAddress;
}

export class HostState {
  running = false;
  /** keepalived has gone without removing them: addresses of which the kernel has nothing to say. */
  leftBehind: readonly string[] = [];
  /** The host's own addresses and those that kernel.ts looks at, in the order in which they came, by network. */
  present = new Map<string, readonly PlacedAddress[]>();
  watches = new Map<string, WatchValue>();
  /** The watches as they are when all is well. */
  atRest: ReadonlyMap<string, WatchValue> = new Map();
  /** Interfaces that are down, and how. */
  interfacesDown: ReadonlyMap<string, 'interface-down' | 'carrier-loss'> = new Map();
  /** BFD sessions that have been ended on purpose. */
  sessionsDown: ReadonlySet<string> = new Set();

  copy(): HostState {
    return Object.assign(new HostState(), this, { present: new Map(this.present), watches: new Map(this.watches) });
  }
}

/** Nothing passes from one node to another, on one network or on all. Null for a node: from any, to any. */
export interface Cut {
  readonly from: number | null;
  readonly to: number | null;
  readonly interface: string | null;
}
