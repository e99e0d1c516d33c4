import { atLeast } from '../../../grammar/version.ts';
import { keywordSpan, lineSpan } from '../../binding/place.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import { corrected, fallback, type Setting } from '../setting.ts';
import type { InstanceDefaults } from './instance-defaults.ts';
import { NOTHING, type Settling } from './settling.ts';
import * as strict from './strict.ts';
import type { VrrpInstance } from './vrrp-instance.ts';
import type { WrittenInstance } from './written-instance.ts';

/** The version of VRRP. */
export function settleVersion(written: WrittenInstance, defaults: InstanceDefaults, isStrict: Setting<boolean>): Setting<2 | 3> {
  const { family, familyNode } = written;
  const version = written.version ?? (family === 'ipv6' ? fallback(3 as const, familyNode) : defaults.vrrpVersion);
  return isStrict.value && family === 'ipv6' && version.value === 2 ? strict.raiseVersion(written, isStrict, version) : version;
}

/** Where its adverts go, and whether those of others are looked at. */
export function settleUnicast(it: Settling): Pick<VrrpInstance, 'checkUnicastSource' | 'multicastGroup' | 'vrf'> {
  const { written, unicast, defaults } = it;
  if (!unicast) fallBackToMulticast(it);
  if (it.strict.value && unicast) strict.refuseUnicast(it);
  return {
    checkUnicastSource: written.checkUnicastSource ?? defaults.checkUnicastSource,
    multicastGroup: settleGroup(it),
    vrf: settleVrf(it),
  };
}

function settleGroup({ written, unicast, defaults }: Settling): Setting<string> {
  const { multicastGroup, family, correct } = written;
  if (multicastGroup && !unicast) return multicastGroup;
  if (multicastGroup?.node) {
    const more = { written: multicastGroup.value };
    correct('vrrp/mcast-dst-ip-with-unicast', 'ignores', 'reports', lineSpan(multicastGroup.node), more);
  }
  return family === 'ipv4' ? defaults.multicastGroup4 : defaults.multicastGroup6;
}

function settleVrf({ written, unicast }: Settling): VrrpInstance['vrf'] {
  const { vrf, correct } = written;
  if (!vrf?.node || (unicast && (written.interface?.value ?? null) === null)) return vrf ?? NOTHING;
  correct('vrrp/vrf-needs-unicast-without-interface', 'drops', 'reports', lineSpan(vrf.node));
  return corrected(vrf, null);
}

function fallBackToMulticast({ written, fate, keepalived }: Settling): void {
  const { unicastKeyword, unicastFaultNoPeer, correct } = written;
  if (!unicastKeyword) return;
  const at = keywordSpan(unicastKeyword);
  if (unicastFaultNoPeer?.value) {
    fate.faulted = true;
    correct('unicast/fault-no-peer', 'faults', 'logs', at);
    return;
  }
  correct('unicast/keyword-without-peers', 'overrides', atLeast(keepalived, '2.2.5') ? 'reports' : 'silent', at);
}

/** One second. */
const INTERVAL = fallback(1);

/** Longest interval of VRRPv3: 12 bits of hundredths of a second. */
const LONGEST_V3_INTERVAL = 40.95;

/** Seconds between adverts. */
export function settleInterval({ written: { advertInterval, correct }, version }: Settling): Setting<number> {
  if (!advertInterval?.node) return advertInterval ?? INTERVAL;
  const written = advertInterval.value;
  const [used, check]: [number, CheckId] =
    version.value === 2
      ? [Math.max(1, Math.round(written)), 'vrrp/advert-int-v2-fraction']
      : written > LONGEST_V3_INTERVAL
        ? [LONGEST_V3_INTERVAL, 'vrrp/advert-int-v3-range']
        : [Math.round(written * 100) / 100, 'vrrp/advert-int-v3-centiseconds'];
  if (used === written) return advertInterval;
  correct(check, 'overrides', 'reports', lineSpan(advertInterval.node), { written: String(written), used: String(used) });
  return corrected(advertInterval, used);
}

/** Missed adverts after which a backup takes over. */
export function settleDownTimer(it: Settling): Setting<number> {
  const downTimerAdverts = it.written.downTimerAdverts ?? it.defaults.downTimerAdverts;
  return it.strict.value ? strict.standardDownTimer(it, downTimerAdverts) : downTimerAdverts;
}

type Garp = Pick<VrrpInstance, 'garpMasterRepeat' | 'garpMasterDelay' | 'garpMasterRefresh' | 'garpMasterRefreshRepeat'>;

/** Gratuitous ARP on becoming master. */
export function settleGarp({ written, defaults }: Settling): Garp {
  return {
    garpMasterRepeat: written.garpMasterRepeat ?? defaults.garpMasterRepeat,
    garpMasterDelay: written.garpMasterDelay ?? defaults.garpMasterDelay,
    garpMasterRefresh: written.garpMasterRefresh ?? defaults.garpMasterRefresh,
    garpMasterRefreshRepeat: written.garpMasterRefreshRepeat ?? defaults.garpMasterRefreshRepeat,
  };
}

export type Answers = Pick<
  VrrpInstance,
  'garpLowerPriorityRepeat' | 'garpLowerPriorityDelay' | 'lowerPriorityNoAdvert' | 'higherPrioritySendAdvert'
>;

/** Answers to adverts of others, and the gratuitous ARPs after them. */
export function settleAnswers(it: Settling): Answers {
  const { written, defaults } = it;
  if (it.strict.value) return { ...strict.noLowerPriorityGarp(it), ...strict.standardAnswers(it) };
  return {
    garpLowerPriorityRepeat: written.garpLowerPriorityRepeat ?? defaults.garpLowerPriorityRepeat,
    garpLowerPriorityDelay: written.garpLowerPriorityDelay ?? defaults.garpLowerPriorityDelay,
    lowerPriorityNoAdvert: written.lowerPriorityNoAdvert ?? defaults.lowerPriorityNoAdvert,
    higherPrioritySendAdvert: written.higherPrioritySendAdvert ?? defaults.higherPrioritySendAdvert,
  };
}
