import type { Report } from '../finding/report.ts';
import type { ClusterPicture } from './cluster-picture.ts';
import type { Colors } from './colors.ts';

/** What a reporter may know beside the report. It reads no file and no environment. */
export interface ReportContext {
  readonly colors: Colors;
  /** Whether to write terminal hyperlinks (OSC 8). */
  readonly hyperlinks: boolean;
  /** Columns that prose is wrapped to. */
  readonly width: number;
  /** Leave out everything but the findings. */
  readonly quiet: boolean;
  /** Show notes in full too. */
  readonly verbose: boolean;
  /** List what comments and the baseline suppress as well. */
  readonly reportSuppressed: boolean;
  /** What could not be read or done, and belongs to no line of a file. */
  readonly notices: readonly Notice[];
  readonly sarif: SarifContext;
  /** The clusters that the nodes form, for a format that draws them; null where nobody looked. */
  readonly clusters: readonly ClusterPicture[] | null;
  /** Tells the user something about the output that the output itself cannot say. */
  warn(message: string): void;
}

export interface Notice {
  readonly message: string;
  readonly level: 'error' | 'warning' | 'note';
}

export interface SarifContext {
  /** Absolute path, with forward slashes, of the directory that URIs are relative to. */
  readonly root: string;
  /** Tells several uploads for one commit apart. */
  readonly category: string | null;
  /** The absolute path of a path as the report shows it, symbolic links resolved, with forward slashes. */
  locate(path: string): string;
}

/** Turns a report into the text of one format, with the line end that ends it. */
export type Reporter = (report: Report, context: ReportContext) => string;
