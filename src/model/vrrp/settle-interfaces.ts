import { keywordSpan, lineSpan } from '../../binding/place.ts';
import type { Address } from '../net/address.ts';
import { corrected, type Setting } from '../setting.ts';
import type { Addresses } from './settle-addresses.ts';
import { NOTHING, OFF, type Settling } from './settling.ts';
import * as strict from './strict.ts';
import type { VrrpInstance } from './vrrp-instance.ts';

type Interfaces = Pick<VrrpInstance, 'vmac' | 'ipvlan' | 'vmacAddr' | 'vmacXmitBase' | 'promoteSecondaries'>;

/** The interfaces that it makes. */
export function settleInterfaces(it: Settling, { addresses, excludedAddresses }: Addresses): Interfaces {
  const { written, end, fate } = it;
  const { correct } = written;
  const unnamed = it.strict.value ? strict.standardMac(it, end.vmac ?? NOTHING) : (end.vmac ?? NOTHING);
  const vmacXmitBase = settleXmitBase(it, unnamed);
  const vmac = named(it, unnamed);
  const ipvlan = named(it, end.ipvlan ?? NOTHING);
  const vmacAddr = written.vmacAddr ?? OFF;
  const promoteSecondaries = settlePromotion(it, vmac.value ? vmac.node : ipvlan.value ? ipvlan.node : null);
  if (vmac.value && vmac.node && ipvlan.value && ipvlan.node) {
    correct('vmac/with-ipvlan', 'overrides', 'silent', lineSpan(vmac.node), { against: lineSpan(ipvlan.node) });
  }
  if (ipvlan.value && ipvlan.node && written.family === 'ipv4' && !ipvlan.value.address) {
    fate.faulted = true;
    correct('ipvlan/ipv4-needs-address', 'faults', 'refuses', lineSpan(ipvlan.node));
  }
  for (const list of [addresses, excludedAddresses]) for (const address of list) noteRedundantVmac(it, address, { vmac, vmacAddr });
  return { vmac, ipvlan, vmacAddr, vmacXmitBase, promoteSecondaries };
}

/** vmac_xmit_base is for use_vmac alone. With use_ipvlan and unicast keepalived itself has set it, and now takes it back. */
function settleXmitBase(it: Settling, vmac: Interfaces['vmac']): Setting<boolean> {
  const { vmacXmitBase, ipvlan } = it.end;
  const { correct, unicastKeyword } = it.written;
  if (!vmacXmitBase?.value || !vmacXmitBase.node) return vmacXmitBase ?? OFF;
  if (vmac.value) return it.strict.value ? strict.dropXmitBase(it, vmacXmitBase) : vmacXmitBase;
  const unicast = ipvlan?.value && unicastKeyword;
  correct(unicast ? 'unicast/ipvlan-xmit-base' : 'vmac/xmit-base-without-vmac', 'drops', 'reports', lineSpan(vmacXmitBase.node), {
    ...(unicast ? { against: keywordSpan(unicast) } : {}),
  });
  return corrected(vmacXmitBase, false);
}

/** A name for a macvlan or ipvlan interface that has none. */
function named<T extends { readonly interface: string }>({ written, defaults }: Settling, setting: Setting<T | null>): Setting<T | null> {
  if (setting.value?.interface !== '') return setting;
  return { ...setting, value: { ...setting.value, interface: `${defaults.vmacPrefix.value}.${written.virtualRouterId?.value ?? 0}` } };
}

function settlePromotion({ written }: Settling, extra: Interfaces['vmac']['node']): Setting<boolean> {
  const { promoteSecondaries, correct } = written;
  if (!extra || !promoteSecondaries?.node) return promoteSecondaries ?? OFF;
  correct('vmac/promote-secondaries', 'drops', 'reports', lineSpan(promoteSecondaries.node), { against: lineSpan(extra) });
  return corrected(promoteSecondaries, false);
}

/** use_vmac on an address that is on a macvlan interface anyway. */
function noteRedundantVmac(
  { written }: Settling,
  { useVmac, dev, ip }: Address,
  { vmac, vmacAddr }: Pick<Interfaces, 'vmac' | 'vmacAddr'>,
): void {
  if (!useVmac) return;
  const own = (dev === null || dev === (written.interface?.value ?? null)) && ip.family === written.family;
  const by = own ? vmac : vmacAddr;
  if (!by.value || !by.node) return;
  const check = own ? 'vmac/address-and-instance' : 'vmac/address-and-use-vmac-addr';
  written.correct(check, 'ignores', 'reports', useVmac.span, { against: lineSpan(by.node) });
}
