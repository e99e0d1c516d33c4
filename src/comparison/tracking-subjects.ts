import type { Setting } from '../model/setting.ts';
import type { BfdInstance } from '../model/tracking/bfd-instance.ts';
import type { TrackFile } from '../model/tracking/track-file.ts';
import type { TrackProcess } from '../model/tracking/track-process.ts';
import type { VrrpScript } from '../model/tracking/vrrp-script.ts';
import type { SyncGroup } from '../model/vrrp/sync-group.ts';
import { addTracking, describeWeight } from './instance-subject.ts';
import { Facts, type Subject } from './subject.ts';
import { addWritten } from './written-facts.ts';

const OF_SCRIPTS: ReadonlySet<string> = new Set(['interval', 'timeout', 'weight', 'rise', 'fall', 'init_fail']);
const OF_FILES: ReadonlySet<string> = new Set(['file', 'weight']);
const OF_PROCESSES: ReadonlySet<string> = new Set(['process', 'weight', 'quorum', 'quorum_max']);
const OF_BFD: ReadonlySet<string> = new Set([
  ...['neighbor_ip', 'neighbour_ip', 'source_ip', 'ttl', 'hoplimit', 'max_hops', 'multihop', 'weight', 'vrrp', 'checker'],
]);
const OF_GROUPS: ReadonlySet<string> = new Set([
  ...['group', 'sync_group_tracking_weight', 'global_tracking'],
  ...['track_interface', 'track_script', 'track_file', 'track_process', 'track_bfd'],
]);

export function scriptSubject(script: VrrpScript): Subject {
  const facts = new Facts();
  facts.set('interval', script.interval);
  facts.set('timeout', script.timeout);
  addWeight(facts, script);
  facts.set('rise', script.rise);
  facts.set('fall', script.fall);
  facts.set('init_fail', script.initFail);
  addWritten(facts, script.bound.children, OF_SCRIPTS);
  return subject('vrrp_script', script.name, script.script.text, facts);
}

export function trackFileSubject(file: TrackFile): Subject {
  const facts = new Facts();
  facts.add('file', file.path);
  addWeight(facts, file);
  addWritten(facts, file.bound.children, OF_FILES);
  return subject('track_file', file.name, file.path, facts);
}

export function trackProcessSubject(process: TrackProcess): Subject {
  const facts = new Facts();
  facts.add('process', process.command);
  addWeight(facts, process);
  facts.set('quorum', process.quorum);
  facts.set('quorum_max', process.quorumMax);
  addWritten(facts, process.bound.children, OF_PROCESSES);
  return subject('vrrp_track_process', process.name, process.command, facts);
}

export function bfdSubject(bfd: BfdInstance): Subject {
  const facts = new Facts();
  const neighbour = bfd.neighbour.value?.text ?? null;
  if (neighbour !== null) facts.add('neighbor_ip', neighbour);
  if (bfd.source.value) facts.add('source_ip', bfd.source.value.text);
  facts.set('ttl', bfd.ttl);
  facts.set('max_hops', bfd.maxHops);
  facts.set('multihop', bfd.multihop);
  addWeight(facts, bfd);
  facts.add('vrrp', bfd.forVrrp);
  facts.add('checker', bfd.forCheckers);
  facts.add('left out', bfd.dropped);
  addWritten(facts, bfd.bound.children, OF_BFD);
  return subject('bfd_instance', bfd.name, neighbour === null ? '' : `neighbour ${neighbour}`, facts);
}

export function syncGroupSubject(group: SyncGroup): Subject {
  const facts = new Facts();
  for (const { name } of group.members) facts.add('group', name, { item: name });
  facts.set('sync_group_tracking_weight', group.trackingWeight);
  addTracking(facts, group.tracking);
  addWritten(facts, group.bound.children, OF_GROUPS);
  return subject('vrrp_sync_group', group.name, group.members.map(({ name }) => name).join(', '), facts);
}

function addWeight(facts: Facts, { weight, reverse }: { readonly weight: Setting<number>; readonly reverse: boolean }): void {
  if (reverse) facts.add('weight', `${weight.value}${describeWeight(0, reverse)}`);
  else facts.set('weight', weight);
}

function subject(kind: string, name: string, summary: string, facts: Facts): Subject {
  return { kind, title: `${kind} ${name}`, alias: null, within: null, summary, facts: facts.all };
}
