import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Problem, ProblemKind } from '../../grammar/expand/problem.ts';
import type { Source } from '../../grammar/source.ts';
import type { BoundView } from './bound-view.ts';
import { ofKinds } from './of-kinds.ts';

/** The problems of some kinds that the text of a view has, in the order in which they were found. */
export function problemsOf<K extends ProblemKind>(view: BoundView, ...kinds: readonly K[]): readonly Problem<K>[] {
  return ofKinds(view.expansion.problems, kinds) as readonly Problem<K>[];
}

/** Number of the line that a place begins on. */
export function lineOf(at: Origin): number {
  return at.source.at(at.offset).line;
}

/** The file and the line that a place begins on, as a key. */
export function lineKey(at: Origin): string {
  return `${at.source.path}:${lineOf(at)}`;
}

/** Tells where the first of some problems is on the line of a place. */
export function firstOnLine(problems: readonly Problem[]): (place: Origin) => Origin | undefined {
  const firsts = new Map<Source, Map<number, Origin>>();
  for (const { at } of problems) {
    const lines = firsts.get(at.source) ?? new Map<number, Origin>();
    firsts.set(at.source, lines);
    const line = lineOf(at);
    if (!lines.has(line)) lines.set(line, at);
  }
  return (place) => firsts.get(place.source)?.get(lineOf(place));
}

/** What stands there in the file. */
export function textAt(at: Origin): string {
  return at.source.text.slice(at.offset, at.end);
}

/**
 * Whether keepalived takes what stands there for the first word of a line: nothing but blanks is before it, or a brace, or a condition.
 */
export function isFirstWord(at: Origin): boolean {
  const { text } = at.source;
  const before = text.slice(text.lastIndexOf('\n', at.offset - 1) + 1, at.offset);
  return /(?:^|[{}])[ \t]*(?:@\S*[ \t]+)?$/.test(before);
}

/**
 * The lines of multi-line definitions that keepalived reads as ordinary ones, because a blank or a comment line ended the definition. That is
 * one finding; what else is wrong on these lines follows from it. `isMeant`: which of these ends count.
 */
export function brokenDefinitionLines(view: BoundView, isMeant: (cut: Origin) => boolean = () => true): (at: Origin) => boolean {
  const lines = new Map<Source, Set<number>>();
  for (const { at } of problemsOf(view, 'definition-cut-short')) {
    if (!isMeant(at)) continue;
    const { source } = at;
    const known = lines.get(source) ?? new Set<number>();
    lines.set(source, known);
    for (let line = lineOf(at); line <= source.lineCount && !known.has(line); line++) {
      known.add(line);
      if (!CONTINUED.test(source.line(line))) break;
    }
  }
  return (at) => lines.get(at.source)?.has(lineOf(at)) ?? false;
}

/** A line that does not end a definition: blank, a comment, or with a backslash at its end. */
const CONTINUED = /^[ \t]*([#!].*)?$|\\[ \t]*([#!].*)?$/;
