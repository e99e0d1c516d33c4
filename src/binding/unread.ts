import type { Unread } from '../../grammar/expand/files.ts';
import type { LimitName, Problem } from '../../grammar/expand/problem.ts';
import { textAt } from './text-problems.ts';

/** A file that an include line names and kvlint did not read, though keepalived may well read it. */
export interface UnreadInclude {
  /** How reports name the file, or the pattern where its names were not looked at. */
  readonly path: string;
  readonly why: Unread | 'limit';
}

/** Bounds of kvlint, not of keepalived, beyond which no file is included. */
const INCLUDE_LIMITS: readonly LimitName[] = ['include-depth', 'include-count', 'include-alternatives'];

/** What was not read at an include line; null for any other problem, and where keepalived leaves the file out itself. */
export function unreadAt(problem: Problem): UnreadInclude | null {
  if (problem.kind === 'include-outside') return { path: problem.data.path, why: 'outside' };
  if (problem.kind === 'limit') return INCLUDE_LIMITS.includes(problem.data.what) ? { path: textAt(problem.at), why: 'limit' } : null;
  if (problem.kind !== 'include-unreadable') return null;
  const { path, reason } = problem.data;
  return reason === 'directory' || reason === 'executable' || reason === 'not-regular' ? null : { path, why: reason };
}

/** Why something was not read, as a clause for a message. */
export const WHY_UNREAD: Readonly<Record<UnreadInclude['why'], string>> = {
  outside: 'it lies outside the directories that are linted',
  unreadable: 'kvlint has no permission to read it, or the system failed to',
  'too-large': 'it is larger than kvlint reads',
  limit: 'it exceeds a limit of kvlint on includes',
  dangling: 'it is a link to a file that is not here',
};
