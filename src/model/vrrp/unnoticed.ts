import type { Word } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import type { Bound } from '../../binding/bound.ts';
import { lineSpan } from '../../binding/place.ts';
import type { CorrectionList } from '../correction.ts';
import { argumentOf, listsNamed, numberOf } from '../read-settings.ts';
import type { Definitions } from '../tracking/definitions.ts';
import type { ScriptDraft } from '../tracking/read-vrrp-scripts.ts';
import type { EffectiveInstance } from './effective-instance.ts';

/** What an instance does because of a mistake that keepalived does not see, or only logs. */
export function findUnnoticed(
  instances: readonly EffectiveInstance[],
  scripts: Definitions<ScriptDraft>,
  corrections: CorrectionList,
): void {
  for (const instance of instances) {
    noteOwnPeer(instance);
    noteOldVersion(instance);
    noteWeights(instance);
  }
  findSharedAddresses(instances);
  for (const script of scripts.all) noteScript(script, scripts.referred.has(script.name), corrections);
}

function noteOwnPeer({ peers, sourceAddress, correct }: EffectiveInstance): void {
  const { value: source, node } = sourceAddress;
  if (!source || !node) return;
  for (const { ip, word } of peers) {
    if (ip.text === source.text)
      correct('unicast/peer-is-own-address', 'reports', 'silent', word.span, { written: ip.text, against: lineSpan(node) });
  }
}

/** RFC 9568 and RFC 5798 have IPv6 in version 3 only. */
function noteOldVersion({ family, version, correct, familyNode }: EffectiveInstance): void {
  if (family !== 'ipv6' || version.value !== 2 || !version.node) return;
  const against = familyNode ? { against: lineSpan(familyNode) } : {};
  correct('vrrp/ipv6-version-2-silent', 'reports', 'silent', lineSpan(version.node), against);
}

/** A backup with nopreempt leaves the addresses to a master of lower priority, so a check must fault the master to move them. */
function noteWeights({ preempt, tracking, syncGroup, correct }: EffectiveInstance): void {
  if (preempt.value || !preempt.node) return;
  const groups = [tracking, ...(syncGroup ? [syncGroup.tracking] : [])];
  const checks = groups.flatMap(({ scripts, files, processes, bfdInstances }) => [...scripts, ...files, ...processes, ...bfdInstances]);
  const [first] = checks;
  if (!first || checks.some(({ weight }) => weight.value === 0)) return;
  const at = lineSpan(preempt.node);
  correct('vrrp/nopreempt-with-weights', 'reports', 'silent', at, { against: lineSpan(first.weight.node ?? first.node) });
}

/** An address that two instances put on one interface: each removes it when it leaves MASTER, also from under the other. */
function findSharedAddresses(instances: readonly EffectiveInstance[]): void {
  const first = new Map<string, { readonly instance: EffectiveInstance; readonly word: Word }>();
  for (const instance of instances) {
    for (const addresses of [instance.addresses, instance.excludedAddresses]) {
      for (const { ip, dev, word } of addresses) {
        const key = `${ip.text} ${dev ?? instance.interface.value ?? ''}`;
        const other = first.get(key);
        if (!other) first.set(key, { instance, word });
        else if (other.instance !== instance) {
          const more = { written: ip.text, used: other.instance.name, against: other.word.span };
          instance.correct('net/vip-in-two-instances', 'reports', 'silent', word.span, more);
        }
      }
    }
  }
}

/** A script whose name stands somewhere is no matter of its own where keepalived does not take that entry. */
function noteScript(script: ScriptDraft, referred: boolean, corrections: CorrectionList): void {
  const correct = corrections.about(script.name);
  const { writtenTimeout: timeout, interval } = script;
  if (timeout?.node && timeout.value > interval.value) {
    const against = interval.node ? { against: lineSpan(interval.node) } : {};
    const more = { written: String(timeout.value), used: String(interval.value), ...against };
    correct('script/timeout-above-interval', 'reports', 'silent', lineSpan(timeout.node), more);
  }
  if (!referred) correct('script/unused', 'drops', 'logs', script.nameWord.span);
}

/** Delays after which an interface counts as down or up must leave the instance time to hear adverts. */
export function settleDebounce(children: readonly Bound[], instances: readonly EffectiveInstance[], version: Version): void {
  if (!atLeast(version, '2.2.3')) return;
  const onInterface = new Map<string | null, EffectiveInstance[]>();
  for (const instance of instances) {
    const others = onInterface.get(instance.interface.value);
    if (others) others.push(instance);
    else onInterface.set(instance.interface.value, [instance]);
  }
  for (const { lines } of listsNamed(children, 'interface_up_down_delays')) {
    for (const line of lines) {
      const [name] = line.args;
      if (!line.valid || !name) continue;
      const longest = Math.max(numberOf(argumentOf(line, 'down delay')) ?? 0, numberOf(argumentOf(line, 'up delay')) ?? 0);
      for (const instance of onInterface.get(name.word.text) ?? []) compareDelay(instance, longest, line.node.span);
    }
  }
}

function compareDelay(instance: EffectiveInstance, delay: number, at: { readonly start: number; readonly end: number }): void {
  const { downTimerAdverts, advertInterval, correct, nameWord } = instance;
  if (delay === 0) return;
  const most = (downTimerAdverts.value - 1) * advertInterval.value;
  const more = { written: String(delay), used: String(most), against: nameWord.span };
  if (downTimerAdverts.value === 1) correct('vrrp/debounce-with-one-advert', 'overrides', 'logs', at, more);
  else if (delay >= most) correct('vrrp/debounce-too-long', 'overrides', 'logs', at, more);
}
