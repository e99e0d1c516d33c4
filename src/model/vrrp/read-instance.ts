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
import type { Target } from '../../binding/target.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { EntryLists } from '../../daemon/entry-lists.ts';
import type { Effect } from '../correction.ts';
import type { Address } from '../net/address.ts';
import { type AddressContext, type AddressList, readAddress } from '../net/read-address.ts';
import { readRoutes } from '../net/read-routes.ts';
import { readRules } from '../net/read-routing-rules.ts';
import { argumentOf, booleanSetting, numberOf, numberSetting, textOf, usedValues, valueSpan } from '../read-settings.ts';
import { corrected, fallback, given, type Setting } from '../setting.ts';
import type { InstanceLines } from './instance-lines.ts';
import type { Authentication, UnicastPeer } from './vrrp-instance.ts';
import type { WrittenInstance } from './written-instance.ts';

/** The first version that looks for addresses that stand twice. */
const DUPLICATES_SINCE: Version = '2.3.3';

/** What reading an instance needs to know beside its lines. */
export interface Reading {
  readonly target: Target;
  readonly version: Version;
  /** The words that gave each peer and address of the instance first; null where keepalived does not look for those that stand twice. */
  readonly firstWords: Map<string, Word> | null;
  readonly lists: EntryLists;
  /** Whether keepalived waits for interfaces. */
  readonly waits: boolean;
}

/** What a word in {@link Reading.firstWords} gave: a peer, a virtual address, and addresses with the interface behind them. */
const PEER = 'peer ';
const ADDRESS = 'address ';
const PLACED_ADDRESS = 'placed ';
const PLACED_EXCLUDED = 'excluded ';

export function startReading(target: Target, lists: EntryLists, waits: boolean): Reading {
  const { version } = target;
  return { target, version, firstWords: atLeast(version, DUPLICATES_SINCE) ? new Map() : null, lists, waits };
}

type ValueReader = (lines: InstanceLines, bound: BoundValue, reading: Reading) => void;
type ListReader = (lines: InstanceLines, bound: BoundList, reading: Reading) => void;
type BlockReader = (lines: InstanceLines, bound: BoundBlock) => void;

/** Keywords that only set one thing. */
const SETTINGS: ReadonlyMap<string, (bound: BoundValue, lines: InstanceLines) => Partial<InstanceLines>> = new Map<
  string,
  (bound: BoundValue, lines: InstanceLines) => Partial<InstanceLines>
