import type { GlobalDefs } from '../global/global-defs.ts';
import { fallback, type Setting } from '../setting.ts';

/** global_defs as the instances see them: made once, since there may be thousands of instances. */
export interface InstanceDefaults extends GlobalDefs {
  readonly garpLowerPriorityRepeat: Setting<number>;
  readonly garpLowerPriorityDelay: Setting<number>;
}

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
    // Without a global value it is that of a new master, and not what the instance says of that one.
    garpLowerPriorityRepeat: asDefault(orElse(globals.garpLowerPriorityRepeat, globals.garpMasterRepeat)),
    garpLowerPriorityDelay: asDefault(orElse(globals.garpLowerPriorityDelay, globals.garpMasterDelay)),
    lowerPriorityNoAdvert: asDefault(globals.lowerPriorityNoAdvert),
    higherPrioritySendAdvert: asDefault(globals.higherPrioritySendAdvert),
    ownerIgnoreAdverts: asDefault(globals.ownerIgnoreAdverts),
    v3ChecksumAsV2: asDefault(globals.v3ChecksumAsV2),
  };
}

function orElse({ value, node, as }: Setting<number | null>, otherwise: Setting<number>): Setting<number> {
  return value === null ? otherwise : { value, node, as };
}

/** What another statement says, taken over as a default. */
function asDefault<T>(setting: Setting<T>): Setting<T> {
  return setting.as === 'default' ? setting : fallback(setting.value, setting.node);
}
