import { lastUse } from '../../binding/entries/entry.ts';
import { isMulticast } from '../../binding/ip-address.ts';
import type { Correct, CorrectionList } from '../correction.ts';
import type { GlobalDefs } from '../global/global-defs.ts';
import type { VrrpInstance } from '../vrrp/vrrp-instance.ts';
import type { Address } from './address.ts';
import { ipv4NetworkKey } from './network.ts';
import { noteUntrackedGroup } from './read-routes.ts';

/** An address on an interface, whoever puts it there. */
interface Placed {
  readonly address: Address;
  readonly interface: string | null;
  readonly correct: Correct;
}

/** The scope of the first address of a network. */
interface Scoped {
  readonly scope: string;
  readonly address: Address;
}

/** What keepalived and the kernel do to addresses without a word. */
export function correctAddresses(
  instances: readonly VrrpInstance[],
  staticAddresses: readonly Address[],
  { defaultInterface }: GlobalDefs,
  corrections: CorrectionList,
): void {
  const correctStatic = corrections.about('static_ipaddress');
  const ofHost = staticAddresses.map((address) => ({ address, interface: address.dev ?? defaultInterface.value, correct: correctStatic }));
  for (const { address, correct } of ofHost) {
    noteOptions(address, correct);
    const group = lastUse(address, 'track_group');
    const untracked = lastUse(address, 'no_track');
    if (group && untracked) noteUntrackedGroup(group, untracked, correct);
  }
  for (const { address, correct } of virtualOf(instances, corrections)) {
    noteOptions(address, correct);
  }
  const isScoped = (address: Address): boolean => lastUse(address, 'scope') !== undefined;
  const some = instances.some(({ addresses, excludedAddresses }) => addresses.some(isScoped) || excludedAddresses.some(isScoped));
  if (!some && !staticAddresses.some(isScoped)) return;
  const first = new Map<string, Scoped>();
  findScopes(ofHost, first);
  findScopes(virtualOf(instances, corrections), first);
}

/** The addresses of all instances, one at a time, because there may be very many. */
function* virtualOf(instances: readonly VrrpInstance[], corrections: CorrectionList): Generator<Placed> {
  for (const instance of instances) {
    const correct = corrections.about(instance.name);
    for (const list of [instance.addresses, instance.excludedAddresses]) {
      for (const address of list) yield { address, interface: address.dev ?? instance.interface.value, correct };
    }
  }
}

/** Options that only one kind of address has. */
function noteOptions({ ip, options }: Address, correct: Correct): void {
  for (const { option, word } of options) {
    if (option.word === 'autojoin' && ip.family === 'ipv4' && !isMulticast(ip)) {
      correct('net/address-autojoin-unicast', 'drops', 'silent', word.span, { written: ip.text });
    } else if (option.family === 'ipv6' && ip.family === 'ipv4') {
      correct('net/address-ipv6-only-options', 'ignores', 'silent', word.span, { written: word.text });
    }
  }
}

/** The kernel takes the addresses of an IPv4 network on an interface with one scope only. */
function findScopes(all: Iterable<Placed>, first: Map<string, Scoped>): void {
  for (const placed of all) if (placed.address.ip.family === 'ipv4') compareScope(placed, first);
}

function compareScope({ address, interface: device, correct }: Placed, first: Map<string, Scoped>): void {
  const written = lastUse(address, 'scope')?.values[0];
  const scope = scopeOf(written?.text);
  const network = `${ipv4NetworkKey(address.ip)} ${device ?? ''}`;
  const other = first.get(network);
  if (!other) first.set(network, { scope, address });
  else if (other.scope !== scope) {
    const more = { written: scope, used: other.scope, against: other.address.word.span };
    correct('net/address-kernel-refuses-scope', 'drops', 'silent', (written ?? address.word).span, more);
  }
}

/** One name for a scope that may be a number. */
export function scopeOf(text = 'global'): string {
  return NAMES.get(text) ?? text;
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['0', 'global'],
  ['200', 'site'],
  ['253', 'link'],
  ['254', 'host'],
  ['255', 'nowhere'],
]);
