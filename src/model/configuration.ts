import type { Reading } from '../daemon/reading.ts';
import type { Correction } from './correction.ts';
import type { GlobalDefs } from './global/global-defs.ts';
import type { VirtualServer } from './lvs/virtual-server.ts';
import type { VirtualServerGroup } from './lvs/virtual-server-group.ts';
import type { Address } from './net/address.ts';
import type { Route } from './net/route.ts';
import type { RoutingRule } from './net/routing-rule.ts';
import type { BfdInstance } from './tracking/bfd-instance.ts';
import type { TrackFile } from './tracking/track-file.ts';
import type { TrackProcess } from './tracking/track-process.ts';
import type { VrrpScript } from './tracking/vrrp-script.ts';
import type { GarpGroup } from './vrrp/garp-group.ts';
import type { SyncGroup } from './vrrp/sync-group.ts';
import type { TrackGroup } from './vrrp/track-group.ts';
import type { VrrpInstance } from './vrrp/vrrp-instance.ts';

/** What keepalived of one version would run for one (root file, config-id) pair. */
export interface Configuration extends Reading {
  /** What keepalived overrides, drops or refuses because of what else was written, in the order in which it does. */
  readonly corrections: readonly Correction[];
  readonly globals: GlobalDefs;
  readonly vrrpInstances: readonly VrrpInstance[];
  readonly syncGroups: readonly SyncGroup[];
  readonly trackGroups: readonly TrackGroup[];
  readonly garpGroups: readonly GarpGroup[];
  readonly vrrpScripts: readonly VrrpScript[];
  readonly trackProcesses: readonly TrackProcess[];
  readonly staticAddresses: readonly Address[];
  readonly staticRoutes: readonly Route[];
  readonly staticRules: readonly RoutingRule[];
  readonly trackFiles: readonly TrackFile[];
  readonly bfdInstances: readonly BfdInstance[];
  readonly virtualServerGroups: readonly VirtualServerGroup[];
  /** In the order of the text, also those that keepalived leaves out. */
  readonly virtualServers: readonly VirtualServer[];
}
