import type { Version } from '../version.ts';
import { atLeast } from '../version.ts';

/** An include line: which form, and the rest of the line, which is the pattern to the last character. */
export interface IncludeLine {
  readonly form: string;
  readonly pattern: string;
  readonly patternStart: number;
}

/** The line of an include; null for any other line. `include` alone has an empty pattern. */
export function matchInclude(text: string): IncludeLine | null {
  if (!text.startsWith('include')) return null;
  const match = /^(include[rmwba]?)(?:[ \t]+(.*))?$/s.exec(text);
  return match
    ? { form: match[1] ?? '', pattern: (match[2] ?? '').replace(/[ \t]+$/, ''), patternStart: text.length - (match[2] ?? '').length }
    : null;
}

/** Whether keepalived of this version knows the form. */
export function knowsForm(form: string, version: Version): boolean {
  return form === 'include' || atLeast(version, '2.2.0');
}

export function hasWildcard(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

/** Replaces `{a,b}` by each alternative in turn, as csh does; null when there are more than `limit`. */
export function alternatives(pattern: string, limit: number): readonly string[] | null {
  let done: string[] = [''];
  let rest = pattern;
  while (rest !== '') {
    const group = firstGroup(rest);
    const head = group ? rest.slice(0, group.start) : rest;
    const choices: string[] = [];
    for (const choice of group?.choices ?? ['']) {
      const inner = alternatives(choice, limit);
      if (!inner) return null;
      choices.push(...inner);
    }
    if (done.length * choices.length > limit) return null;
    done = done.flatMap((before) => choices.map((choice) => before + head + choice));
    rest = group ? rest.slice(group.end) : '';
  }
  return done;
}

/** The first `{…}` whose braces match, with its parts between commas of its own level. */
function firstGroup(text: string): { start: number; end: number; choices: string[] } | null {
  const start = text.indexOf('{');
  if (start < 0) return null;
  const choices: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (character === '{') depth++;
    else if (character === ',' && depth === 1) {
      choices.push(text.slice(from, i));
      from = i + 1;
    } else if (character === '}' && --depth === 0) {
      choices.push(text.slice(from, i));
      return { start, end: i + 1, choices };
    }
  }
  return null;
}
