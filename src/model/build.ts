import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Tree, Word } from '../../grammar/tree.ts';
import { atLeast } from '../../grammar/version.ts';
import { bindView } from '../binding/bind-view.ts';
import type { Target } from '../binding/target.ts';
import { brokenCommands } from '../daemon/broken-commands.ts';
import { readEntryLists } from '../daemon/entry-lists.ts';
import { looseReferences } from '../daemon/loose-references.ts';
import { NOT_READ } from '../daemon/processes.ts';
import { readView } from '../daemon/read-view.ts';
import type { Configuration } from './configuration.ts';
import { CorrectionList } from './correction.ts';
import { findGlobalConflicts } from './global/global-conflicts.ts';
import type { GlobalDefs } from './global/global-defs.ts';
import { findHostNeeds } from './global/host-needs.ts';
import { DEFAULT_SYNC_GROUP, readGlobalDefs } from './global/read-global-defs.ts';
import { findWordConflicts } from './global/word-conflicts.ts';
import { readLvs } from './lvs/read-lvs.ts';
import { correctAddresses } from './net/correct-addresses.ts';
import { readStaticEntries } from './net/static-entries.ts';
import { textOf, usedValues } from './read-settings.ts';
import { given } from './setting.ts';
import { readBfdInstances } from './tracking/read-bfd-instances.ts';
import { readTrackFiles } from './tracking/read-track-files.ts';
import type { EffectiveInstance } from './vrrp/effective-instance.ts';
import { readVrrp } from './vrrp/read-vrrp.ts';

/** What keepalived of one target would run of a text: binds it to the vocabulary, and applies keepalived's own corrections. */
export function buildConfiguration(expansion: Expansion, tree: Tree, target: Target): Configuration {
  const bound = bindView(expansion, tree, target);
  const { children } = bound.bound;
  const { version } = target;
  const written = readGlobalDefs(children);
  const waits = written.dynamicInterfaces.value;
  const lists = readEntryLists(children, target, waits);
  const { exits, reading } = readView(bound, lists.exits);
  const bfdCorrections = new CorrectionList(exits.bfd);
  const checkerCorrections = new CorrectionList(exits.checkers, !atLeast(version, '2.0.7'));
  const trackFiles = readTrackFiles(children, version, checkerCorrections);
  const bfdInstances = readBfdInstances(children, version, bfdCorrections);
  const lvs = readLvs(children, { version, trackFiles, bfdInstances, corrections: checkerCorrections, checkers: 0 });
  const corrections = new CorrectionList(checkerCorrections.hasStopped ? NOT_READ : exits.vrrp);
  const ofHost = readStaticEntries(children, { lists, target, waits }, corrections);
  const loose = looseReferences(expansion);
  const isSplit = loose && ((word: Word): boolean => loose(word) !== null);
  const broken = new Set(
    brokenCommands(bound).flatMap(({ line, sign, ofLine }) => (sign === '\\' && ofLine ? [] : [line.command.span.start])),
  );
  const isBroken = ({ span }: Word): boolean => broken.has(span.start);
  const vrrp = readVrrp(children, { target, globals: written, trackFiles, bfdInstances, corrections, lists, isSplit, isBroken });
  correctAddresses(vrrp.instances, ofHost.addresses, written, corrections);
  const globals = readSyncDaemonInterfaces(vrrp.instances, written);
  const globalCorrections = new CorrectionList(exits.parent);
  findGlobalConflicts(children, vrrp.instances, globalCorrections);
  findWordConflicts(children, version, globalCorrections);
  findHostNeeds(children, globalCorrections);
  return {
    ...reading,
    corrections: [...globalCorrections.all, ...checkerCorrections.all, ...corrections.all, ...bfdCorrections.all],
    globals,
    vrrpInstances: vrrp.instances,
    syncGroups: vrrp.syncGroups,
    trackGroups: vrrp.trackGroups,
    garpGroups: vrrp.garpGroups,
    vrrpScripts: vrrp.scripts,
    trackProcesses: vrrp.trackProcesses,
    staticAddresses: ofHost.addresses,
    staticRoutes: ofHost.routes,
    staticRules: ofHost.rules,
    trackFiles: trackFiles.all,
    bfdInstances: bfdInstances.all,
    virtualServerGroups: lvs.groups,
    virtualServers: lvs.servers,
  };
}

/** lvs_sync_daemon_interface in an instance stands for the global lvs_sync_daemon; the first of all these counts. */
function readSyncDaemonInterfaces(instances: readonly EffectiveInstance[], globals: GlobalDefs): GlobalDefs {
  let { lvsSyncDaemon } = globals;
  for (const { bound: block, correct } of instances) {
    for (const bound of usedValues(block.children)) {
      const name = bound.keyword.name === 'lvs_sync_daemon_interface' ? textOf(bound.first) : null;
      if (name === null) continue;
      if (lvsSyncDaemon.node) {
        correct('vrrp/lvs-sync-daemon-interface-twice', 'ignores', 'reports', bound.node.span, {
          against: lvsSyncDaemon.node.span,
        });
      } else lvsSyncDaemon = given({ interface: name, group: DEFAULT_SYNC_GROUP, groupWord: null }, bound.node);
    }
  }
  return { ...globals, lvsSyncDaemon };
}
