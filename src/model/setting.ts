import type { Node } from '../../grammar/tree.ts';

/** A value that keepalived would use, and where it comes from. */
export interface Setting<T> {
  readonly value: T;
  /** What was written: by the user at this place, or elsewhere where that supplies a default. Null where nothing was. */
  readonly node: Node | null;
  /** `given`: as written. `default`: nothing (valid) was written. `corrected`: keepalived overrides what was written. */
  readonly as: 'given' | 'default' | 'corrected';
}

export function given<T>(value: T, node: Node): Setting<T> {
  return { value, node, as: 'given' };
}

/** A default; `node` where another statement, such as one in global_defs, supplies it. */
export function fallback<T>(value: T, node: Node | null = null): Setting<T> {
  return { value, node, as: 'default' };
}

export function corrected<T>(setting: Setting<unknown>, value: T): Setting<T> {
  return { value, node: setting.node, as: 'corrected' };
}
