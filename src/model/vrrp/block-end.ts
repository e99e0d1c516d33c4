import type { Span } from '../../../grammar/tree.ts';
import { atLeast, between, type Version } from '../../../grammar/version.ts';
import { keywordSpan, lineSpan } from '../../binding/place.ts';
import { corrected, fallback, type Setting } from '../setting.ts';
import type { Ipvlan, Vmac } from './vrrp-instance.ts';
import type { WrittenInstance } from './written-instance.ts';

/** What of an instance is settled at its closing brace already, before keepalived looks at anything else. */
export interface BlockEnd {
  readonly vmac: Setting<Vmac | null> | null;
  readonly ipvlan: Setting<Ipvlan | null> | null;
  readonly vmacXmitBase: Setting<boolean> | null;
  readonly unicastTtl: Setting<number | null> | null;
}

/** What keepalived corrects at the closing brace. */
export function closeBlock(written: WrittenInstance, version: Version): BlockEnd {
  const { vmac, ipvlan, vmacXmitBase } = settleVmacWithUnicast(written, version);
  return { vmac, ipvlan, vmacXmitBase, unicastTtl: settleTtl(written) };
}

function settleTtl(written: WrittenInstance): BlockEnd['unicastTtl'] {
  const { unicastTtl, peers, correct } = written;
  if (!unicastTtl?.node || peers.length > 0) return unicastTtl;
  correct('unicast/ttl-without-peers', 'overrides', 'reports', lineSpan(unicastTtl.node), {
    ...closingBrace(written),
    written: String(unicastTtl.value),
    used: '0',
  });
  return corrected(unicastTtl, 0);
}

/**
 * Unicast adverts cannot leave through a macvlan or ipvlan interface: 2.1 drops that interface; since 2.2.0 the adverts are moved to
 * the base interface, since 2.2.5 also where a unicast keyword stands but no peer.
 */
function settleVmacWithUnicast(written: WrittenInstance, version: Version): Omit<BlockEnd, 'unicastTtl'> {
  const { vmac, ipvlan, vmacXmitBase, unicastKeyword, correct } = written;
  const asWritten = { vmac, ipvlan, vmacXmitBase };
  const extra = vmac?.node ?? ipvlan?.node;
  if (!extra || !unicastKeyword || !atLeast(version, '2.1.0')) return asWritten;
  if (written.peers.length === 0 && !atLeast(version, '2.2.5')) return asWritten;
  const at = lineSpan(extra);
  const more = { ...closingBrace(written), against: keywordSpan(unicastKeyword) };
  const without = { vmac: vmac && corrected(vmac, null), ipvlan: ipvlan && corrected(ipvlan, null), vmacXmitBase };
  if (between(version, '2.1.0', '2.2.0')) {
    correct('unicast/no-vmac-with-peers-2.1', 'drops', 'reports', at, more);
    // With the interface goes whatever was said of it.
    return { ...without, vmacXmitBase: vmacXmitBase && corrected(vmacXmitBase, false) };
  }
  if ((written.interface?.value ?? null) === null) {
    correct('unicast/vmac-without-interface', 'drops', 'reports', at, more);
    return without;
  }
  if (vmacXmitBase) return asWritten;
  correct('unicast/vmac-needs-xmit-base', 'overrides', 'reports', at, more);
  return { vmac, ipvlan, vmacXmitBase: fallback(true, extra) };
}

/** Where keepalived says all this. */
function closingBrace({ earlyEnd, block }: WrittenInstance): { readonly reportedAt?: Span } {
  const brace = earlyEnd ?? block.close;
  return brace ? { reportedAt: brace } : {};
}
