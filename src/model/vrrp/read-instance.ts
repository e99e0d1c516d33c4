import type { Statement, Word } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import {
  type Bound,
  type BoundArgument,
  type BoundBlock,
  type BoundLine,
  type BoundList,
  type BoundValue,
  isBlock,
  isList,
  isValue,
} from '../../binding/bound.ts';
import { type IpAddress, isLinkLocalMulticast, isMulticast, parseCutAddress, parsePrefixedAddress } from '../../binding/ip-address.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { EntryLists } from '../../daemon/entry-lists.ts';
import type { Effect } from '../correction.ts';
import type { GlobalDefs } from '../global/global-defs.ts';
import type { Address } from '../net/address.ts';
import { readAddress } from '../net/read-address.ts';
import { readRoutes } from '../net/read-routes.ts';
import { readRules } from '../net/read-routing-rules.ts';
import { argumentOf, booleanSetting, numberOf, numberSetting, textOf, usedValues, valueSpan } from '../read-settings.ts';
import { corrected, fallback, given, type Setting } from '../setting.ts';
import { type InstanceDefaults, type InstanceDraft, instanceDefaults } from './draft.ts';
import type { Authentication, UnicastPeer } from './vrrp-instance.ts';

/** The first version that looks for addresses that stand twice. */
const DUPLICATES_SINCE: Version = '2.3.3';

/** What reading an instance needs to know beside its lines. */
export interface Reading {
  readonly defaults: InstanceDefaults;
  readonly version: Version;
  /** The words that gave each peer and address of the instance first; null where keepalived does not look for those that stand twice. */
  readonly firstWords: Map<string, Word> | null;
  readonly lists: EntryLists;
}

/** What a word in {@link Reading.firstWords} gave: a peer, a virtual address, and addresses with the interface behind them. */
const PEER = 'peer ';
const ADDRESS = 'address ';
const PLACED_ADDRESS = 'placed ';
const PLACED_EXCLUDED = 'excluded ';

export function startReading(globals: GlobalDefs, version: Version, lists: EntryLists): Reading {
  return { defaults: instanceDefaults(globals), version, firstWords: atLeast(version, DUPLICATES_SINCE) ? new Map() : null, lists };
}

type ValueReader = (draft: InstanceDraft, bound: BoundValue, reading: Reading) => void;
type ListReader = (draft: InstanceDraft, bound: BoundList, reading: Reading) => void;
type BlockReader = (draft: InstanceDraft, bound: BoundBlock) => void;

/** Keywords that only set one thing. */
const SETTINGS: ReadonlyMap<string, (bound: BoundValue, draft: InstanceDraft) => Partial<InstanceDraft>> = new Map<
  string,
  (bound: BoundValue, draft: InstanceDraft) => Partial<InstanceDraft>
