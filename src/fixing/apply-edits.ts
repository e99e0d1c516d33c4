import type { Edit } from '../finding/fix.ts';

type TextEdit = Pick<Edit, 'start' | 'end' | 'text'>;

/** A text after some edits of it, in the order of their places; they must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: put } of edits) {
    parts.push(text.slice(at, start), put);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Where an offset is after some edits of the text. */
export function shifted(offset: number, edits: readonly TextEdit[]): number {
  let moved = offset;
  for (const { start, end, text } of edits) if (end <= offset) moved += text.length - (end - start);
  return moved;
}
