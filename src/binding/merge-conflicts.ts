import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import type { BoundView } from './bound-view.ts';
import { distinctPlaces, misfitsOf } from './misfits.ts';

/** What a merge left of two versions: its marker lines, in the order of the text. */
export interface MergeConflict {
  /** The marker that stands first, mostly `<<<<<<<`. */
  readonly first: Span;
  /** `=======`, where one version ends and the other begins; null where it is gone. */
  readonly middle: Span | null;
}

/** Whether a line that begins with this word is a marker of a merge. */
export function isMergeMarker(word: string): boolean {
  return /^(?:<{7}|={7}|>{7}|\|{7})$/.test(word);
}

/** The conflicts of a configuration, in the order of the text. */
export const mergeConflicts = memoized((view: BoundView): readonly MergeConflict[] => {
  const marked = misfitsOf(view, 'unknown-keyword').filter(({ data }) => isMergeMarker(data.word));
  const markers = distinctPlaces(view, marked).toSorted((a, b) => a.at.start - b.at.start);
  const conflicts: { first: Span; middle: Span | null }[] = [];
  let isOpen = false;
  for (const { at, data } of markers) {
    if (!isOpen || data.word.startsWith('<')) conflicts.push({ first: at, middle: null });
    const last = conflicts.at(-1);
    if (last && data.word.startsWith('=')) last.middle ??= at;
    isOpen = !data.word.startsWith('>');
  }
  return conflicts;
});
