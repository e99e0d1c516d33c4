import { memoized } from '../../grammar/memoized.ts';
import { type CommandWord, type ScriptLine, scriptLines } from '../binding/script-lines.ts';
import type { Configuration } from '../model/configuration.ts';
import { isShell } from './script-places.ts';

/** A command that keepalived runs for its exit status. */
export interface CheckCommand {
  /** The name of the tracked script; null for the check of a real server. */
  readonly name: string | null;
  readonly line: ScriptLine;
}

/** Those of scripts that something tracks as they answer, not in reverse, and those of `MISC_CHECK`. */
export const checkCommands = memoized(({ vrrpScripts, bound }: Configuration): readonly CheckCommand[] => {
  const tracked = vrrpScripts.filter(({ instances, syncGroups, reverse }) => !reverse && instances.length + syncGroups.length > 0);
  const names = new Map(tracked.map(({ script, name }) => [script.start, name]));
  return scriptLines(bound.children).flatMap((line) => {
    const name = names.get(line.command.start) ?? null;
    return name !== null || line.keyword === 'misc_path' ? [{ name, line }] : [];
  });
});

/** The command line of `sh -c`; null for another command, and where an option makes the shell go on in another way. */
export function lineOfShell([program, option, line]: readonly CommandWord[]): string | null {
  return program && isShell(program.text) && /^-l?c$/.test(option?.text ?? '') ? (line?.text ?? null) : null;
}

/** Whether a command that no shell runs has what only a shell understands, which is another mistake. */
export function isMeantForShell(words: readonly CommandWord[]): boolean {
  return words.some(({ text, quoted }) => !quoted && /[|&;<>`]/.test(text));
}
