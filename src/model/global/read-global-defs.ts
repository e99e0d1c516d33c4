import type { Bound, BoundValue } from '../../binding/bound.ts';
import { parseAddress } from '../../binding/ip-address.ts';
import { argumentOf, booleanSetting, numberSetting, textOf, usedBlocks, usedValues } from '../read-settings.ts';
import { corrected, fallback, given, type Setting } from '../setting.ts';
import type { GlobalDefs } from './global-defs.ts';

/** Group of the IPVS synchronisation daemons where `group` names none. */
export const DEFAULT_SYNC_GROUP = '224.0.0.81';

const DEFAULT_GARP_REPEAT = 5;
const DEFAULT_GARP_DELAY = 5;
const DEFAULT_REFRESH_REPEAT = 1;

function defaults(): GlobalDefs {
  return {
    vrrpStrict: fallback(false),
    vrrpVersion: fallback(2),
    checkUnicastSource: fallback(false),
    multicastGroup4: fallback('224.0.0.18'),
    multicastGroup6: fallback('ff02::12'),
    lvsSyncDaemon: fallback(null),
    defaultInterface: fallback('eth0'),
    dynamicInterfaces: fallback(false),
    allowInterfaceChanges: fallback(false),
    vmacPrefix: fallback('vrrp'),
    garpMasterRepeat: fallback(DEFAULT_GARP_REPEAT),
    garpMasterDelay: fallback(DEFAULT_GARP_DELAY),
    garpMasterRefresh: fallback(0),
    garpMasterRefreshRepeat: fallback(DEFAULT_REFRESH_REPEAT),
    garpLowerPriorityRepeat: fallback(null),
    garpLowerPriorityDelay: fallback(null),
    lowerPriorityNoAdvert: fallback(false),
    higherPrioritySendAdvert: fallback(false),
    downTimerAdverts: fallback(3),
    ownerIgnoreAdverts: fallback(false),
    v3ChecksumAsV2: fallback(false),
    startupDelay: fallback(0),
  };
}

type Reader = (bound: BoundValue, globals: GlobalDefs) => Partial<GlobalDefs>;

/** What each keyword of global_defs sets, in the order of the text: a later line sees what the earlier ones have set. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['vrrp_strict', (bound) => ({ vrrpStrict: booleanSetting(bound) })],
  ['vrrp_version', (bound) => ({ vrrpVersion: given(bound.first?.value === 3 ? 3 : 2, bound.node) })],
  ['vrrp_check_unicast_src', (bound) => ({ checkUnicastSource: given(true, bound.node) })],
  ['vrrp_mcast_group4', (bound, globals) => ({ multicastGroup4: group(bound) ?? globals.multicastGroup4 })],
  ['vrrp_mcast_group6', (bound, globals) => ({ multicastGroup6: group(bound) ?? globals.multicastGroup6 })],
  ['lvs_sync_daemon', readSyncDaemon],
  ['default_interface', (bound) => ({ defaultInterface: given(textOf(bound.first) ?? 'eth0', bound.node) })],
  ['dynamic_interfaces', readDynamicInterfaces],
  ['vmac_prefix', (bound) => ({ vmacPrefix: given(textOf(bound.first) ?? 'vrrp', bound.node) })],
  ['vrrp_garp_master_repeat', (bound, globals) => ({ garpMasterRepeat: numberSetting(bound, globals.garpMasterRepeat) })],
  ['vrrp_garp_master_delay', (bound, globals) => ({ garpMasterDelay: numberSetting(bound, globals.garpMasterDelay) })],
  ['vrrp_garp_master_refresh', (bound, globals) => ({ garpMasterRefresh: numberSetting(bound, globals.garpMasterRefresh) })],
  [
    'vrrp_garp_master_refresh_repeat',
    (bound, globals) => ({ garpMasterRefreshRepeat: numberSetting(bound, globals.garpMasterRefreshRepeat) }),
  ],
  ['vrrp_garp_lower_prio_repeat', (bound, globals) => ({ garpLowerPriorityRepeat: numberSetting(bound, globals.garpLowerPriorityRepeat) })],
  ['vrrp_garp_lower_prio_delay', (bound, globals) => ({ garpLowerPriorityDelay: numberSetting(bound, globals.garpLowerPriorityDelay) })],
  ['vrrp_min_garp', readMinGarp],
  ['vrrp_lower_prio_no_advert', (bound) => ({ lowerPriorityNoAdvert: booleanSetting(bound) })],
  ['vrrp_higher_prio_send_advert', (bound) => ({ higherPrioritySendAdvert: booleanSetting(bound) })],
  ['vrrp_down_timer_adverts', (bound, globals) => ({ downTimerAdverts: numberSetting(bound, globals.downTimerAdverts) })],
  ['vrrp_owner_ignore_adverts', (bound) => ({ ownerIgnoreAdverts: booleanSetting(bound) })],
  ['v3_checksum_as_v2', (bound) => ({ v3ChecksumAsV2: booleanSetting(bound) })],
  ['vrrp_startup_delay', (bound, globals) => ({ startupDelay: numberSetting(bound, globals.startupDelay) })],
]);

/** Reads every global_defs block. */
export function readGlobalDefs(children: readonly Bound[]): GlobalDefs {
  const globals = defaults();
  for (const block of usedBlocks(children, 'global_defs')) {
    for (const bound of usedValues(block.children)) Object.assign(globals, READERS.get(bound.keyword.name)?.(bound, globals));
  }
  return globals;
}

function group(bound: BoundValue) {
  const ip = parseAddress(textOf(bound.first) ?? '');
  return ip ? given(ip.text, bound.node) : null;
}

function readSyncDaemon(bound: BoundValue): Partial<GlobalDefs> {
  const interfaceName = textOf(argumentOf(bound, 'interface'));
  if (interfaceName === null) return {};
  const word = argumentOf(bound, 'group');
  const ip = parseAddress(textOf(word) ?? '');
  const daemon = { interface: interfaceName, group: ip?.text ?? DEFAULT_SYNC_GROUP, groupWord: (ip && word?.word) ?? null };
  return { lvsSyncDaemon: given(daemon, bound.node) };
}

function readDynamicInterfaces(bound: BoundValue): Partial<GlobalDefs> {
  const on = given(true, bound.node);
  return bound.first?.value === undefined ? { dynamicInterfaces: on } : { dynamicInterfaces: on, allowInterfaceChanges: on };
}

/**
 * One round of gratuitous ARP and no second set, for what still has its default when the line is read; a line behind it changes it again.
 * A default written out counts as a default.
 */
function readMinGarp(bound: BoundValue, globals: GlobalDefs): Partial<GlobalDefs> {
  if (bound.first?.value === false) return {};
  const { garpMasterRepeat, garpMasterDelay, garpMasterRefreshRepeat } = globals;
  return {
    garpMasterRefreshRepeat:
      garpMasterRefreshRepeat.value === DEFAULT_REFRESH_REPEAT ? reduced(garpMasterRefreshRepeat, 0, bound) : garpMasterRefreshRepeat,
    garpMasterRepeat: garpMasterRepeat.value === DEFAULT_GARP_REPEAT ? reduced(garpMasterRepeat, 1, bound) : garpMasterRepeat,
    garpMasterDelay: garpMasterDelay.value === DEFAULT_GARP_DELAY ? reduced(garpMasterDelay, 0, bound) : garpMasterDelay,
  };
}

function reduced(setting: Setting<number>, value: number, by: BoundValue): Setting<number> {
  return setting.node ? corrected(setting, value) : given(value, by.node);
}