>([
  ['virtual_router_id', (bound, draft) => ({ virtualRouterId: numberSetting(bound, draft.virtualRouterId) })],
  ['priority', (bound, draft) => ({ priority: numberSetting(bound, draft.priority) })],
  ['strict_mode', (bound) => ({ writtenStrict: booleanSetting(bound) })],
  ['advert_int', (bound, draft) => ({ advertInterval: numberSetting(bound, draft.advertInterval) })],
  ['nopreempt', (bound) => ({ preempt: given(false, bound.node) })],
  ['preempt', (bound) => ({ preempt: given(true, bound.node) })],
  ['preempt_delay', (bound, draft) => ({ preemptDelay: numberSetting(bound, draft.preemptDelay) })],
  ['down_timer_adverts', (bound, draft) => ({ downTimerAdverts: numberSetting(bound, draft.downTimerAdverts) })],
  ['timer_expired_backup', (bound) => ({ timerExpiredBackup: given(true, bound.node) })],
  ['thread_timer_expired', (bound) => ({ timerExpiredBackup: given(true, bound.node) })],
  ['lower_prio_no_advert', (bound) => ({ writtenLowerPriorityNoAdvert: booleanSetting(bound) })],
  ['higher_prio_send_advert', (bound) => ({ writtenHigherPrioritySendAdvert: booleanSetting(bound) })],
  ['owner_ignore_adverts', (bound) => ({ writtenOwnerIgnoreAdverts: booleanSetting(bound) })],
  ['accept', (bound) => ({ writtenAccept: given(true, bound.node) })],
  ['no_accept', (bound) => ({ writtenAccept: given(false, bound.node) })],
  ['use_vmac_addr', (bound) => ({ vmacAddr: given(true, bound.node) })],
  ['vmac_xmit_base', (bound) => ({ vmacXmitBase: given(true, bound.node) })],
  ['promote_secondaries', (bound) => ({ promoteSecondaries: given(true, bound.node) })],
  ['dont_track_primary', (bound) => ({ dontTrackPrimary: given(true, bound.node) })],
  ['track_src_ip', (bound) => ({ trackSourceAddress: given(true, bound.node) })],
  ['unicast_ttl', (bound, draft) => ({ unicastTtl: numberSetting(bound, draft.unicastTtl) })],
  ['check_unicast_src', (bound) => ({ checkUnicastSource: given(true, bound.node) })],
  ['old_unicast_checksum', (bound) => ({ oldUnicastChecksum: given(bound.args[0]?.value === 'never' ? 'never' : 'on', bound.node) })],
  ['v3_checksum_as_v2', (bound) => ({ v3ChecksumAsV2: booleanSetting(bound) })],
  ['unicast_fault_no_peer', (bound) => ({ unicastFaultNoPeer: given(true, bound.node) })],
  ['no_virtual_ipaddress', (bound) => ({ noVirtualAddress: given(true, bound.node) })],
  ['garp_master_repeat', (bound, draft) => ({ garpMasterRepeat: numberSetting(bound, draft.garpMasterRepeat) })],
  ['garp_master_delay', (bound, draft) => ({ garpMasterDelay: numberSetting(bound, draft.garpMasterDelay) })],
  ['garp_master_refresh', (bound, draft) => ({ garpMasterRefresh: numberSetting(bound, draft.garpMasterRefresh) })],
  ['garp_master_refresh_repeat', (bound, draft) => ({ garpMasterRefreshRepeat: numberSetting(bound, draft.garpMasterRefreshRepeat) })],
  ['garp_lower_prio_repeat', (bound) => ({ writtenGarpLowerPriorityRepeat: numberSetting(bound, fallback(0)) })],
  ['garp_lower_prio_delay', (bound) => ({ writtenGarpLowerPriorityDelay: numberSetting(bound, fallback(0)) })],
]);

/** Keywords whose effect depends on what stands before them. */
const VALUES: ReadonlyMap<string, ValueReader> = new Map<string, ValueReader>([
  ['state', readState],
  ['interface', readInterface],
  ['vrf', readVrf],
  ['version', readVersion],
  ['native_ipv6', readNativeIpv6],
  ['mcast_src_ip', readSource],
  ['unicast_src_ip', readSource],
  ['mcast_dst_ip', readGroup],
  ['use_vmac', readVmac],
  ['use_ipvlan', readIpvlan],
  ['skip_check_adv_addr', readSkipCheck],
]);

const LISTS: ReadonlyMap<string, ListReader> = new Map<string, ListReader>([
  ['virtual_ipaddress', readAddresses],
  ['virtual_ipaddress_excluded', readExcludedAddresses],
  ['virtual_routes', readVirtualRoutes],
  ['virtual_rules', readVirtualRules],
  ['unicast_peer', readPeers],
]);

const BLOCKS: ReadonlyMap<string, BlockReader> = new Map<string, BlockReader>([
  ['authentication', readAuthentication],
  ['auth_hmac', readAuthHmac],
]);

/** Keywords that mark the instance as a unicast one, whether or not their values fit. */
const UNICAST_KEYWORDS: ReadonlySet<string> = new Set([
  'unicast_peer',
  'unicast_src_ip',
  'check_unicast_src',
  'unicast_fault_no_peer',
  'old_unicast_checksum',
]);

/** Takes over the lines of the instance in the order of the text, as keepalived does while it reads them. */
export function readLines(draft: InstanceDraft, reading: Reading): void {
  reading.firstWords?.clear();
  for (const bound of draft.bound.children) readLine(draft, bound, reading);
}

