import type { GlobalDefs } from '../global/global-defs.ts';
import { fallback, type Setting } from '../setting.ts';

/** global_defs as the instances see them: made once, since there may be thousands of instances. */
export type InstanceDefaults = GlobalDefs;

export function instanceDefaults(globals: GlobalDefs): InstanceDefaults {
  return {
    ...globals,
    vrrpVersion: asDefault(globals.vrrpVersion),
    vrrpStrict: asDefault(globals.vrrpStrict),
    checkUnicastSource: asDefault(globals.checkUnicastSource),
    multicastGroup4: asDefault(globals.multicastGroup4),
    multicastGroup6: asDefault(globals.multicastGroup6),
    downTimerAdverts: asDefault(globals.downTimerAdverts),
    garpMasterRepeat: asDefault(globals.garpMasterRepeat),
    garpMasterDelay: asDefault(globals.garpMasterDelay),
    garpMasterRefresh: asDefault(globals.garpMasterRefresh),
    garpMasterRefreshRepeat: asDefault(globals.garpMasterRefreshRepeat),
    garpLowerPriorityRepeat: asDefault(globals.garpLowerPriorityRepeat),
    garpLowerPriorityDelay: asDefault(globals.garpLowerPriorityDelay),
    lowerPriorityNoAdvert: asDefault(globals.lowerPriorityNoAdvert),
    higherPrioritySendAdvert: asDefault(globals.higherPrioritySendAdvert),
    ownerIgnoreAdverts: asDefault(globals.ownerIgnoreAdverts),
    v3ChecksumAsV2: asDefault(globals.v3ChecksumAsV2),
  };
}

/** What another statement says, taken over as a default. */
export function asDefault<T>(setting: Setting<T>): Setting<T> {
  return setting.as === 'default' ? setting : fallback(setting.value, setting.node);
}
