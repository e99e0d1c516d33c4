import type { Bound } from '../bound.ts';
import type { Checker } from '../checker.ts';
import { textOf, usedValues } from '../read-settings.ts';
import type { TrackFile } from '../track-file.ts';
import { Definitions, type NamedBlock, namedBlocks } from './definitions.ts';
import { TargetDraft } from './target.ts';

export class TrackFileDraft extends TargetDraft implements TrackFile {
  readonly path: string;
  readonly checkers: Checker[] = [];

  constructor(block: NamedBlock, path: string) {
    super(block, 1);
    this.path = path;
  }
}

/** Every track_file that keepalived keeps: one without a file it does not. */
export function readTrackFiles(children: readonly Bound[]): Definitions<TrackFileDraft> {
  const files = new Definitions<TrackFileDraft>();
  for (const block of namedBlocks(children, 'track_file', 'vrrp_track_file')) {
    const lines = [...usedValues(block.bound.children)];
    const path = textOf(lines.find(({ keyword }) => keyword.name === 'file')?.args[0]);
    if (path === null) {
      files.leftOut.set(block.nameWord.text, block.nameWord);
      continue;
    }
    const draft = new TrackFileDraft(block, path);
    for (const { keyword, args, node } of lines) if (keyword.name === 'weight') draft.readWeight(args, node);
    files.add(draft);
  }
  return files;
}