function readLine(draft: InstanceDraft, bound: Bound, reading: Reading): void {
  const { name } = bound.keyword;
  if (UNICAST_KEYWORDS.has(name)) draft.unicastKeyword ??= bound.node;
  if (isList(bound)) LISTS.get(name)?.(draft, bound, reading);
  else if (isBlock(bound)) BLOCKS.get(name)?.(draft, bound);
  else if (isValue(bound) && bound.valid) {
    const set = SETTINGS.get(name);
    if (set) Object.assign(draft, set(bound, draft));
    else VALUES.get(name)?.(draft, bound, reading);
  } else if (isValue(bound) && name === 'mcast_dst_ip') readUnfitGroup(draft, bound);
}

/** Even an address that is no group decides the family. */
function readUnfitGroup(draft: InstanceDraft, bound: BoundValue): void {
  const ip = parseCutAddress(bound.args[0]?.word.text ?? '');
  if (ip) draft.isOfFamily(ip.family, bound.node);
}

function readState(draft: InstanceDraft, bound: BoundValue): void {
  const [argument] = bound.args;
  const state = argument?.value === 'MASTER' ? 'MASTER' : 'BACKUP';
  const setting: Setting<'MASTER' | 'BACKUP'> = given(state, bound.node);
  draft.state = argument?.fits ? setting : corrected(setting, state);
}

/** VRRP does not run on the loopback interface; its usual name is all that is known of it here. */
const LOOPBACK = 'lo';

function readInterface(draft: InstanceDraft, bound: BoundValue): void {
  const name = textOf(bound.args[0]);
  if (name === LOOPBACK) draft.correct('vrrp/interface-loopback', 'ignores', 'reports', valueSpan(bound), { written: name });
  else draft.interface = given(name, bound.node);
}

function readVrf(draft: InstanceDraft, bound: BoundValue): void {
  if (draft.interface.node) {
    draft.correct('vrrp/vrf-after-interface', 'ignores', 'reports', bound.node.span, { against: draft.interface.node.span });
  } else if (textOf(bound.args[0]) === LOOPBACK) {
    draft.correct('vrrp/vrf-loopback', 'ignores', 'reports', valueSpan(bound), { written: LOOPBACK });
  } else draft.vrf = given(textOf(bound.args[0]), bound.node);
}

function readVersion(draft: InstanceDraft, bound: BoundValue): void {
  const version = bound.args[0]?.value === 2 ? 2 : 3;
  const before = draft.writtenVersion;
  const conflict =
    before && before.value !== version ? before.node : version === 2 && draft.decidedFamily === 'ipv6' ? draft.familyNode : null;
  if (conflict) {
    draft.correct('vrrp/version-conflict', 'ignores', 'reports', valueSpan(bound), { against: conflict.span, written: String(version) });
  } else draft.writtenVersion = given(version, bound.node);
}

function readNativeIpv6(draft: InstanceDraft, bound: BoundValue): void {
  const decidedBy = draft.familyNode;
  if (!draft.isOfFamily('ipv6', bound.node)) {
    const more = decidedBy ? { against: decidedBy.span } : {};
    draft.correct('vrrp/native-ipv6-with-ipv4', 'ignores', 'reports', bound.node.span, more);
  } else draft.writtenVersion = given(3, bound.node);
}

/** Both source keywords write to one place. */
function readSource(draft: InstanceDraft, bound: BoundValue): void {
  const ip = parseCutAddress(textOf(bound.args[0]) ?? '');
  if (ip && fitsFamily(draft, ip, bound, 'vrrp/src-ip-family', 'ignores')) draft.sourceAddress = given(ip, bound.node);
}

function readGroup(draft: InstanceDraft, bound: BoundValue): void {
  const ip = parseCutAddress(textOf(bound.args[0]) ?? '');
  if (!ip || !fitsFamily(draft, ip, bound, 'vrrp/mcast-dst-ip-family', 'ignores')) return;
  if (ip.family === 'ipv6' && isMulticast(ip) && !isLinkLocalMulticast(ip)) {
    draft.correct('vrrp/mcast-dst-ip-not-multicast', 'ignores', 'reports', valueSpan(bound), { written: ip.text });
  } else draft.writtenGroup = given(ip.text, bound.node);
}

