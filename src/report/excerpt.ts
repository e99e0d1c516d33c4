import type { Location } from '../finding/finding.ts';
import { displayWidth, expandTabs, harmless } from './terminal.ts';

/** A line of a file and the part of it that is meant, ready to be shown. */
export interface Excerpt {
  readonly text: string;
  /** The part of the text that is meant, with what stands in front of it and behind it. */
  readonly parts: readonly [before: string, meant: string, behind: string];
  /** Columns before the part that is meant. */
  readonly indent: number;
  /** Columns of that part; at least 1. */
  readonly length: number;
}

/** Most characters that are shown before the part that is meant, and from its beginning on. */
const BEFORE = 60;
const FROM = 100;

/**
 * Cuts the excerpt out of a line. Tabs become spaces and wide characters are counted as such, so that a caret below stands where it should;
 * a long line is cut down to the surroundings of what is meant.
 */
export function makeExcerpt(line: string, { line: first, column, endLine, endColumn }: Location): Excerpt {
  const start = Math.min(column - 1, line.length);
  const end = endLine > first ? line.length : Math.min(Math.max(start, endColumn - 1), line.length);
  const from = start > BEFORE ? start - BEFORE : 0;
  const to = Math.min(line.length, start + FROM);
  const meantText = line.slice(start, Math.min(end, to)).trimEnd();

  const before = expandTabs(harmless((from > 0 ? '…' : '') + line.slice(from, start)));
  const indent = displayWidth(before);
  const meant = expandTabs(harmless(meantText), indent);
  const length = displayWidth(meant);
  const rest = expandTabs(harmless(line.slice(start + meantText.length, to)), indent + length).trimEnd();
  const behind = rest + (to < line.length ? '…' : '');
  return { text: before + meant + behind, parts: [before, meant, behind], indent, length: Math.max(1, length) };
}
