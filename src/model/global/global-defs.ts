import type { Word } from '../../../grammar/tree.ts';
import type { Setting } from '../setting.ts';

/**
 * global_defs, as far as it bears on VRRP: what all its blocks say together, wherever they stand. keepalived's parent process reads them
 * before any instance is read, so a global_defs behind an instance holds for it too (only a reload reads them in the order of the text).
 */
export interface GlobalDefs {
  readonly vrrpStrict: Setting<boolean>;
  readonly vrrpVersion: Setting<2 | 3>;
  readonly checkUnicastSource: Setting<boolean>;
  /** 224.0.0.18 unless vrrp_mcast_group4 says otherwise. */
  readonly multicastGroup4: Setting<string>;
  /** ff02::12 unless vrrp_mcast_group6 says otherwise. */
  readonly multicastGroup6: Setting<string>;
  /** Null where no lvs_sync_daemon is configured, in global_defs or (lvs_sync_daemon_interface) in an instance. */
  readonly lvsSyncDaemon: Setting<LvsSyncDaemon | null>;
  /** Interface of static addresses without `dev`; eth0 unless default_interface says otherwise. */
  readonly defaultInterface: Setting<string>;
  readonly dynamicInterfaces: Setting<boolean>;
  /** `dynamic_interfaces allow_if_changes` */
  readonly allowInterfaceChanges: Setting<boolean>;
  /** How the names of macvlan and ipvlan interfaces begin. */
  readonly vmacPrefix: Setting<string>;
  /** Rounds of gratuitous ARP of a new master. */
  readonly garpMasterRepeat: Setting<number>;
  /** Seconds until its second set of rounds; 0: none. */
  readonly garpMasterDelay: Setting<number>;
  /** Seconds between later rounds; 0: none. */
  readonly garpMasterRefresh: Setting<number>;
  readonly garpMasterRefreshRepeat: Setting<number>;
  /** Rounds after an advert of lower priority; those of a new master where null. */
  readonly garpLowerPriorityRepeat: Setting<number | null>;
  /** Seconds until the second set of those; that of a new master where null. */
  readonly garpLowerPriorityDelay: Setting<number | null>;
  readonly lowerPriorityNoAdvert: Setting<boolean>;
  readonly higherPrioritySendAdvert: Setting<boolean>;
  /** Missed adverts after which a backup takes over. */
  readonly downTimerAdverts: Setting<number>;
  readonly ownerIgnoreAdverts: Setting<boolean>;
  readonly v3ChecksumAsV2: Setting<boolean>;
  /** Seconds for which VRRP waits when keepalived starts; 0: not at all. */
  readonly startupDelay: Setting<number>;
}

/** The daemons of the kernel that keep the connection tables of IPVS directors in step. */
export interface LvsSyncDaemon {
  readonly interface: string;
  /** Multicast group: as written, else keepalived's 224.0.0.81. */
  readonly group: string;
  /** The word that gives the group, null for the default. */
  readonly groupWord: Word | null;
}
