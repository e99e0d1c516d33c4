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

const keywords = new Map<BlockKeyword | null, ReadonlyMap<string, Keyword>>();
const places = new Map<string, Place[]>();

function index(block: BlockKeyword | null, rows: readonly Keyword[], blocks: readonly BlockKeyword[]): void {
  keywords.set(block, new Map(rows.map((row) => [row.name, row])));
  for (const row of rows) {
    const known = places.get(row.name);
    if (known) known.push({ keyword: row, blocks });
    else places.set(row.name, [{ keyword: row, blocks }]);
    if (row.kind === 'block') index(row, row.keywords, [...blocks, row]);
  }
}

index(null, vocabulary, []);

/** The keyword of that name in a block; null: at top level. */
export function findKeyword(block: BlockKeyword | null, name: string): Keyword | undefined {
  return keywords.get(block)?.get(name);
}

/** Every place where a keyword of that name may stand. */
export function placesOf(name: string): readonly Place[] {
  return places.get(name) ?? [];
}

/** Every place of every keyword, once for each block that it may stand in. */
export function* allPlaces(): Generator<Place> {
  for (const known of places.values()) yield* known;
}

/** How a place is written: `vrrp_instance.authentication.auth_pass`. */
export function pathOf({ keyword, blocks }: Place): string {
  return [...blocks, keyword].map(({ name }) => name).join('.');
}
