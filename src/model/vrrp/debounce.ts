import { atLeast, type Version } from '../../../grammar/version.ts';
import type { Bound } from '../../binding/bound.ts';
import { argumentOf, listsNamed, numberOf } from '../read-settings.ts';
import type { EffectiveInstance } from './effective-instance.ts';

/** Delays after which an interface counts as down or up must leave the instance time to hear adverts. */
export function correctDebounce(children: readonly Bound[], instances: readonly EffectiveInstance[], version: Version): void {
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
      const [down, up] = [numberOf(argumentOf(line, 'down delay')) ?? 0, numberOf(argumentOf(line, 'up delay')) ?? 0];
      // Only the loss of a link makes an instance deaf; before 2.3.3 keepalived shortened the other delay as well.
      const bounded = atLeast(version, '2.3.3') ? down : Math.max(down, up);
      for (const instance of onInterface.get(name.word.text) ?? []) {
        compareDelay(instance, instance.downTimerAdverts.value === 1 ? Math.max(down, up) : bounded, line.node.span);
      }
    }
  }
}

function compareDelay(instance: EffectiveInstance, delay: number, at: { readonly start: number; readonly end: number }): void {
  const { downTimerAdverts, advertInterval, correct, nameWord } = instance;
  if (delay === 0) return;
  const most = (downTimerAdverts.value - 1) * advertInterval.value;
  const more = { data: { delay, most }, against: nameWord.span };
  if (downTimerAdverts.value === 1) correct('vrrp/debounce-with-one-advert', 'overrides', 'logs', at, more);
  else if (delay >= most) correct('vrrp/debounce-too-long', 'overrides', 'logs', at, more);
}
