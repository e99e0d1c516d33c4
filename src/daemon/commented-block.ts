import type { Origin } from '../../grammar/expand/expansion.ts';

/**
 * The line of a header that is commented out, where the `}` at a place is the one that was left of its block; null where there is no such header.
 * Between the two there may be lines of the block that were left as well.
 */
export function commentedHeaderOf({ source, offset }: Origin): number | null {
  const last = source.at(offset).line;
  let open = 0;
  for (let line = last - 1; line > 0 && line >= last - MOST_LINES; line--) {
    const text = source.line(line);
    const comment = COMMENT.exec(text)?.[1];
    // A line without indentation is of another block.
    if (comment === undefined && /^\S/.test(text)) return null;
    const words = (comment ?? text).replace(/[#!].*/, '');
    open += (words.match(/\{/g)?.length ?? 0) - (words.match(/\}/g)?.length ?? 0);
    if (open > 0) return comment !== undefined && HEADER.test(comment) ? line : null;
  }
  return null;
}

/** Nobody comments out more by hand. */
const MOST_LINES = 500;

const COMMENT = /^[ \t]*[#!]+[ \t]*(.*)$/;
const HEADER = /^\w+(?:[ \t]+[^{}]*)?\{/;
