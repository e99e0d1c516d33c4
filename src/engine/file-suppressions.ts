import type { Origin } from '../../grammar/expand/expansion.ts';
import { strip } from '../../grammar/expand/strip.ts';
import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Source } from '../../grammar/source.ts';
import type { Configuration } from '../model/configuration.ts';
import { matchesRule } from '../rule/rule-pattern.ts';
import type { NamedRule, SuppressionComment } from '../rule/suppression-comment.ts';

/** A comment that all views share, and which of its rules were of use. */
export interface Directive extends SuppressionComment {
  readonly line: number;
  /** The one line that it is about; null where it is about others. */
  readonly target: number | null;
  readonly used: Set<NamedRule>;
  /** Of a `kvlint-enable` without rules: whether it has ended something. */
  isUsed: boolean;
}

/** A view that reads a comment, and what leads it there: each root file has its own include lines. */
export type CommentReader = Configuration['view'] & Pick<Origin, 'through'>;

/** A comment, and the views that read it. */
export interface ReadDirective {
  readonly directive: Directive;
  readonly views: readonly CommentReader[];
}

/** The comment and its rule that suppress a finding. */
export interface Match {
  readonly directive: Directive;
  readonly rule: NamedRule;
}

/** What the comments of one file suppress in one view. */
export class FileSuppressions {
  readonly #ofFile: Directive[] = [];
  readonly #ofLine = new Map<number, Directive[]>();
  /** `kvlint-disable` and `kvlint-enable`, in the order of the text. */
  readonly #switches: Directive[] = [];
  /** By rule: from which line on which match counts. */
  readonly #ranges = new Map<string, readonly { readonly line: number; readonly match: Match | null }[]>();
  readonly #known = new Map<string, Match | null>();

  constructor(directives: readonly Directive[]) {
    for (const directive of directives) {
      const { form, target } = directive;
      if (target !== null) {
        const others = this.#ofLine.get(target);
        if (others) others.push(directive);
        else this.#ofLine.set(target, [directive]);
      }
      if (form === 'file') this.#ofFile.push(directive);
      if (form === 'from-here' || form === 'to-here') this.#switches.push(directive);
    }
    this.#switches.sort((a, b) => a.line - b.line);
    this.#noteEnds();
  }

  /** What suppresses the findings of a rule on a line: what is nearest counts. */
  find(rule: string, line: number): Match | null {
    const key = `${line} ${rule}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const match = firstMatch(this.#ofLine.get(line), rule) ?? this.#inRange(rule, line) ?? firstMatch(this.#ofFile, rule);
    this.#known.set(key, match);
    return match;
  }

  #inRange(rule: string, line: number): Match | null {
    const ranges = this.#ranges.get(rule) ?? this.#rangesOf(rule);
    this.#ranges.set(rule, ranges);
    return ranges[partitionPoint(ranges, (each) => each.line <= line) - 1]?.match ?? null;
  }

  #rangesOf(rule: string) {
    const ranges: { line: number; match: Match | null }[] = [];
    for (const directive of this.#switches) {
      const match = firstMatch([directive], rule);
      if (directive.form === 'from-here') {
        if (match) ranges.push({ line: directive.line, match });
      } else if (match || directive.rules.length === 0) {
        // The line with the comment still belongs to the range.
        ranges.push({ line: directive.line + 1, match: null });
      }
    }
    return ranges;
  }

  /** Which `kvlint-enable` has something to end. */
  #noteEnds(): void {
    const open = new Set<string>();
    for (const directive of this.#switches) {
      const { form, rules } = directive;
      if (form === 'from-here') {
        for (const { pattern } of rules) open.add(pattern);
      } else if (rules.length === 0) {
        directive.isUsed ||= open.size > 0;
        open.clear();
      } else {
        for (const rule of rules) if (ends(rule.pattern, open)) directive.used.add(rule);
        for (const { pattern } of rules) open.delete(pattern);
      }
    }
  }
}

/** Patterns that are looked at one by one; where more are open, one of them is taken for ended. */
const MOST_OPEN = 200;

function ends(pattern: string, open: ReadonlySet<string>): boolean {
  if (open.has(pattern) || open.size > MOST_OPEN) return true;
  return [...open].some((each) => overlaps(each, pattern));
}

function overlaps(a: string, b: string): boolean {
  return matchesRule(a, b) || matchesRule(b, a);
}

function firstMatch(directives: readonly Directive[] | undefined, id: string): Match | null {
  for (const directive of directives ?? []) {
    for (const rule of directive.rules) if (matchesRule(rule.pattern, id)) return { directive, rule };
  }
  return null;
}

/** The one line that a comment is about. */
export function targetOf({ form }: SuppressionComment, source: Source, line: number): number | null {
  if (form === 'line') return line;
  if (form !== 'next-line') return null;
  const lines = wordLines(source);
  return lines[partitionPoint(lines, (each) => each <= line)] ?? source.lineCount + 1;
}

/** The lines of a file that hold more than a comment. */
const wordLines = memoized((source: Source): readonly number[] => {
  const lines: number[] = [];
  for (let line = 1; line <= source.lineCount; line++) {
    const text = source.line(line);
    const { start, end } = strip(text, 0, text.length);
    if (end > start) lines.push(line);
  }
  return lines;
});
