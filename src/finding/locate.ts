import type { Expansion, Origin, Through } from '../../grammar/expand/expansion.ts';
import type { Spot } from '../rule/rule.ts';
import type { Location, WayStep } from './finding.ts';

/** Steps that are shown of a long way through includes and definitions. */
const STEPS_SHOWN = 5;

/** The characters of a file that a rule points at. Without an expansion, which is that of a single view, only an origin does. */
export function originOf(spot: Spot, expansion: Expansion | null): Origin {
  if ('source' in spot) return spot;
  if (expansion === null) throw new Error('a message about several views points at text of one of them');
  return expansion.place('span' in spot ? spot.span : spot);
}

/** The same, where only its beginning is asked for. */
export function beginningOf(spot: Spot, expansion: Expansion): Origin {
  return 'source' in spot ? spot : expansion.origin('span' in spot ? spot.span.start : spot.start);
}

/** Lines and columns of an origin: never empty, never longer than its first line. */
export function locate(origin: Origin): Location {
  const { source } = origin;
  const start = source.at(origin.offset);
  const end = source.at(origin.end);
  const lineEnd = source.line(start.line).length + 1;
  const endColumn = end.line > start.line ? lineEnd : end.column;
  return {
    path: source.path,
    line: start.line,
    column: start.column,
    endLine: start.line,
    endColumn: Math.max(endColumn, start.column + 1),
  };
}

/** The includes, definitions and repetitions that put a text where it is, nearest first. */
export function wayTo(origin: Origin): readonly WayStep[] {
  const steps = [...(origin.through ?? [])].reverse();
  return steps.slice(0, STEPS_SHOWN).map((step) => ({ ...locate(step), message: describe(step), by: step.by }));
}

function describe(step: Through): string {
  switch (step.by) {
    case 'include':
      return 'Included here.';
    case 'definition':
      return `'$${step.name}' is defined here.`;
    case 'repetition':
      return 'Repeated by this line.';
  }
}
