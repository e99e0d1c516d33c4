import { isBlock } from '../binding/bound.ts';
import type { Configuration } from '../model/configuration.ts';
import type { GlobalDefs } from '../model/global/global-defs.ts';
import type { GarpGroup } from '../model/vrrp/garp-group.ts';
import type { TrackGroup } from '../model/vrrp/track-group.ts';
import { Facts, type Subject } from './subject.ts';
import { addWritten, entryText } from './written-facts.ts';

const OF_GLOBALS: ReadonlySet<string> = new Set([
  ...['vrrp_strict', 'vrrp_version', 'vrrp_check_unicast_src', 'vrrp_mcast_group4', 'vrrp_mcast_group6', 'default_interface'],
  ...['dynamic_interfaces', 'vmac_prefix', 'vrrp_min_garp', 'vrrp_garp_master_repeat', 'vrrp_garp_master_delay'],
  ...['vrrp_garp_master_refresh', 'vrrp_garp_master_refresh_repeat', 'vrrp_garp_lower_prio_repeat', 'vrrp_garp_lower_prio_delay'],
  ...['vrrp_lower_prio_no_advert', 'vrrp_higher_prio_send_advert', 'vrrp_down_timer_adverts', 'vrrp_owner_ignore_adverts'],
  ...['v3_checksum_as_v2', 'vrrp_startup_delay'],
]);

/** Blocks and lines of the top level that have subjects of their own. */
const OF_TOP: ReadonlySet<string> = new Set([
  ...['global_defs', 'vrrp_instance', 'vrrp_sync_group', 'vrrp_script', 'vrrp_track_process', 'track_file', 'vrrp_track_file'],
  ...['bfd_instance', 'virtual_server', 'virtual_server_group', 'static_ipaddress', 'static_routes', 'static_rules'],
  ...['garp_group', 'track_group', 'static_track_group'],
]);

/** What holds for a whole node: global_defs, the rest of the top level, and what the host has whoever is master. */
export function* globalSubjects(configuration: Configuration): Generator<Subject> {
  yield globals(configuration);
  yield host(configuration);
  for (const group of configuration.trackGroups) yield trackGroup(group);
  for (const group of configuration.garpGroups) yield garpGroup(group);
}

function globals({ globals: settings, bound: { children } }: Configuration): Subject {
  const facts = new Facts();
  addGlobals(facts, settings);
  const blocks = children.filter(isBlock).filter(({ keyword, valid }) => valid && keyword.name === 'global_defs');
  for (const block of blocks) addWritten(facts, block.children, OF_GLOBALS);
  return { kind: 'global_defs', title: 'global_defs', alias: null, within: null, summary: '', facts: facts.all };
}

function addGlobals(facts: Facts, settings: GlobalDefs): void {
  const plain: readonly (readonly [string, GlobalDefs[keyof GlobalDefs]])[] = [
    ['vrrp_strict', settings.vrrpStrict],
    ['vrrp_version', settings.vrrpVersion],
    ['vrrp_check_unicast_src', settings.checkUnicastSource],
    ['vrrp_mcast_group4', settings.multicastGroup4],
    ['vrrp_mcast_group6', settings.multicastGroup6],
    ['default_interface', settings.defaultInterface],
    ['dynamic_interfaces', settings.dynamicInterfaces],
    ['dynamic_interfaces allow_if_changes', settings.allowInterfaceChanges],
    ['vmac_prefix', settings.vmacPrefix],
    ['vrrp_garp_master_repeat', settings.garpMasterRepeat],
    ['vrrp_garp_master_delay', settings.garpMasterDelay],
    ['vrrp_garp_master_refresh', settings.garpMasterRefresh],
    ['vrrp_garp_master_refresh_repeat', settings.garpMasterRefreshRepeat],
    ['vrrp_garp_lower_prio_repeat', settings.garpLowerPriorityRepeat],
    ['vrrp_garp_lower_prio_delay', settings.garpLowerPriorityDelay],
    ['vrrp_lower_prio_no_advert', settings.lowerPriorityNoAdvert],
    ['vrrp_higher_prio_send_advert', settings.higherPrioritySendAdvert],
    ['vrrp_down_timer_adverts', settings.downTimerAdverts],
    ['vrrp_owner_ignore_adverts', settings.ownerIgnoreAdverts],
    ['v3_checksum_as_v2', settings.v3ChecksumAsV2],
    ['vrrp_startup_delay', settings.startupDelay],
  ];
  for (const [what, { value }] of plain) if (value !== null && typeof value !== 'object') facts.add(what, value);
}

function host(configuration: Configuration): Subject {
  const facts = new Facts();
  for (const { ip, dev, options } of configuration.staticAddresses) {
    const words = options.flatMap(({ word, values }) => [word.text, ...values.map(({ text }) => text)]);
    const device = dev ?? configuration.globals.defaultInterface.value;
    const value = [`${ip.text}/${ip.prefix}`, `on ${device}`, ...words.filter((word, index) => !isDevice(words, word, index))].join(' ');
    facts.add('static_ipaddress', value, { item: `${ip.text}` });
  }
  for (const { node } of configuration.staticRoutes) facts.add('static_routes', entryText(node), { item: entryText(node) });
  for (const { node } of configuration.staticRules) facts.add('static_rules', entryText(node), { item: entryText(node) });
  addWritten(facts, configuration.bound.children, OF_TOP);
  return { kind: 'host', title: 'keepalived', alias: null, within: null, summary: '', facts: facts.all };
}

/** Whether a word is `dev`, or the interface behind it. */
function isDevice(words: readonly string[], word: string, index: number): boolean {
  return word === 'dev' || words[index - 1] === 'dev';
}

function trackGroup({ name, members }: TrackGroup): Subject {
  const facts = new Facts();
  for (const member of members) facts.add('group', member.name, { item: member.name });
  const summary = members.map((member) => member.name).join(', ');
  return { kind: 'track_group', title: `track_group ${name}`, alias: null, within: null, summary, facts: facts.all };
}

function garpGroup({ interfaces, garpInterval, gnaInterval }: GarpGroup): Subject {
  const names = interfaces.map(({ text }) => text).sort();
  const facts = new Facts();
  facts.set('garp_interval', garpInterval);
  facts.set('gna_interval', gnaInterval);
  return { kind: 'garp_group', title: `garp_group of ${names.join(', ')}`, alias: null, within: null, summary: '', facts: facts.all };
}
