import type { Version } from '../../../grammar/version.ts';
import type { CorrectionList } from '../correction.ts';
import type { Definitions } from '../tracking/definitions.ts';
import type { BfdDraft } from '../tracking/read-bfd-instances.ts';
import type { TrackFileDraft } from '../tracking/read-track-files.ts';

/** What reading virtual servers needs to know beside their lines. */
export interface LvsContext {
  readonly version: Version;
  readonly trackFiles: Definitions<TrackFileDraft>;
  readonly bfdInstances: Definitions<BfdDraft>;
  readonly corrections: CorrectionList;
  /** How many checkers have been read. */
  checkers: number;
}
