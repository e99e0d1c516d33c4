import { memoized } from '../memoized.ts';
import type { Source } from '../source.ts';
import { balance, strippedLines, withoutCondition } from './scan.ts';
import { conditionOf } from './view-conditions.ts';

interface OpenBlock {
  readonly start: number;
  /** As written; null without one. */
  readonly condition: string | null;
  /** Whether a line in it that is read as words has no condition. */
  hasLooseLine: boolean;
}

/**
 * Blocks whose `{` and `}` have the same condition, and at least one line between them none: where it is false, that line stands alone. By the offset of
 * the line that opens each, the one behind the line that closes it. Definitions and includes are not looked into, and lines with both braces not at all.
 */
export const blocksWithLooseLines = memoized(({ text }: Source): ReadonlyMap<number, number> => {
  const found = new Map<number, number>();
  const open: OpenBlock[] = [];
  for (const { content, start, next } of strippedLines(text, 0)) {
    const condition = conditionText(content);
    const change = balance(withoutCondition(content));
    const around = open.at(-1);
    if (around && condition === null && !MAY_STAND_ANYWHERE.test(content) && change >= 0) around.hasLooseLine = true;
    if (change > 0) open.push({ start, condition, hasLooseLine: false });
    else if (change < 0) {
      const closed = open.pop();
      if (closed?.condition && closed.condition === condition && closed.hasLooseLine) found.set(closed.start, next);
    }
  }
  return found;
});

function conditionText(line: string): string | null {
  const condition = conditionOf(line);
  return condition && `${condition.negated ? '^' : ''}${condition.id}`;
}

/** Definitions, repetitions and includes. */
const MAY_STAND_ANYWHERE = /^(?:[$~]|include)/;
