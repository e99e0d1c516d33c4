import type { Keyword } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { Word } from '../../grammar/tree.ts';
import { type Bound, type BoundRoot, isBlock, linesOf } from '../binding/bound.ts';
import { occurs } from '../binding/occurring-keywords.ts';
import { keywordSpan } from '../binding/place.ts';
import { baseName, type ScriptLine, takesScript } from '../binding/script-lines.ts';
import { globalLines } from '../model/read-settings.ts';
import { looksLikeInterface } from './interface-name.ts';
import { beginsWithTypographicQuote } from './typographic-quote.ts';

/**
 * Whether a script has no user, though a word stands where the name of one does: no name that useradd(8) takes, a word that scripts take, or the name
 * of an interface. keepalived finds no such user and drops the script.
 */
function isNoUser(word: string): boolean {
  return !USER.test(word) || ARGUMENTS.has(word) || looksLikeInterface(word);
}

/** Words that stand where the user of a script does, and are none, in the order of the text. */
export const unlikelyUsers = memoized((bound: BoundRoot): readonly Word[] => {
  if (!occurs(bound, takesScriptAndUser)) return [];
  const found: Word[] = [];
  for (const line of linesOf(bound.children)) {
    if (isBlock(line) || !takesScriptAndUser(line.keyword)) continue;
    const { args } = line;
    const script = args.findIndex(({ argument }) => argument.type === 'script');
    const user = script < 0 ? undefined : args[script + 1];
    // Such a command ends at its first blank, and is told of its quotation marks.
    if (beginsWithTypographicQuote(args[script]?.word.text ?? '')) continue;
    if (user?.argument.type === 'user' && isNoUser(user.word.text)) found.push(user.word);
  }
  return found;
});

function takesScriptAndUser(keyword: Keyword): boolean {
  return takesScript(keyword) && keyword.args.some(({ type }) => type === 'user');
}

/** Who runs a script, as far as the text says: the user that it names, or else the `script_user` above it; null where neither is written. */
export function runnerOf({ user, command }: ScriptLine, children: readonly Bound[]): string | null {
  return user?.text ?? standardUser(children, command.span.start);
}

/** Whom the last `script_user` names, of those that stand before an offset; null where there is none. */
export function standardUser(children: readonly Bound[], before = Number.POSITIVE_INFINITY): string | null {
  const line = globalLines(children).findLast(({ keyword, node }) => keyword.name === 'script_user' && keywordSpan(node).start < before);
  return line?.args[0]?.word.text ?? null;
}

/**
 * Whether a command asks by a signal whether a process exists: the kernel refuses that to a user whose process it is not (kill(2), EPERM), and
 * the program ends with an error as if there were no process. `pidof` and `pgrep` look into /proc and ask nobody.
 */
export function needsRoot({ words: [program, ...args] }: ScriptLine): boolean {
  return SIGNALLERS.has(baseName(program?.text ?? '')) && args.some(({ text }) => text === '-0');
}

const SIGNALLERS: ReadonlySet<string> = new Set(['kill', 'killall', 'pkill']);

/** Names that useradd(8) takes. */
const USER = /^[a-z_][a-z0-9_-]*\$?$/;

/** Words that scripts take, and that nobody is called. */
const ARGUMENTS: ReadonlySet<string> = new Set([
  'master',
  'backup',
  'fault',
  'start',
  'stop',
  'restart',
  'reload',
  'up',
  'down',
  'check',
  'status',
  'notify',
  'primary',
  'secondary',
  'active',
  'standby',
  'slave',
  'add',
  'del',
]);
