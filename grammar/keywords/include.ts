import type { Argument, Keyword } from './keyword.ts';
import { value } from './rows.ts';

const pattern: readonly Argument[] = [{ name: 'pattern', type: 'path' }];

const NOTE = 'The pattern is the rest of the line as it stands, quotes and braces included; a relative one starts from the including file.';

const strict = (name: string, refuses: string, needs?: string): Keyword =>
  value(name, pattern, {
    does: `Reads other files in place of the line, and keeps keepalived from starting where ${refuses}.`,
    since: '2.2.0',
    repeat: 'accumulates',
    build: needs,
    note: NOTE,
  });

const GLOB = 'a C library whose glob() has GLOB_ALTDIRFUNC (not musl)';

/**
 * Lines that keepalived acts on while it reads, before it looks for keywords: they may stand in any block, at any depth.
 * Without a pattern such a word is an unknown keyword.
 */
export const includeDirectives: readonly Keyword[] = [
  value('include', pattern, {
    does: 'Reads other files in place of the line; what cannot be read is left out with a message.',
    repeat: 'accumulates',
    note: NOTE,
  }),
  strict('includer', 'a file that matches is no plain, readable file'),
  strict('includem', 'a file that matches is no plain, readable file, or a name without wildcards does not exist', GLOB),
  strict('includew', 'a file that matches is no plain, readable file, a name does not exist, or wildcards match nothing'),
  strict('includeb', 'a file that matches is no plain, readable file, or an alternative in braces does not exist', GLOB),
  strict('includea', 'any file that is meant is missing or is no plain, readable file'),
];
