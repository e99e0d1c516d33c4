import { bfdInstance } from './bfd-instance.ts';
import { garpGroup } from './garp-group.ts';
import { globalDefs } from './global-defs.ts';
import { includeDirectives } from './include.ts';
import type { BlockKeyword, Keyword } from './keyword.ts';
import { lvsKeywords } from './lvs.ts';
import { rootSettings } from './root.ts';
import { staticEntries } from './static.ts';
import { trackFile, vrrpTrackFile } from './track-file.ts';
import { trackGroup } from './track-group.ts';
import { vrrpTrackProcess } from './track-process.ts';
import { vrrpInstance } from './vrrp-instance.ts';
import { vrrpScript } from './vrrp-script.ts';
import { vrrpSyncGroup } from './vrrp-sync-group.ts';

/** Every keyword that may stand at top level; the blocks among them contain theirs. */
export const vocabulary: readonly Keyword[] = [
  ...rootSettings,
  globalDefs,
  ...staticEntries,
  trackGroup,
  garpGroup,
  vrrpScript,
  trackFile,
  vrrpTrackFile,
  vrrpTrackProcess,
  bfdInstance,
  vrrpSyncGroup,
  vrrpInstance,
  ...lvsKeywords,
];

/** Lines that may stand anywhere, and are no keywords of a block. */
export const directives: readonly Keyword[] = includeDirectives;

/** A keyword with the blocks that it stands in, the outermost first. */
export interface Place {
  readonly keyword: Keyword;
  readonly blocks: readonly BlockKeyword[];
}

let places: Map<string, Place[]> | undefined;

/** By name. Made when it is first asked for: a file without mistakes needs none of it. */
function byName(): ReadonlyMap<string, readonly Place[]> {
  if (!places) {
    places = new Map();
    gather(vocabulary, [], places);
  }
  return places;
}

function gather(rows: readonly Keyword[], blocks: readonly BlockKeyword[], into: Map<string, Place[]>): void {
  for (const row of rows) {
    const known = into.get(row.name);
    if (known) known.push({ keyword: row, blocks });
    else into.set(row.name, [{ keyword: row, blocks }]);
    if (row.kind === 'block') gather(row.keywords, [...blocks, row], into);
  }
}

/** The keyword of that name in a block; null: at top level. */
export function findKeyword(block: BlockKeyword | null, name: string): Keyword | undefined {
  return (block?.keywords ?? vocabulary).findLast((keyword) => keyword.name === name);
}

/** Every place where a keyword of that name may stand. */
export function placesOf(name: string): readonly Place[] {
  return byName().get(name) ?? NOWHERE;
}

const NOWHERE: readonly Place[] = [];

/** Every place of every keyword, once for each block that it may stand in. */
export function* allPlaces(): Generator<Place> {
  for (const known of byName().values()) yield* known;
}

/** How a place is written: `vrrp_instance.authentication.auth_pass`. */
export function pathOf({ keyword, blocks }: Place): string {
  return [...blocks, keyword].map(({ name }) => name).join('.');
}
