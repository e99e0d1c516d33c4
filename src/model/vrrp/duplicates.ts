import { atLeast, type Version } from '../../../grammar/version.ts';
import { lineSpan } from '../../binding/place.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { GlobalDefs } from '../global/global-defs.ts';
import type { InstanceDraft } from './draft.ts';

/** What keepalived finds by comparing the instances of one configuration with each other. */
export function compareInstances(drafts: readonly InstanceDraft[], globals: GlobalDefs, version: Version): void {
  findSameRouterId(drafts, globals, version);
  if (atLeast(version, '2.2.0')) findSameInterfaceName(drafts);
}

/**
 * Two instances that would take each other's adverts for their own: the same virtual router ID and family, and for multicast the same
 * interface and group, for unicast the same source and a peer in common. Version 2.0 does not tell unicast from multicast.
 */
function findSameRouterId(drafts: readonly InstanceDraft[], globals: GlobalDefs, version: Version): void {
  const multicast = new Map<string, InstanceDraft>();
  const unicast = new Map<string, Map<string, InstanceDraft>>();
  const tellsUnicast = atLeast(version, '2.1.0');
  for (const draft of drafts) {
    if (draft.virtualRouterId.value === null) continue;
    if (draft.unicast && tellsUnicast) findSameUnicast(draft, unicast);
    else findSameMulticast(draft, multicast, globals, version);
  }
}

function findSameMulticast(draft: InstanceDraft, seen: Map<string, InstanceDraft>, globals: GlobalDefs, version: Version): void {
  if (draft.interface.value === null) return;
  const group = atLeast(version, '2.2.5') ? `${draft.multicastGroup.value}${scopeOf(draft)}` : '';
  const key = `${draft.virtualRouterId.value} ${draft.family} ${draft.interface.value} ${group}`;
  const other = seen.get(key);
  if (!other) {
    seen.set(key, draft);
    return;
  }
  const changeable = globals.allowInterfaceChanges.value && atLeast(version, '2.0.8');
  if (changeable) noteSame(draft, other, 'vrrp/vrid-duplicate-dynamic', 'faults');
  else noteSame(draft, other, 'vrrp/vrid-duplicate-multicast', 'refuses');
}

/** An IPv6 group is one of the interface that adverts leave by; macvlan and ipvlan interfaces are all alike until they are made. */
function scopeOf({ family, vmac, ipvlan }: InstanceDraft): string {
  return family === 'ipv6' && (vmac.value !== null || ipvlan.value !== null) ? ' of an extra interface' : '';
}

/** By virtual router ID, family, source and each peer; then by interface, where having none is the same as any. */
function findSameUnicast(draft: InstanceDraft, seen: Map<string, Map<string, InstanceDraft>>): void {
  const own = draft.interface.value ?? '';
  const source = draft.sourceAddress.value?.text ?? `that of ${own}`;
  let found: InstanceDraft | undefined;
  for (const peer of draft.peers) {
    const key = `${draft.virtualRouterId.value} ${draft.family} ${source} ${peer.ip.text}`;
    const others = seen.get(key) ?? new Map<string, InstanceDraft>();
    seen.set(key, others);
    const other = own === '' ? others.values().next().value : (others.get(own) ?? others.get(''));
    if (other !== draft) found ??= other;
    if (!others.has(own)) others.set(own, draft);
  }
  if (found) noteSame(draft, found, 'vrrp/vrid-duplicate-unicast', 'refuses');
}

function noteSame(draft: InstanceDraft, other: InstanceDraft, check: CheckId, effect: 'refuses' | 'faults'): void {
  const at = draft.virtualRouterId.node;
  const against = other.virtualRouterId.node;
  if (!at || !against) return;
  if (effect === 'refuses') draft.refused = true;
  else draft.faulted = true;
  draft.correct(check, effect, effect === 'refuses' ? 'refuses' : 'logs', lineSpan(at), {
    against: lineSpan(against),
    written: String(draft.virtualRouterId.value),
    used: other.name,
  });
}

/** The name of a macvlan or ipvlan interface belongs to the first instance that has it. */
function findSameInterfaceName(drafts: readonly InstanceDraft[]): void {
  const seen = new Map<string, InstanceDraft>();
  for (const draft of drafts) {
    const word = draft.vmacName ?? draft.ipvlanName;
    if (!word || (!draft.vmac.value && !draft.ipvlan.value)) continue;
    const other = seen.get(word.text);
    const against = other?.vmacName ?? other?.ipvlanName;
    if (against) draft.correct('vmac/name-in-use', 'drops', 'reports', word.span, { against: against.span, written: word.text });
    else seen.set(word.text, draft);
  }
}
