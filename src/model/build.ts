import type { Expansion } from '../../grammar/expand/expansion.ts';
import { vocabulary } from '../../grammar/keywords/index.ts';
import type { Tree } from '../../grammar/tree.ts';
import type { Version } from '../../grammar/version.ts';
import type { Address } from './address.ts';
import { bind } from './bind.ts';
import type { Bound, BoundBlock } from './bound.ts';
import type { Configuration } from './configuration.ts';
import { CorrectionList } from './correction.ts';
import type { GlobalDefs } from './global-defs.ts';
import { refusesInclude } from './include-checks.ts';
import { readLvs } from './lvs/build.ts';
import { findExits, hasNamespace, NOT_READ, reachOf } from './processes.ts';
import { readAddress } from './read-address.ts';
import { DEFAULT_SYNC_GROUP, readGlobalDefs } from './read-global-defs.ts';
import { listsNamed, textOf, usedBlocks, usedValues } from './read-settings.ts';
import { findSecrets } from './secrets.ts';
import { given } from './setting.ts';
import { readBfdInstances } from './tracking/bfd.ts';
import { readTrackFiles } from './tracking/files.ts';
import { closeBlock } from './vrrp/block-end.ts';
import { complete, requireRouterId } from './vrrp/complete.ts';
import { InstanceDraft } from './vrrp/draft.ts';
import { compareInstances } from './vrrp/duplicates.ts';
import { type Reading, readLines, startReading } from './vrrp/read.ts';

/** Reads a tree as keepalived of one version would: binds it to the vocabulary and applies keepalived's own corrections. */
export function buildConfiguration(expansion: Expansion, tree: Tree, version: Version): Configuration {
  const { children, remarks } = bind(tree, vocabulary, version);
  const exits = findExits(children, remarks, hasNamespace(children) || refusesInclude({ expansion, tree, version }));
  const bfdCorrections = new CorrectionList(exits.bfd);
  const checkerCorrections = new CorrectionList(exits.checkers);
  const trackFiles = readTrackFiles(children);
  const bfdInstances = readBfdInstances(children, version, bfdCorrections);
  const lvs = readLvs(children, { version, trackFiles, bfdInstances, corrections: checkerCorrections, checkers: 0 });
  const corrections = new CorrectionList(checkerCorrections.hasStopped ? NOT_READ : exits.vrrp);
  const staticAddresses = readStaticAddresses(children, version, corrections);
  const written = readGlobalDefs(children);
  const vrrpInstances = readInstances(children, written, version, corrections);
  const globals = readSyncDaemonInterfaces(vrrpInstances, written);
  return {
    view: { root: expansion.root, configId: expansion.configId },
    version,
    expansion,
    tree,
    bound: { children },
    remarks,
    exit: exits.first,
    isReached: reachOf(children, exits),
    corrections: [...checkerCorrections.all, ...corrections.all, ...bfdCorrections.all],
    globals,
    vrrpInstances,
    staticAddresses,
    trackFiles: trackFiles.all,
    bfdInstances: bfdInstances.all,
    virtualServerGroups: lvs.groups,
    virtualServers: lvs.servers,
    secrets: findSecrets(expansion.text, tree, vocabulary),
  };
}

function readStaticAddresses(children: readonly Bound[], version: Version, corrections: CorrectionList): readonly Address[] {
  const correct = corrections.about('static_ipaddress');
  const addresses: Address[] = [];
  for (const list of listsNamed(children, 'static_ipaddress')) {
    for (const entry of list.entries) {
      const address = readAddress(entry, 'static_ipaddress', version, correct);
      if (address) addresses.push(address);
    }
  }
  return addresses;
}

function readInstances(
  children: readonly Bound[],
  globals: GlobalDefs,
  version: Version,
  corrections: CorrectionList,
): readonly InstanceDraft[] {
  const reading = startReading(globals, version);
  const drafts: InstanceDraft[] = [];
  for (const bound of usedBlocks(children, 'vrrp_instance')) {
    const draft = startInstance(bound, reading, corrections);
    if (!draft) continue;
    readLines(draft, reading);
    closeBlock(draft, version);
    drafts.push(draft);
  }
  corrections.allRead();
  for (const draft of drafts) requireRouterId(draft);
  for (const draft of drafts) complete(draft, reading);
  compareInstances(drafts, globals, version);
  return drafts;
}

function startInstance(bound: BoundBlock, { defaults }: Reading, corrections: CorrectionList): InstanceDraft | null {
  const [name] = bound.args;
  return name ? new InstanceDraft(bound, name.word, defaults, corrections.about(name.word.text)) : null;
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
