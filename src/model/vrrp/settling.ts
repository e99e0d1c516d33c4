import type { Version } from '../../../grammar/version.ts';
import type { Setting } from '../setting.ts';
import type { BlockEnd } from './block-end.ts';
import type { InstanceDefaults } from './instance-defaults.ts';
import type { WrittenInstance } from './written-instance.ts';

/** What decides about most settings of an instance, when everything has been read. */
export interface Settling {
  readonly written: WrittenInstance;
  readonly end: BlockEnd;
  readonly defaults: InstanceDefaults;
  /** The version of keepalived; that of VRRP is `version`. */
  readonly keepalived: Version;
  readonly strict: Setting<boolean>;
  /** Whether there are peers, so that adverts go to these. */
  readonly unicast: boolean;
  readonly version: Setting<2 | 3>;
  readonly fate: Fate;
}

/** Whether keepalived runs an instance at all, and whether it lets it leave fault state: filled while the instance is settled. */
export interface Fate {
  refused: boolean;
  faulted: boolean;
}

export const OWNER_PRIORITY = 255;

/** Defaults that all instances share. */
export const OFF: Setting<false> = { value: false, node: null, as: 'default' };
export const ON: Setting<true> = { value: true, node: null, as: 'default' };
export const NOTHING: Setting<null> = { value: null, node: null, as: 'default' };
export const ZERO: Setting<0> = { value: 0, node: null, as: 'default' };
