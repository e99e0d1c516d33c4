import { atLeast } from '../../grammar/version.ts';
import { passwordInAdvert, passwordWord } from '../model/vrrp/password.ts';
import { vmacAddress } from '../model/vrrp/vmac-address.ts';
import type { UnicastPeer, VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { Router } from './router.ts';

/** As much of a router as its adverts depend on. */
export type Speaker = Pick<Router, 'instance' | 'version' | 'interval'> & { readonly host: { readonly node: { readonly name: string } } };

/**
 * Why a router takes no notice of the adverts of another one, whatever else happens: a clause that goes on after "because"; null where it
 * takes them. Where addresses of the hosts come in, see {@link refusesSource}.
 */
export function refusesAdverts(receiver: Speaker, sender: Speaker): string | null {
  return unheard(receiver, sender) ?? discarded(receiver, sender);
}

/** Whether adverts come to the socket of a router, and are refused for what is in them. */
export function refusesContent(receiver: Speaker, sender: Speaker): boolean {
  return unheard(receiver, sender) === null && discarded(receiver, sender) !== null;
}

/** Such adverts are read, and discarded for what is in them. */
function discarded(receiver: Speaker, sender: Speaker): string | null {
  return malformed(receiver, sender) ?? unauthentic(receiver, sender) ?? otherSettings(receiver, sender);
}

/** Such adverts do not come to its socket (vrrp.c open_vrrp_read_socket). */
function unheard({ instance: own, host }: Speaker, { instance: other, host: from }: Speaker): string | null {
  if (own.unicast !== other.unicast) {
    const [unicast, multicast] = own.unicast ? [host, from] : [from, host];
    return `'${unicast.node.name}' uses unicast and '${multicast.node.name}' multicast`;
  }
  if (!own.unicast && own.multicastGroup.value !== other.multicastGroup.value) {
    return `they use different multicast groups, '${other.multicastGroup.value}' and '${own.multicastGroup.value}'`;
  }
  if (endsInMacvlan(own, other)) {
    return `the macvlan of '${host.node.name}' has the MAC address that they come from, and 'vmac_xmit_base' listens below it`;
  }
  if ((own.authentication.value === 'AH') !== (other.authentication.value === 'AH')) return 'only one of them uses AH authentication';
  return other.unicastTtl.value === 0 ? `the adverts of '${from.node.name}' have TTL 0` : null;
}

/**
 * Multicast adverts that leave by a macvlan end, at a host that has a macvlan of the same MAC address, in that one (Linux, macvlan_handle_frame, for
 * macvlans in private mode); with vmac_xmit_base keepalived listens on the interface below it (scenario vmac-xmit-base-on-lower).
 */
export function endsInMacvlan(receiver: VrrpInstance, sender: VrrpInstance): boolean {
  const [own, other] = [receiver.vmac.value, sender.vmac.value];
  if (receiver.unicast || !own || !other || !receiver.vmacXmitBase.value || sender.vmacXmitBase.value) return false;
  return vmacAddress(receiver, own).toLowerCase() === vmacAddress(sender, other).toLowerCase();
}

/** vrrp.c vrrp_check_packet, its checks of version and checksum. */
function malformed(receiver: Speaker, sender: Speaker): string | null {
  const { instance: own } = receiver;
  const { instance: other } = sender;
  if (own.version.value !== other.version.value)
    return `one of them speaks VRRP version ${own.version.value}, the other version ${other.version.value}`;
  const keyword = foreignChecksum(receiver, sender);
  return keyword && `only one of them has '${keyword}'`;
}

/** The keyword for which a router does not understand the checksum of another one of its version; null where it does. */
export function foreignChecksum(
  { instance: own, version }: Pick<Router, 'instance' | 'version'>,
  sender: Pick<Router, 'instance' | 'version'>,
): 'v3_checksum_as_v2' | 'old_unicast_checksum' | null {
  const { instance: other } = sender;
  if (own.version.value !== 3 || own.family !== 'ipv4') return null;
  const asV2 = atLeast(version, '2.2.8') && own.v3ChecksumAsV2.value;
  if (!asV2 && atLeast(sender.version, '2.2.8') && other.v3ChecksumAsV2.value) return 'v3_checksum_as_v2';
  if (!own.unicast || asV2) return null;
  // The old checksum is understood unless it must never be, but a router that uses it understands no other.
  const [mine, theirs] = [own.oldUnicastChecksum.value, other.oldUnicastChecksum.value];
  const differ = (mine === 'on') !== (theirs === 'on') && (mine === 'on' || mine === 'never');
  return differ ? 'old_unicast_checksum' : null;
}

/** Whether a router goes over to the old checksum when it hears another one: it has no word of it in its configuration, and the other one uses it. */
export function adoptsOldChecksum({ instance: own }: Router, sender: Router): boolean {
  return own.unicast && own.version.value === 3 && own.family === 'ipv4' && own.oldUnicastChecksum.value === null && hasOldChecksum(sender);
}

export function hasOldChecksum({ instance }: Router): boolean {
  return instance.oldUnicastChecksum.value === 'on';
}

function unauthentic({ instance: own }: Speaker, { instance: other }: Speaker): string | null {
  if (own.authHmac.value?.mode === 'enforce' && (!other.authHmac.value || other.authHmac.value.mode === 'receive-only')) {
    return "only one of them signs its adverts with 'auth_hmac'";
  }
  // A trailer that is not expected makes the packet too long.
  if (other.authHmac.value && other.authHmac.value.mode !== 'receive-only' && !own.authHmac.value)
    return "only one of them has 'auth_hmac'";
  if (own.version.value === 3) return null;
  const type = own.authentication.value;
  if (type !== other.authentication.value) {
    const [a, b] = [type, other.authentication.value].map((one) => one ?? 'no');
    return `one of them uses ${a} authentication and the other ${b} authentication`;
  }
  return type !== null && comparedPassword(own) !== comparedPassword(other) ? 'their passwords differ' : null;
}

function comparedPassword(instance: VrrpInstance): string {
  return passwordInAdvert(passwordWord(instance)?.text ?? '');
}

function otherSettings(receiver: Speaker, sender: Speaker): string | null {
  const { instance: own } = receiver;
  const { instance: other } = sender;
  if (own.version.value === 2 && receiver.interval !== sender.interval) {
    return `their advert_int differ, ${receiver.interval} and ${sender.interval} seconds, which VRRP version 2 does not allow`;
  }
  if (own.ownerIgnoreAdverts.value && own.priority.value === 255 && atLeast(receiver.version, '2.3.3')) {
    return `'${receiver.host.node.name}' owns the addresses and ignores adverts`;
  }
  return checksAddresses(receiver) && !sameAddresses(own.addresses, other.addresses) ? 'their lists of virtual addresses differ' : null;
}

/** Since 2.3.3 another list is only logged. */
export function checksAddresses({ version }: Pick<Speaker, 'version'>): boolean {
  return !atLeast(version, '2.3.3');
}

type Listed = { readonly ip: { readonly text: string } };

/** The same number, and each of one's own in that of the other; order and prefix lengths do not count. */
export function sameAddresses(own: readonly Listed[], other: readonly Listed[]): boolean {
  if (own.length !== other.length) return false;
  const sent = new Set(other.map(({ ip }) => ip.text));
  return own.every(({ ip }) => sent.has(ip.text));
}

/** The TTL or hop limit that unicast adverts leave with: keepalived gives 255 to those of IPv4, and the kernel 64 to those of IPv6. */
export function sentTtl({ unicastTtl, family }: VrrpInstance): number {
  return unicastTtl.value ?? STANDARD_TTL[family];
}

const STANDARD_TTL = { ipv4: 255, ipv6: 64 };

/** Why a unicast router does not take adverts from an address, which may be that of one of its peers: it checks the sources, or their TTL. */
export function refusesSource(
  { instance: own }: Pick<Router, 'instance'>,
  source: string,
  peer: UnicastPeer | undefined,
  { instance: other }: Pick<Router, 'instance'>,
): string | null {
  if (!own.unicast || !own.checkUnicastSource.value) return null;
  if (!peer) return `it checks sources, and '${source}' is not among its peers`;
  const ttl = sentTtl(other);
  return ttl < peer.minTtl || ttl > peer.maxTtl
    ? `they have TTL ${ttl}, and it wants ${peer.minTtl} to ${peer.maxTtl} from '${source}'`
    : null;
}
