/** An include line as it is written: behind blanks, a brace, a condition or the beginning of a definition. */
const INCLUDE_LINE = /(?:^|[{}])[ \t]*(?:@\S{1,255}[ \t]+)?(?:\$\w+=[ \t]*)?include[rmwba]?[ \t]+(\S[^\n]*)/gm;

/** A definition or a repetition where a keyword is expected: what comes of it may be an include line. */
const SUBSTITUTED_KEYWORD = /(?:^|[{})])[ \t]*(?:@\S{1,255}[ \t]+)?\w*\$(?!\w+=)/m;

/**
 * The patterns of the include lines of a text, as they are written. A cheap look, made before anything is parsed, to tell fragments from
 * root files; the engine reads includes exactly.
 */
export function includePatterns(text: string): readonly string[] {
  if (!text.includes('include')) return [];
  const patterns: string[] = [];
  for (const [, rest] of text.matchAll(INCLUDE_LINE)) {
    const pattern = (rest ?? '').replace(/[ \t]+[!#][^\n]*$/, '').trimEnd();
    if (pattern !== '' && !/[!#]/.test(pattern.charAt(0))) patterns.push(pattern);
  }
  return patterns;
}

/** Whether reading this text may lead to an include line at all; false is certain. */
export function mayInclude(text: string): boolean {
  return text.includes('include') || (text.includes('$') && SUBSTITUTED_KEYWORD.test(text));
}

/** Most texts that the alternatives of one pattern are spelled out to; the engine reports what is beyond its own limit. */
const MAX_ALTERNATIVES = 1000;

/** Spells out the alternatives of csh braces: `a{b,c}` gives `ab` and `ac`. A brace without its partner stands for itself. */
export function spellOut(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0 && done.length + open.length <= MAX_ALTERNATIVES) {
    const next = open.shift() ?? '';
    const braces = /\{([^{}]*)\}/.exec(next);
    if (!braces) done.push(next);
    else
      for (const part of (braces[1] ?? '').split(','))
        open.push(next.slice(0, braces.index) + part + next.slice(braces.index + braces[0].length));
  }
  // The innermost braces come first, so that an alternative beside nested ones appears once for each of those.
  return [...new Set(done)];
}
