import type { Version } from '../version.ts';

/** A keyword that versions older than any of the vocabulary knew, and that old configurations still have. */
export interface FormerKeyword {
  readonly name: string;
  /** Keyword of the block that it stood in. */
  readonly block: string;
  /** First version that no longer knew it. */
  readonly until: Version;
  /** The keyword of the same block to write instead; null where nothing took its place. */
  readonly use: string | null;
}

const formerKeywords: readonly FormerKeyword[] = [
  { name: 'lvs_id', block: 'global_defs', until: '1.1.8', use: 'router_id' },
  { name: 'plugin_dir', block: 'global_defs', until: '1.2.20', use: null },
  { name: 'nat_mask', block: 'virtual_server', until: '1.2.20', use: null },
];

/** What a word that a block does not know once was there. */
export function formerKeyword(block: string | null, name: string): FormerKeyword | undefined {
  return formerKeywords.find((former) => former.name === name && former.block === block);
}
