import type { Expansion } from '../../grammar/expand/expansion.ts';
import { vocabulary } from '../../grammar/keywords/index.ts';
import type { Tree, Word } from '../../grammar/tree.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import { bind } from '../binding/bind.ts';
import { readEntryLists } from '../binding/entries/entry-lists.ts';
import { refusesInclude } from '../daemon/include-checks.ts';
import { looseReferences } from '../daemon/loose-references.ts';
import { findExits, hasNamespace, NOT_READ, reachOf } from '../daemon/processes.ts';
import { findSecrets } from '../finding/secrets.ts';
import type { Configuration } from './configuration.ts';
import { CorrectionList } from './correction.ts';
import { findGlobalConflicts } from './global/global-conflicts.ts';
import type { GlobalDefs } from './global/global-defs.ts';
import { findHostNeeds } from './global/host-needs.ts';
import { DEFAULT_SYNC_GROUP, readGlobalDefs } from './global/read-global-defs.ts';
import { findWordConflicts } from './global/word-conflicts.ts';
import { readLvs } from './lvs/read-lvs.ts';
import { readStaticEntries } from './net/static-entries.ts';
import { findUnnoticedAddresses } from './net/unnoticed-addresses.ts';
import { textOf, usedValues } from './read-settings.ts';
import { given } from './setting.ts';
import { readBfdInstances } from './tracking/read-bfd-instances.ts';
import { readTrackFiles } from './tracking/read-track-files.ts';
import type { InstanceDraft } from './vrrp/draft.ts';
import { readVrrp } from './vrrp/read-vrrp.ts';

/** Reads a tree as keepalived of one version would: binds it to the vocabulary and applies keepalived's own corrections. */
export function buildConfiguration(expansion: Expansion, tree: Tree, version: Version): Configuration {
  const { children, remarks } = bind(tree, vocabulary, version);
  const lists = readEntryLists(children, version);
  const exits = findExits(children, remarks, lists.exits, hasNamespace(children) || refusesInclude({ expansion, tree, version }));
  const bfdCorrections = new CorrectionList(exits.bfd);
  const checkerCorrections = new CorrectionList(exits.checkers, !atLeast(version, '2.0.7'));
  const trackFiles = readTrackFiles(children, version, checkerCorrections);
  const bfdInstances = readBfdInstances(children, version, bfdCorrections);
  const lvs = readLvs(children, { version, trackFiles, bfdInstances, corrections: checkerCorrections, checkers: 0 });
  const corrections = new CorrectionList(checkerCorrections.hasStopped ? NOT_READ : exits.vrrp);
  const ofHost = readStaticEntries(children, lists, version, corrections);
  const written = readGlobalDefs(children);
  const loose = looseReferences(expansion);
  const isSplit = (word: Word): boolean => loose !== null && loose(word) !== null;
  const vrrp = readVrrp(children, { version, globals: written, trackFiles, bfdInstances, corrections, lists, isSplit });
  findUnnoticedAddresses(vrrp.instances, ofHost.addresses, written, corrections);
  const globals = readSyncDaemonInterfaces(vrrp.instances, written);
  const globalCorrections = new CorrectionList(exits.parent);
  findGlobalConflicts(children, vrrp.instances, globalCorrections);
  findWordConflicts(children, version, globalCorrections);
  findHostNeeds(children, globalCorrections);
  return {
    view: { root: expansion.root, configId: expansion.configId },
    version,
    expansion,
    tree,
    bound: { children },
    remarks,
    exit: exits.first,
    isReached: reachOf(children, exits),
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
    secrets: findSecrets(expansion.text, tree, vocabulary),
  };
}

/** lvs_sync_daemon_interface in an instance stands for the global lvs_sync_daemon; the first of all these counts. */
function readSyncDaemonInterfaces(drafts: readonly InstanceDraft[], globals: GlobalDefs): GlobalDefs {
  let { lvsSyncDaemon } = globals;
  for (const draft of drafts) {
    for (const bound of usedValues(draft.bound.children)) {
      const name = bound.keyword.name === 'lvs_sync_daemon_interface' ? textOf(bound.args[0]) : null;
      if (name === null) continue;
      if (lvsSyncDaemon.node) {
        draft.correct('vrrp/lvs-sync-daemon-interface-twice', 'ignores', 'reports', bound.node.span, { against: lvsSyncDaemon.node.span });
      } else lvsSyncDaemon = given({ interface: name, group: DEFAULT_SYNC_GROUP, groupWord: null }, bound.node);
    }
  }
  return { ...globals, lvsSyncDaemon };
}