/** Whether an address of the line is of the instance's family, which it decides where nothing did before. */
function fitsFamily(draft: InstanceDraft, ip: IpAddress, bound: BoundValue, check: CheckId, effect: Effect): boolean {
  const decidedBy = draft.familyNode;
  if (draft.isOfFamily(ip.family, bound.node)) return true;
  draft.correct(check, effect, 'reports', valueSpan(bound), { written: ip.text, ...(decidedBy ? { against: decidedBy.span } : {}) });
  return false;
}

/** A second line adds its words to the first. */
function readVmac(draft: InstanceDraft, bound: BoundValue): void {
  const before = draft.vmac.value;
  let mac = before?.mac ?? null;
  let name = before?.interface ?? '';
  for (const argument of bound.args) {
    if (argument.argument.name === 'interface' && typeof argument.value === 'string') {
      if (draft.vmacName === null) {
        draft.vmacName = argument.word;
        name = argument.value;
      } else draft.correct('vmac/name-twice', 'ignores', 'reports', argument.word.span, { against: draft.vmacName.span });
    } else if (argument.argument.type === 'mac' && argument.fits) {
      if (mac) draft.correct('vmac/mac-twice', 'ignores', 'reports', argument.word.span, { against: mac.span });
      else if (isUsableMac(draft, argument)) mac = argument.word;
    }
  }
  noteGroupName(draft, bound, 'vmac/group-unknown');
  draft.vmac = given({ interface: name, mac }, draft.vmac.node ?? bound.node);
}

/** A group of interfaces by a name that /etc/iproute2/group must have. */
function noteGroupName({ correct }: InstanceDraft, bound: BoundValue, check: CheckId): void {
  const word = argumentOf(bound, 'interface group')?.word;
  if (word && word.text !== 'default' && !/^\d/.test(word.text)) correct(check, 'ignores', 'reports', word.span, { written: word.text });
}

/** A MAC address for use_vmac: that of one station, and not one of those of VRRP. */
function isUsableMac(draft: InstanceDraft, { word }: BoundArgument): boolean {
  const octets = word.text.split(':').map((octet) => Number.parseInt(octet, 16));
  const [first = 0] = octets;
  if (first % 2 === 1) {
    draft.correct('vmac/mac-multicast', 'ignores', 'reports', word.span, { written: word.text });
    return false;
  }
  const prefix = octets.slice(0, 5).join(':');
  if (prefix === VRRP_IPV4_PREFIX || prefix === VRRP_IPV6_PREFIX) {
    draft.correct('vmac/mac-in-vrrp-range', 'ignores', 'reports', word.span, { written: word.text });
    return false;
  }
  return true;
}

/** 00:00:5e:00:01 and 00:00:5e:00:02, RFC 9568 section 7.3, in decimal. */
const VRRP_IPV4_PREFIX = '0:0:94:0:1';
const VRRP_IPV6_PREFIX = '0:0:94:0:2';

/** Its address becomes the source of the adverts, but only where no line above has set one. */
function readIpvlan(draft: InstanceDraft, bound: BoundValue): void {
  const name = argumentOf(bound, 'interface');
  if (typeof name?.value === 'string') {
    draft.ipvlanName = name.word;
    // Both kinds of interface have their name in one place.
    if (draft.vmacName) draft.correct('ipvlan/name-twice', 'ignores', 'reports', name.word.span, { against: draft.vmacName.span });
  }
  noteGroupName(draft, bound, 'ipvlan/group-unknown');
  const address = argumentOf(bound, 'address');
  const ip = parsePrefixedAddress(textOf(address) ?? '')?.ip ?? null;
  const decidedBy = draft.familyNode;
  const fits = ip !== null && draft.isOfFamily(ip.family, bound.node);
  if (ip && address && !fits) {
    const more = { written: ip.text, ...(decidedBy ? { against: decidedBy.span } : {}) };
    draft.correct('ipvlan/address-family', 'ignores', 'reports', address.word.span, more);
  }
  const used = fits && address ? { address: ip, addressWord: address.word } : { address: null, addressWord: null };
  draft.ipvlan = given({ interface: textOf(name) ?? '', ...used }, bound.node);
  if (used.address && draft.sourceAddress.node === null) draft.sourceAddress = given(used.address, bound.node);
}

function readSkipCheck(draft: InstanceDraft, bound: BoundValue, { version }: Reading): void {
  if (bound.args[0]?.value === false && atLeast(version, '2.2.5')) {
    draft.correct('vrrp/skip-check-adv-addr-false', 'overrides', 'silent', valueSpan(bound), {
      written: bound.args[0].word.text,
      used: 'on',
    });
  }
}

