import type { Version } from '../../grammar/version.ts';
import type { Change } from '../comparison/change.ts';
import type { Location, RelatedLocation } from '../finding/finding.ts';
import { compareText } from '../finding/order.ts';

/**
 * What another version does about a line, from what breaks to what is gained.
 * - `refused`: it does not run with it, crashes over it or stops reading at it.
 * - `reported`: its config test complains of it, and it drops or corrects what is written.
 * - `changed`: it takes it, and does something else.
 * - `deprecated`: it takes it for the sake of old configurations.
 * - `taken`: the version that is left refused it or complained of it, and this one takes it.
 */
export const UPGRADE_KINDS = ['refused', 'reported', 'changed', 'deprecated', 'taken'] as const;

export type UpgradeKind = (typeof UPGRADE_KINDS)[number];

/** Something that is different in what the new version would run. */
export type Effect = Omit<Change, 'node' | 'consequence'>;

/** One place that two versions of keepalived treat differently. Its texts hold no secrets. */
export interface UpgradeEntry extends Location {
  readonly kind: UpgradeKind;
  /** The version that it is said of: the new one, for `taken` the old one. */
  readonly version: Version;
  /** The rule that explains it; null where the history of keepalived, or what both versions would run, is what tells. */
  readonly rule: string | null;
  readonly root: string;
  /** The config-ids for which it holds; null is the view in which no id matches. */
  readonly views: readonly (string | null)[];
  readonly summary: string;
  readonly detail: string | null;
  readonly advice: string | null;
  readonly related: readonly RelatedLocation[];
  /** Further lines of which the config test complains for the same reason, or does so no longer. */
  readonly alsoAt: readonly Pick<Location, 'path' | 'line'>[];
  /** What the new version would run otherwise because of it, as far as that stands at this place. */
  readonly effects: readonly Effect[];
}

/** The order in which entries are told: what breaks first, then by place. */
export function compareEntries(a: UpgradeEntry, b: UpgradeEntry): number {
  return (
    UPGRADE_KINDS.indexOf(a.kind) - UPGRADE_KINDS.indexOf(b.kind) ||
    compareText(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.summary, b.summary) ||
    compareText(a.root, b.root)
  );
}

/** Entries that differ in nothing but the view are one. */
export function mergeViews(entries: readonly UpgradeEntry[]): readonly UpgradeEntry[] {
  const merged = new Map<string, { readonly entry: UpgradeEntry; readonly views: (string | null)[] }>();
  for (const entry of entries) {
    const key = JSON.stringify({ ...entry, views: null });
    const known = merged.get(key);
    if (known) known.views.push(...entry.views);
    else merged.set(key, { entry, views: [...entry.views] });
  }
  return [...merged.values()].map(({ entry, views }) => ({ ...entry, views }));
}
