import type { Span } from '../../../grammar/tree.ts';
import { atLeast, between, type Version } from '../../../grammar/version.ts';
import { keywordSpan, lineSpan } from '../../binding/place.ts';
import { corrected, fallback } from '../setting.ts';
import type { InstanceDraft } from './draft.ts';

/** What keepalived corrects at the closing brace of an instance, before it looks at anything else. */
export function closeBlock(draft: InstanceDraft, version: Version): void {
  settleVmacWithUnicast(draft, version);
  const { unicastTtl } = draft;
  if (unicastTtl.node && draft.peers.length === 0) {
    draft.unicastTtl = corrected(unicastTtl, 0);
    draft.correct('unicast/ttl-without-peers', 'overrides', 'reports', lineSpan(unicastTtl.node), {
      ...closingBrace(draft),
      written: String(unicastTtl.value),
      used: '0',
    });
  }
}

/**
 * Unicast adverts cannot leave through a macvlan or ipvlan interface: 2.1 drops that interface; since 2.2.0 the adverts are moved to
 * the base interface, since 2.2.5 also where a unicast keyword stands but no peer.
 */
function settleVmacWithUnicast(draft: InstanceDraft, version: Version): void {
  const extra = draft.vmac.node ?? draft.ipvlan.node;
  if (!extra || !draft.unicastKeyword || !atLeast(version, '2.1.0')) return;
  if (draft.peers.length === 0 && !atLeast(version, '2.2.5')) return;
  const at = lineSpan(extra);
  const more = { ...closingBrace(draft), against: keywordSpan(draft.unicastKeyword) };
  if (between(version, '2.1.0', '2.2.0')) {
    dropExtraInterfaces(draft);
    draft.correct('unicast/no-vmac-with-peers-2.1', 'drops', 'reports', at, more);
  } else if (draft.interface.value === null) {
    dropExtraInterfaces(draft);
    draft.correct('unicast/vmac-without-interface', 'drops', 'reports', at, more);
  } else if (!draft.vmacXmitBase.value) {
    draft.vmacXmitBase = fallback(true, extra);
    draft.correct('unicast/vmac-needs-xmit-base', 'overrides', 'reports', at, more);
  }
}

function dropExtraInterfaces(draft: InstanceDraft): void {
  if (draft.vmac.node) draft.vmac = corrected(draft.vmac, null);
  if (draft.ipvlan.node) draft.ipvlan = corrected(draft.ipvlan, null);
}

/** Where keepalived says all this. */
function closingBrace(draft: InstanceDraft): { readonly reportedAt?: Span } {
  const brace = draft.earlyEnd ?? draft.block.close;
  return brace ? { reportedAt: brace } : {};
}
