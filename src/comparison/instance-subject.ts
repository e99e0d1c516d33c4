import { fallback } from '../model/setting.ts';
import type { Tracked, Tracking } from '../model/tracking/tracking.ts';
import { passwordInAdvert, passwordWord } from '../model/vrrp/password.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import { Facts, HIDDEN, type Subject } from './subject.ts';
import { addWritten, entryText } from './written-facts.ts';

/** Keywords that the model reads. */
const READ: ReadonlySet<string> = new Set([
  ...['state', 'interface', 'vrf', 'virtual_router_id', 'version', 'priority', 'strict_mode', 'advert_int', 'native_ipv6'],
  ...['nopreempt', 'preempt', 'preempt_delay', 'down_timer_adverts', 'timer_expired_backup', 'thread_timer_expired'],
  ...['lower_prio_no_advert', 'higher_prio_send_advert', 'owner_ignore_adverts', 'accept', 'no_accept'],
  ...['use_vmac', 'use_ipvlan', 'use_vmac_addr', 'vmac_xmit_base', 'promote_secondaries', 'dont_track_primary', 'track_src_ip'],
  ...['unicast_src_ip', 'mcast_src_ip', 'mcast_dst_ip', 'unicast_peer', 'unicast_ttl', 'check_unicast_src', 'old_unicast_checksum'],
  ...['v3_checksum_as_v2', 'unicast_fault_no_peer', 'no_virtual_ipaddress', 'authentication'],
  ...['virtual_ipaddress', 'virtual_ipaddress_excluded', 'virtual_routes', 'virtual_rules'],
  ...['track_interface', 'track_script', 'track_file', 'track_process', 'track_bfd'],
  ...['garp_master_repeat', 'garp_master_delay', 'garp_master_refresh', 'garp_master_refresh_repeat'],
  ...['garp_lower_prio_repeat', 'garp_lower_prio_delay'],
]);

/** What one vrrp_instance would run with, its virtual addresses left out. */
export function instanceSubject(instance: VrrpInstance): Subject {
  const facts = new Facts();
  const { priority, virtualRouterId, family } = instance;
  facts.set('state', instance.state);
  facts.set('priority', priority);
  facts.set('interface', instance.interface);
  facts.set('virtual_router_id', virtualRouterId);
  facts.set('vrf', instance.vrf);
  facts.set('version', instance.version);
  facts.set('strict_mode', instance.strict);
  facts.set('advert_int', instance.advertInterval);
  facts.set('nopreempt', { ...instance.preempt, value: !instance.preempt.value });
  facts.set('preempt_delay', instance.preemptDelay);
  facts.set('down_timer_adverts', instance.downTimerAdverts);
  facts.set('timer_expired_backup', instance.timerExpiredBackup);
  facts.set('lower_prio_no_advert', instance.lowerPriorityNoAdvert);
  facts.set('higher_prio_send_advert', instance.higherPrioritySendAdvert);
  facts.set('owner_ignore_adverts', instance.ownerIgnoreAdverts);
  facts.set('accept', instance.accept);
  facts.set('use_vmac_addr', instance.vmacAddr);
  facts.set('vmac_xmit_base', instance.vmacXmitBase);
  facts.set('promote_secondaries', instance.promoteSecondaries);
  facts.set('track_src_ip', instance.trackSourceAddress);
  facts.set('dont_track_primary', instance.dontTrackPrimary);
  facts.set('no_virtual_ipaddress', instance.noVirtualAddress);
  facts.set('garp_master_repeat', instance.garpMasterRepeat);
  facts.set('garp_master_delay', instance.garpMasterDelay);
  facts.set('garp_master_refresh', instance.garpMasterRefresh);
  facts.set('garp_master_refresh_repeat', instance.garpMasterRefreshRepeat);
  facts.set('garp_lower_prio_repeat', instance.garpLowerPriorityRepeat);
  facts.set('garp_lower_prio_delay', instance.garpLowerPriorityDelay);
  facts.add('fault state', instance.faulted);
  addTransport(facts, instance);
  addMac(facts, instance);
  addPassword(facts, instance);
  addTracking(facts, instance.tracking);
  for (const { node } of instance.routes) facts.add('virtual_routes', entryText(node), { item: entryText(node) });
  for (const { node } of instance.rules) facts.add('virtual_rules', entryText(node), { item: entryText(node) });
  addWritten(facts, instance.bound.children, READ);
  const id = virtualRouterId.value ?? '?';
  return {
    kind: 'vrrp_instance',
    title: `vrrp_instance ${instance.name}`,
    alias: `${family} ${id} ${instance.interface.value ?? ''}`,
    within: null,
    summary: `virtual router ${id}${instance.interface.value === null ? '' : ` on ${instance.interface.value}`}, priority ${priority.value}`,
    facts: facts.all,
  };
}

