import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span, Tree } from '../../grammar/tree.ts';
import type { Version } from '../../grammar/version.ts';
import type { BoundBlock, Remark } from '../binding/bound.ts';
import type { Reach } from '../daemon/processes.ts';
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
export interface Configuration {
  readonly view: { readonly root: Source; readonly configId: string | null };
  readonly version: Version;
  readonly expansion: Expansion;
  readonly tree: Tree;
  /** The tree read by the vocabulary: what stands at top level. */
  readonly bound: Pick<BoundBlock, 'children'>;
  /** What does not fit the vocabulary. */
  readonly remarks: readonly Remark[];
  /** Where keepalived stops reading, because a keyword lacks a word that it takes for granted (exit status 2); null where it reads on. */
  readonly exit: Span | null;
  /** Whether the config test comes to read a place: not behind where it stops, nor in a network namespace that the host may not have. */
  readonly isReached: Reach;
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
  /** Spans of {@link Expansion.text} that hold secrets, such as the word behind `auth_pass`. */
  readonly secrets: readonly Span[];
}