/** Virtual addresses, routes and rules have no track_group. */
const NO_GROUPS = (): boolean => false;

function readVirtualRoutes({ routes, correct }: InstanceDraft, bound: BoundList, { lists, version }: Reading): void {
  for (const route of readRoutes(bound, { lists, version, correct })) routes.push(route);
}

function readVirtualRules({ rules, correct }: InstanceDraft, bound: BoundList, { lists, version }: Reading): void {
  for (const rule of readRules(bound, { lists, version, correct })) rules.push(rule);
}

function readAddresses(draft: InstanceDraft, bound: BoundList, reading: Reading): void {
  const context = { list: 'virtual_ipaddress', version: reading.version, correct: draft.correct, isGroup: NO_GROUPS } as const;
  for (const entry of bound.entries) {
    const address = readAddress(entry, context);
    if (address && isOfFamily(draft, address) && isNew(draft, address, reading.firstWords)) draft.addresses.push(address);
  }
}

function isOfFamily(draft: InstanceDraft, { ip, node, word }: Address): boolean {
  const decidedBy = draft.familyNode;
  if (draft.isOfFamily(ip.family, node)) return true;
  draft.correct('vrrp/vip-family-mismatch', 'drops', 'reports', word.span, {
    written: ip.text,
    ...(decidedBy ? { against: decidedBy.span } : {}),
  });
  return false;
}

function isNew(draft: InstanceDraft, address: Address, firstWords: Reading['firstWords']): boolean {
  if (!firstWords) return true;
  const { word } = address;
  const place = placeOf(address);
  const twin = firstWords.get(ADDRESS + address.ip.text);
  const other = twin ?? firstWords.get(PLACED_EXCLUDED + place);
  if (other) {
    const check = twin ? 'vrrp/vip-duplicate' : 'vrrp/vip-duplicates-excluded';
    draft.correct(check, 'drops', 'reports', word.span, { against: other.span, written: address.ip.text });
    return false;
  }
  firstWords.set(ADDRESS + address.ip.text, word);
  firstWords.set(PLACED_ADDRESS + place, word);
  return true;
}

function readExcludedAddresses(draft: InstanceDraft, bound: BoundList, reading: Reading): void {
  const context = { list: 'virtual_ipaddress_excluded', version: reading.version, correct: draft.correct, isGroup: NO_GROUPS } as const;
  for (const entry of bound.entries) {
    const address = readAddress(entry, context);
    if (address && isNewExcluded(draft, address, reading.firstWords)) draft.excludedAddresses.push(address);
  }
}

function isNewExcluded(draft: InstanceDraft, address: Address, firstWords: Reading['firstWords']): boolean {
  if (!firstWords) return true;
  const place = placeOf(address);
  const virtual = firstWords.get(PLACED_ADDRESS + place);
  const other = virtual ?? firstWords.get(PLACED_EXCLUDED + place);
  if (other) {
    const check = virtual ? 'vrrp/excluded-duplicates-vip' : 'vrrp/excluded-duplicate';
    draft.correct(check, 'drops', 'reports', address.word.span, { against: other.span, written: address.ip.text });
    return false;
  }
  firstWords.set(PLACED_EXCLUDED + place, address.word);
  return true;
}

/** An address and the interface that is written behind it. */
function placeOf({ ip, dev }: Address): string {
  return dev === null ? ip.text : `${ip.text} ${dev}`;
}

function readPeers(draft: InstanceDraft, bound: BoundList, { firstWords }: Reading): void {
  draft.peerBlocks.push(bound.node);
  for (const line of bound.lines) readPeer(draft, line, firstWords);
}

function readPeer(draft: InstanceDraft, line: BoundLine, firstWords: Reading['firstWords']): void {
  const argument = line.valid ? argumentOf(line, 'address') : undefined;
  const ip = parseCutAddress(textOf(argument) ?? '');
  if (!argument || !ip) return;
  const { word } = argument;
  const decidedBy = draft.familyNode;
  if (!draft.isOfFamily(ip.family, line.node)) {
    draft.correct('unicast/peer-family', 'drops', 'reports', word.span, {
      written: ip.text,
      ...(decidedBy ? { against: decidedBy.span } : {}),
    });
    return;
  }
  const twin = firstWords?.get(PEER + ip.text);
  if (twin) {
    draft.correct('unicast/peer-duplicate', 'drops', 'reports', word.span, { against: twin.span, written: ip.text });
    return;
  }
  draft.peers.push({ node: line.node, word, ip, ...readPeerLimits(draft, line, line.node) });
  firstWords?.set(PEER + ip.text, word);
}

