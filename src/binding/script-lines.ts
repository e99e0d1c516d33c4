import type { Argument, Keyword } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import { plainEnd } from '../../grammar/script.ts';
import type { Node, Word } from '../../grammar/tree.ts';
import { type Bound, type BoundBlock, isBlock, isValue } from './bound.ts';
import { LineReading } from './line-reading.ts';

/** A line that names a command for keepalived to run. */
export class ScriptLine {
  constructor(
    /** `script`, `notify_master`, `misc_path`, `quorum_up` … */
    readonly keyword: string,
    readonly node: Node,
    /** The command with its arguments, as one word. */
    readonly command: Word,
    /** The user that is named for it, be it behind the command or in a `user` line of its block; null where none is. */
    readonly user: Word | null,
    /** The block that it stands in, null outside of all. */
    readonly block: BoundBlock | null,
  ) {}

  /** The words of the command; see {@link commandWords}. Those of all lines of the same text are found once. */
  get words(): readonly CommandWord[] {
    const reading = this.node.shape?.known;
    if (!(reading instanceof LineReading)) return commandWords(this.command.text);
    reading.commandWords ??= commandWords(this.command.text);
    return reading.commandWords;
  }
}

/** Every command of a configuration, or of a block, in the order of the text. Many rules ask for them. */
export const scriptLines = memoized((children: readonly Bound[]): readonly ScriptLine[] => {
  const lines: ScriptLine[] = [];
  gather(children, null, lines);
  return lines;
});

function gather(children: readonly Bound[], block: BoundBlock | null, lines: ScriptLine[]): void {
  let blockUser: Word | null | undefined;
  for (const child of children) {
    if (isBlock(child)) {
      if (child.valid) gather(child.children, child, lines);
      continue;
    }
    if (!takesScript(child.keyword) || !isValue(child) || !child.valid) continue;
    const { args } = child;
    const at = args.findIndex(({ argument }) => argument.type === 'script');
    const command = args[at]?.word;
    if (!command) continue;
    const behind = args[at + 1];
    let user = behind?.argument.type === 'user' ? behind.word : blockUser;
    if (user === undefined) user = blockUser = userOf(children);
    lines.push(new ScriptLine(child.keyword.name, child.node, command, user, block));
  }
}

/** Whom the first `user` line of a block names. */
function userOf(children: readonly Bound[]): Word | null {
  for (const child of children) if (child.keyword.name === 'user' && isValue(child)) return child.args[0]?.word ?? null;
  return null;
}

/** Whether a keyword names a command. Asked first, for few do: a large file has many lines. */
export function takesScript({ args }: Keyword): boolean {
  return args.some(isScript);
}

function isScript({ type }: Argument): boolean {
  return type === 'script';
}

/** A word of a command, as keepalived hands it to the program. */
export interface CommandWord {
  readonly text: string;
  /** Whether a quote stood in it, so that a character that a shell would take is meant for somebody else. */
  readonly quoted: boolean;
}

/**
 * The words of a command: split at white space, with quotes and backslashes as a shell has them, and nothing else that a shell does. Source:
 * keepalived's alloc_strvec_quoted_escaped (lib/parser.c).
 */
export function commandWords(line: string): readonly CommandWord[] {
  // Single quotes around all of it stand for double ones, which a word is without; so do escaped ones around a command without blanks.
  const command = (/^'([^']*)'$/.exec(line) ?? /^\\"([^"\\\s]*)\\"$/.exec(line))?.[1] ?? line;
  if (!/["'\\]/.test(command)) {
    const plain = command.split(/\s+/).filter((text) => text !== '');
    return plain.map((text) => ({ text, quoted: false }));
  }
  const words: CommandWord[] = [];
  let text = '';
  let quoted = false;
  let quote = '';
  let inWord = false;
  for (let i = 0; i < command.length; i++) {
    const character = command[i] ?? '';
    const end = plainEnd(command, i);
    if (end > i) {
      text += command.slice(i, end);
      inWord = true;
      i = end - 1;
    } else if (character === '\\' && i + 1 < command.length) {
      i++;
      text += command[i];
      inWord = true;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else text += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      quoted = true;
      inWord = true;
    } else if (character === '\\') {
      text += character;
      inWord = true;
    } else {
      if (inWord) words.push({ text, quoted });
      text = '';
      quoted = false;
      inWord = false;
    }
  }
  if (inWord) words.push({ text, quoted });
  return words;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