>([
  ['virtual_router_id', (bound, lines) => ({ virtualRouterId: numberSetting(bound, lines.virtualRouterId) })],
  ['priority', (bound, lines) => ({ priority: numberSetting(bound, lines.priority) })],
  ['strict_mode', (bound) => ({ strict: booleanSetting(bound) })],
  ['advert_int', (bound, lines) => ({ advertInterval: numberSetting(bound, lines.advertInterval) })],
  ['nopreempt', (bound) => ({ preempt: given(false, bound.node) })],
  ['preempt', (bound) => ({ preempt: given(true, bound.node) })],
  ['preempt_delay', (bound, lines) => ({ preemptDelay: numberSetting(bound, lines.preemptDelay) })],
  ['down_timer_adverts', (bound, lines) => ({ downTimerAdverts: numberSetting(bound, lines.downTimerAdverts) })],
  ['timer_expired_backup', (bound) => ({ timerExpiredBackup: given(true, bound.node) })],
  ['thread_timer_expired', (bound) => ({ timerExpiredBackup: given(true, bound.node) })],
  ['lower_prio_no_advert', (bound) => ({ lowerPriorityNoAdvert: booleanSetting(bound) })],
  ['higher_prio_send_advert', (bound) => ({ higherPrioritySendAdvert: booleanSetting(bound) })],
  ['owner_ignore_adverts', (bound) => ({ ownerIgnoreAdverts: booleanSetting(bound) })],
  ['accept', (bound) => ({ accept: given(true, bound.node) })],
  ['no_accept', (bound) => ({ accept: given(false, bound.node) })],
  ['use_vmac_addr', (bound) => ({ vmacAddr: given(true, bound.node) })],
  ['vmac_xmit_base', (bound) => ({ vmacXmitBase: given(true, bound.node) })],
  ['promote_secondaries', (bound) => ({ promoteSecondaries: given(true, bound.node) })],
  ['dont_track_primary', (bound) => ({ dontTrackPrimary: given(true, bound.node) })],
  ['track_src_ip', (bound) => ({ trackSourceAddress: given(true, bound.node) })],
  ['unicast_ttl', (bound, lines) => ({ unicastTtl: numberSetting(bound, lines.unicastTtl) })],
  ['check_unicast_src', (bound) => ({ checkUnicastSource: given(true, bound.node) })],
  ['old_unicast_checksum', (bound) => ({ oldUnicastChecksum: given(bound.first?.value === 'never' ? 'never' : 'on', bound.node) })],
  ['v3_checksum_as_v2', (bound) => ({ v3ChecksumAsV2: booleanSetting(bound) })],
  ['unicast_fault_no_peer', (bound) => ({ unicastFaultNoPeer: given(true, bound.node) })],
  ['no_virtual_ipaddress', (bound) => ({ noVirtualAddress: given(true, bound.node) })],
  ['garp_master_repeat', (bound, lines) => ({ garpMasterRepeat: numberSetting(bound, lines.garpMasterRepeat) })],
  ['garp_master_delay', (bound, lines) => ({ garpMasterDelay: numberSetting(bound, lines.garpMasterDelay) })],
  ['garp_master_refresh', (bound, lines) => ({ garpMasterRefresh: numberSetting(bound, lines.garpMasterRefresh) })],
  ['garp_master_refresh_repeat', (bound, lines) => ({ garpMasterRefreshRepeat: numberSetting(bound, lines.garpMasterRefreshRepeat) })],
  ['garp_lower_prio_repeat', (bound) => ({ garpLowerPriorityRepeat: numberSetting(bound, fallback(0)) })],
  ['garp_lower_prio_delay', (bound) => ({ garpLowerPriorityDelay: numberSetting(bound, fallback(0)) })],
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
export function readInstance(lines: InstanceLines, reading: Reading): WrittenInstance {
  reading.firstWords?.clear();
  for (const bound of lines.bound.children) readLine(lines, bound, reading);
  return lines;
}

function readLine(lines: InstanceLines, bound: Bound, reading: Reading): void {
  const { name } = bound.keyword;
  if (UNICAST_KEYWORDS.has(name)) lines.unicastKeyword ??= bound.node;
  if (isList(bound)) LISTS.get(name)?.(lines, bound, reading);
  else if (isBlock(bound)) BLOCKS.get(name)?.(lines, bound);
  else if (isValue(bound) && bound.valid) {
    const set = SETTINGS.get(name);
    if (set) Object.assign(lines, set(bound, lines));
    else VALUES.get(name)?.(lines, bound, reading);
  } else if (isValue(bound) && name === 'mcast_dst_ip') readUnfitGroup(lines, bound);
  else if (isValue(bound) && VALUES.get(name) === readSource) readLostSource(lines, bound);
}

/** Even an address that is no group decides the family. */
function readUnfitGroup(lines: InstanceLines, bound: BoundValue): void {
  const ip = parseCutAddress(bound.args[0]?.word.text ?? '');
  if (ip) lines.isOfFamily(ip.family, bound.node);
}

function readState(lines: InstanceLines, bound: BoundValue): void {
  const [argument] = bound.args;
  const state = argument?.value === 'MASTER' ? 'MASTER' : 'BACKUP';
  const setting: Setting<'MASTER' | 'BACKUP'> = given(state, bound.node);
  lines.state = argument?.fits ? setting : corrected(setting, state);
}

/** VRRP does not run on the loopback interface; its usual name is all that is known of it here. */
const LOOPBACK = 'lo';

function readInterface(lines: InstanceLines, bound: BoundValue): void {
  const name = textOf(bound.first);
  if (name === LOOPBACK) lines.correct('vrrp/interface-loopback', 'ignores', 'reports', valueSpan(bound), { written: name });
  else lines.interface = given(name, bound.node);
}

function readVrf(lines: InstanceLines, bound: BoundValue): void {
  if (lines.interface?.node) {
    lines.correct('vrrp/vrf-after-interface', 'ignores', 'reports', bound.node.span, { against: lines.interface.node.span });
  } else if (textOf(bound.first) === LOOPBACK) {
    lines.correct('vrrp/vrf-loopback', 'ignores', 'reports', valueSpan(bound), { written: LOOPBACK });
  } else lines.vrf = given(textOf(bound.first), bound.node);
}

function readVersion(lines: InstanceLines, bound: BoundValue): void {
  const version = bound.first?.value === 2 ? 2 : 3;
  const before = lines.version;
  const conflict =
    before && before.value !== version ? before.node : version === 2 && lines.decidedFamily === 'ipv6' ? lines.familyNode : null;
  if (conflict) {
    lines.correct('vrrp/version-conflict', 'ignores', 'reports', valueSpan(bound), { against: conflict.span, written: String(version) });
  } else lines.version = given(version, bound.node);
}

function readNativeIpv6(lines: InstanceLines, bound: BoundValue): void {
  const decidedBy = lines.familyNode;
  if (!lines.isOfFamily('ipv6', bound.node)) {
    const more = decidedBy ? { against: decidedBy.span } : {};
    lines.correct('vrrp/native-ipv6-with-ipv4', 'ignores', 'reports', bound.node.span, more);
  } else lines.version = given(3, bound.node);
}

/** Both source keywords write to one place. */
function readSource(lines: InstanceLines, bound: BoundValue): void {
  const ip = parseCutAddress(textOf(bound.first) ?? '');
  if (!ip || !fitsFamily(lines, ip, bound, 'vrrp/src-ip-family', 'ignores')) return;
  lines.sourceAddress = given(ip, bound.node);
  lines.hasLostSource = false;
}

/** A line that names an address and does not count: a later one that names none has made keepalived forget it. */
function readLostSource(lines: InstanceLines, bound: BoundValue): void {
  const ip = bound.fits ? parseCutAddress(textOf(bound.first) ?? '') : null;
  if (ip && lines.isOfFamily(ip.family, bound.node)) lines.hasLostSource = true;
}

function readGroup(lines: InstanceLines, bound: BoundValue): void {
  const ip = parseCutAddress(textOf(bound.first) ?? '');
  if (!ip || !fitsFamily(lines, ip, bound, 'vrrp/mcast-dst-ip-family', 'ignores')) return;
  if (ip.family === 'ipv6' && isMulticast(ip) && !isLinkLocalMulticast(ip)) {
    lines.correct('vrrp/mcast-dst-ip-not-multicast', 'ignores', 'reports', valueSpan(bound), { written: ip.text });
  } else lines.multicastGroup = given(ip.text, bound.node);
}

/** Whether an address of the line is of the instance's family, which it decides where nothing did before. */
function fitsFamily(lines: InstanceLines, ip: IpAddress, bound: BoundValue, check: CheckId, effect: Effect): boolean {
  const decidedBy = lines.familyNode;
  if (lines.isOfFamily(ip.family, bound.node)) return true;
  lines.correct(check, effect, 'reports', valueSpan(bound), { written: ip.text, ...(decidedBy ? { against: decidedBy.span } : {}) });
  return false;
}

/** A second line adds its words to the first. */
function readVmac(lines: InstanceLines, bound: BoundValue): void {
  const before = lines.vmac?.value;
  let mac = before?.mac ?? null;
  let name = before?.interface ?? '';
  for (const argument of bound.args) {
    if (argument.argument.name === 'interface' && typeof argument.value === 'string') {
      if (lines.vmacName === null) {
        lines.vmacName = argument.word;
        name = argument.value;
      } else lines.correct('vmac/name-twice', 'ignores', 'reports', argument.word.span, { against: lines.vmacName.span });
    } else if (argument.argument.type === 'mac' && argument.fits) {
      if (mac) lines.correct('vmac/mac-twice', 'ignores', 'reports', argument.word.span, { against: mac.span });
      else if (isUsableMac(lines, argument)) mac = argument.word;
    }
  }
  noteGroupName(lines, bound, 'vmac/group-unknown');
  lines.vmac = given({ interface: name, isNamed: name !== '', mac }, lines.vmac?.node ?? bound.node);
}

/** A group of interfaces by a name that /etc/iproute2/group must have. */
function noteGroupName({ correct }: InstanceLines, bound: BoundValue, check: CheckId): void {
  const word = argumentOf(bound, 'interface group')?.word;
  if (word && word.text !== 'default' && !/^\d/.test(word.text)) correct(check, 'ignores', 'reports', word.span, { written: word.text });
}

/** A MAC address for use_vmac: that of one station, and not one of those of VRRP. */
function isUsableMac(lines: InstanceLines, { word }: BoundArgument): boolean {
  const octets = word.text.split(':').map((octet) => Number.parseInt(octet, 16));
  const [first = 0] = octets;
  if (first % 2 === 1) {
    lines.correct('vmac/mac-multicast', 'ignores', 'reports', word.span, { written: word.text });
    return false;
  }
  const prefix = octets.slice(0, 5).join(':');
  if (prefix === VRRP_IPV4_PREFIX || prefix === VRRP_IPV6_PREFIX) {
    lines.correct('vmac/mac-in-vrrp-range', 'ignores', 'reports', word.span, { written: word.text });
    return false;
  }
  return true;
}

/** 00:00:5e:00:01 and 00:00:5e:00:02, RFC 9568 section 7.3, in decimal. */
const VRRP_IPV4_PREFIX = '0:0:94:0:1';
const VRRP_IPV6_PREFIX = '0:0:94:0:2';

/** Its address becomes the source of the adverts, but only where no line above has set one. */
function readIpvlan(lines: InstanceLines, bound: BoundValue, { version }: Reading): void {
  const name = argumentOf(bound, 'interface');
  if (typeof name?.value === 'string') {
    lines.ipvlanName = name.word;
    // Both kinds of interface have their name in one place.
    if (lines.vmacName) lines.correct('ipvlan/name-twice', 'ignores', 'reports', name.word.span, { against: lines.vmacName.span });
  }
  noteGroupName(lines, bound, 'ipvlan/group-unknown');
  const address = argumentOf(bound, 'address');
  const ip = parsePrefixedAddress(textOf(address) ?? '')?.ip ?? null;
  const decidedBy = lines.familyNode;
  const fits = ip !== null && lines.isOfFamily(ip.family, bound.node);
  if (ip && address && !fits) {
    const more = { written: ip.text, ...(decidedBy ? { against: decidedBy.span } : {}) };
    lines.correct('ipvlan/address-family', 'ignores', 'reports', address.word.span, more);
  }
  const used = fits && address ? { address: ip, addressWord: address.word } : { address: null, addressWord: null };
  const written = textOf(name) ?? '';
  lines.ipvlan = given({ interface: written, isNamed: written !== '', ...used, carriesAddresses: !atLeast(version, '2.2.0') }, bound.node);
  if (used.address && lines.sourceAddress === null) lines.sourceAddress = given(used.address, bound.node);
}

function readSkipCheck(lines: InstanceLines, bound: BoundValue, { version }: Reading): void {
  const [word] = bound.args;
  if (word?.value === false && atLeast(version, '2.2.5')) {
    lines.correct('vrrp/skip-check-adv-addr-false', 'overrides', 'silent', valueSpan(bound), { written: word.word.text, used: 'on' });
  }
}

/** Virtual addresses, routes and rules have no track_group. */
const NO_GROUPS = (): boolean => false;

function readVirtualRoutes({ routes, correct }: InstanceLines, bound: BoundList, { lists, version }: Reading): void {
  for (const route of readRoutes(bound, { lists, version, correct })) routes.push(route);
}

function readVirtualRules({ rules, correct }: InstanceLines, bound: BoundList, { lists, version }: Reading): void {
  for (const rule of readRules(bound, { lists, version, correct })) rules.push(rule);
}

function addressContext(list: AddressList, { correct }: InstanceLines, { target, waits }: Reading): AddressContext {
  return { list, target, correct, isGroup: NO_GROUPS, waits };
}

function readAddresses(lines: InstanceLines, bound: BoundList, reading: Reading): void {
  const context = addressContext('virtual_ipaddress', lines, reading);
  for (const entry of bound.entries) {
    const address = readAddress(entry, context);
    if (address && isOfFamily(lines, address) && isNew(lines, address, reading.firstWords)) lines.addresses.push(address);
  }
}

function isOfFamily(lines: InstanceLines, { ip, node, word }: Address): boolean {
  const decidedBy = lines.familyNode;
  if (lines.isOfFamily(ip.family, node)) return true;
  lines.correct('vrrp/vip-family-mismatch', 'drops', 'reports', word.span, {
    written: ip.text,
    ...(decidedBy ? { against: decidedBy.span } : {}),
  });
  return false;
}

function isNew(lines: InstanceLines, address: Address, firstWords: Reading['firstWords']): boolean {
  if (!firstWords) return true;
  const { word } = address;
  const place = placeOf(address);
  const twin = firstWords.get(ADDRESS + address.ip.text);
  const other = twin ?? firstWords.get(PLACED_EXCLUDED + place);
  if (other) {
    const check = twin ? 'vrrp/vip-duplicate' : 'vrrp/vip-duplicates-excluded';
    lines.correct(check, 'drops', 'reports', word.span, { against: other.span, written: address.ip.text });
    return false;
  }
  firstWords.set(ADDRESS + address.ip.text, word);
  firstWords.set(PLACED_ADDRESS + place, word);
  return true;
}

function readExcludedAddresses(lines: InstanceLines, bound: BoundList, reading: Reading): void {
  const context = addressContext('virtual_ipaddress_excluded', lines, reading);
  for (const entry of bound.entries) {
    const address = readAddress(entry, context);
    if (address && isNewExcluded(lines, address, reading.firstWords)) lines.excludedAddresses.push(address);
  }
}

function isNewExcluded(lines: InstanceLines, address: Address, firstWords: Reading['firstWords']): boolean {
  if (!firstWords) return true;
  const place = placeOf(address);
  const virtual = firstWords.get(PLACED_ADDRESS + place);
  const other = virtual ?? firstWords.get(PLACED_EXCLUDED + place);
  if (other) {
    const check = virtual ? 'vrrp/excluded-duplicates-vip' : 'vrrp/excluded-duplicate';
    lines.correct(check, 'drops', 'reports', address.word.span, { against: other.span, written: address.ip.text });
    return false;
  }
  firstWords.set(PLACED_EXCLUDED + place, address.word);
  return true;
}

/** An address and the interface that is written behind it. */
function placeOf({ ip, dev }: Address): string {
  return dev === null ? ip.text : `${ip.text} ${dev}`;
}

function readPeers(lines: InstanceLines, bound: BoundList, { firstWords }: Reading): void {
  lines.peerBlocks.push(bound.node);
  for (const line of bound.lines) readPeer(lines, line, firstWords);
}

function readPeer(lines: InstanceLines, line: BoundLine, firstWords: Reading['firstWords']): void {
  const argument = line.valid ? argumentOf(line, 'address') : undefined;
  const ip = parseCutAddress(textOf(argument) ?? '');
  if (!argument || !ip) return;
  const { word } = argument;
  const decidedBy = lines.familyNode;
  if (!lines.isOfFamily(ip.family, line.node)) {
    lines.correct('unicast/peer-family', 'drops', 'reports', word.span, {
      written: ip.text,
      ...(decidedBy ? { against: decidedBy.span } : {}),
    });
    return;
  }
  const twin = firstWords?.get(PEER + ip.text);
  if (twin) {
    lines.correct('unicast/peer-duplicate', 'drops', 'reports', word.span, { against: twin.span, written: ip.text });
    return;
  }
  lines.peers.push({ node: line.node, word, ip, ...readPeerLimits(lines, line, line.node) });
  firstWords?.set(PEER + ip.text, word);
}

const ANY_TTL = { minTtl: 0, maxTtl: 255 };

/** A limit for the TTL switches the check of the source on, which is where it is looked at. */
function readPeerLimits(lines: InstanceLines, line: BoundLine, node: Statement): Pick<UnicastPeer, 'minTtl' | 'maxTtl'> {
  const min = argumentOf(line, 'min_ttl');
  const max = argumentOf(line, 'max_ttl');
  const least = numberOf(min);
  const most = numberOf(max);
  if (least === null && most === null) return ANY_TTL;
  if (!lines.checkUnicastSource) lines.checkUnicastSource = fallback(true, node);
  if (min && max && least !== null && most !== null && least > most) {
    lines.correct('unicast/peer-min-above-max', 'reports', 'reports', min.word.span, { against: max.word.span });
  }
  return { minTtl: least ?? ANY_TTL.minTtl, maxTtl: most ?? ANY_TTL.maxTtl };
}

function readAuthentication(lines: InstanceLines, bound: BoundBlock): void {
  for (const line of usedValues(bound.children)) {
    // An empty password is none.
    if (line.keyword.name === 'auth_pass' && line.args[0]?.word.text !== '') lines.passwordNode = line.node;
    else if (line.keyword.name === 'auth_type') {
      const type: Authentication = line.first?.value === 'AH' ? 'AH' : 'PASS';
      lines.authentication = given(type, line.node);
    }
  }
}

const SHORTEST_HMAC_KEY = 32;
const LONGEST_HMAC_KEY = 64;

function readAuthHmac(lines: InstanceLines, bound: BoundBlock): void {
  let mode = lines.authHmac?.value?.mode ?? 'enforce';
  for (const line of usedValues(bound.children)) {
    const { name } = line.keyword;
    if (name === 'key') readHmacKey(lines, line);
    else if (name === 'active_key') lines.activeHmacKey = numberSetting(line, lines.activeHmacKey);
    else if (name === 'mode') mode = hmacMode(line.first?.value) ?? mode;
  }
  lines.authHmac = given({ mode }, bound.node);
}

function hmacMode(value: BoundArgument['value']): 'enforce' | 'permissive' | 'receive-only' | null {
  return value === 'enforce' || value === 'permissive' || value === 'receive-only' ? value : null;
}

/** The key itself never leaves this function. Keys in files are taken to be good, and noted: the file belongs to the host. */
function readHmacKey(lines: InstanceLines, line: BoundValue): void {
  const id = numberOf(argumentOf(line, 'id'));
  const key = argumentOf(line, 'key');
  if (id === null || !key) return;
  const length = hmacKeyLength(key.word.text);
  if (length === null) lines.correct('auth-hmac/key-file-unreadable', 'drops', 'reports', key.word.span);
  if (length !== null && (length < SHORTEST_HMAC_KEY || length > LONGEST_HMAC_KEY)) {
    lines.correct('auth-hmac/key-length', 'drops', 'reports', key.word.span, { data: { bytes: length } });
    return;
  }
  lines.hmacKeys ??= new Map();
  const twin = lines.hmacKeys.get(id);
  if (twin)
    lines.correct('auth-hmac/key-id-duplicate', 'drops', 'reports', line.args[0]?.word.span ?? line.node.span, { against: twin.span });
  else lines.hmacKeys.set(id, line.node);
}

/** In bytes; 0 for hexadecimal digits that are none, null where only the host knows. */
function hmacKeyLength(key: string): number | null {
  if (key.startsWith('file:')) return null;
  if (!key.startsWith('hex:')) return new TextEncoder().encode(key).length;
  const digits = key.slice(4);
  return digits.length % 2 === 0 && /^[\da-f]*$/i.test(digits) ? digits.length / 2 : 0;
}