const ANY_TTL = { minTtl: 0, maxTtl: 255 };

/** A limit for the TTL switches the check of the source on, which is where it is looked at. */
function readPeerLimits(draft: InstanceDraft, line: BoundLine, node: Statement): Pick<UnicastPeer, 'minTtl' | 'maxTtl'> {
  const min = argumentOf(line, 'min_ttl');
  const max = argumentOf(line, 'max_ttl');
  const least = numberOf(min);
  const most = numberOf(max);
  if (least === null && most === null) return ANY_TTL;
  if (!draft.checkUnicastSource.value) draft.checkUnicastSource = fallback(true, node);
  if (min && max && least !== null && most !== null && least > most) {
    draft.correct('unicast/peer-min-above-max', 'reports', 'reports', min.word.span, { against: max.word.span });
  }
  return { minTtl: least ?? ANY_TTL.minTtl, maxTtl: most ?? ANY_TTL.maxTtl };
}

function readAuthentication(draft: InstanceDraft, bound: BoundBlock): void {
  for (const line of usedValues(bound.children)) {
    // An empty password is none.
    if (line.keyword.name === 'auth_pass' && line.args[0]?.word.text !== '') draft.passwordNode = line.node;
    else if (line.keyword.name === 'auth_type') {
      const type: Authentication = line.args[0]?.value === 'AH' ? 'AH' : 'PASS';
      draft.authentication = given(type, line.node);
    }
  }
}

const SHORTEST_HMAC_KEY = 32;
const LONGEST_HMAC_KEY = 64;

function readAuthHmac(draft: InstanceDraft, bound: BoundBlock): void {
  let mode = draft.authHmac.value?.mode ?? 'enforce';
  for (const line of usedValues(bound.children)) {
    const { name } = line.keyword;
    if (name === 'key') readHmacKey(draft, line);
    else if (name === 'active_key') draft.activeHmacKey = numberSetting(line, draft.activeHmacKey);
    else if (name === 'mode') mode = hmacMode(line.args[0]?.value) ?? mode;
  }
  draft.authHmac = given({ mode }, bound.node);
}

function hmacMode(value: BoundArgument['value']): 'enforce' | 'permissive' | 'receive-only' | null {
  return value === 'enforce' || value === 'permissive' || value === 'receive-only' ? value : null;
}

/** The key itself never leaves this function. Keys in files are taken to be good, and noted: the file belongs to the host. */
function readHmacKey(draft: InstanceDraft, line: BoundValue): void {
  const id = numberOf(argumentOf(line, 'id'));
  const key = argumentOf(line, 'key');
  if (id === null || !key) return;
  const length = hmacKeyLength(key.word.text);
  if (length === null) draft.correct('auth-hmac/key-file-unreadable', 'drops', 'reports', key.word.span);
  if (length !== null && (length < SHORTEST_HMAC_KEY || length > LONGEST_HMAC_KEY)) {
    draft.correct('auth-hmac/key-length', 'drops', 'reports', key.word.span, { written: `${length} bytes` });
    return;
  }
  draft.hmacKeys ??= new Map();
  const twin = draft.hmacKeys.get(id);
  if (twin)
    draft.correct('auth-hmac/key-id-duplicate', 'drops', 'reports', line.args[0]?.word.span ?? line.node.span, { against: twin.span });
  else draft.hmacKeys.set(id, line.node);
}

/** In bytes; 0 for hexadecimal digits that are none, null where only the host knows. */
function hmacKeyLength(key: string): number | null {
  if (key.startsWith('file:')) return null;
  if (!key.startsWith('hex:')) return new TextEncoder().encode(key).length;
  const digits = key.slice(4);
  return digits.length % 2 === 0 && /^[\da-f]*$/i.test(digits) ? digits.length / 2 : 0;
}