function addTransport(facts: Facts, instance: VrrpInstance): void {
  const source = instance.sourceAddress.value;
  facts.add('adverts', instance.unicast ? 'unicast' : 'multicast');
  if (source) facts.add(instance.unicast ? 'unicast_src_ip' : 'mcast_src_ip', source.text);
  if (!instance.unicast) {
    facts.set('mcast_dst_ip', instance.multicastGroup);
    return;
  }
  for (const { ip, minTtl, maxTtl } of instance.peers) {
    const limits = `${minTtl > 0 ? ` min_ttl ${minTtl}` : ''}${maxTtl < 255 ? ` max_ttl ${maxTtl}` : ''}`;
    facts.add('unicast_peer', `${ip.text}${limits}`, { item: ip.text });
  }
  facts.set('unicast_ttl', instance.unicastTtl);
  facts.set('check_unicast_src', instance.checkUnicastSource);
  facts.set('old_unicast_checksum', instance.oldUnicastChecksum);
  facts.set('v3_checksum_as_v2', instance.v3ChecksumAsV2);
  facts.set('unicast_fault_no_peer', instance.unicastFaultNoPeer);
}

function addMac(facts: Facts, { vmac, ipvlan }: VrrpInstance): void {
  if (vmac.value) facts.add('use_vmac', [vmac.value.interface, ...(vmac.value.mac ? [vmac.value.mac.text] : [])].join(' '));
  if (ipvlan.value)
    facts.add('use_ipvlan', [ipvlan.value.interface, ...(ipvlan.value.address ? [ipvlan.value.address.text] : [])].join(' '));
}

function addPassword(facts: Facts, instance: VrrpInstance): void {
  const { authentication, authHmac } = instance;
  const password = passwordWord(instance);
  facts.set('auth_type', authentication);
  if (authentication.value !== null && password) facts.add('auth_pass', passwordInAdvert(password.text), { shown: HIDDEN });
  facts.set('auth_hmac', authHmac.value ? { ...authHmac, value: authHmac.value.mode } : fallback(null));
}

/** What an instance or a sync group depends on. */
export function addTracking(facts: Facts, { interfaces, scripts, files, processes, bfdInstances }: Tracking): void {
  const add = <T>(what: string, tracked: readonly Tracked<T>[], nameOf: (target: T) => string): void => {
    for (const { target, weight, reverse } of tracked) {
      const name = nameOf(target);
      facts.add(what, `${name}${describeWeight(weight.value, reverse)}`, { item: name, inherited: weight.as === 'default' });
    }
  };
  add('track_interface', interfaces, (name) => name);
  add('track_script', scripts, ({ name }) => name);
  add('track_file', files, ({ name }) => name);
  add('track_process', processes, ({ name }) => name);
  add('track_bfd', bfdInstances, ({ name }) => name);
}

/** `, weight -20`; nothing for what leads to fault state. */
export function describeWeight(weight: number, reverse: boolean): string {
  return `${weight === 0 ? '' : `, weight ${weight}`}${reverse ? ', reverse' : ''}`;
}
