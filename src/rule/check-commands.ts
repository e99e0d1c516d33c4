import { memoized } from '../../grammar/memoized.ts';
import { baseName, type CommandWord, type ScriptLine, scriptLines } from '../binding/script-lines.ts';
import type { Configuration } from '../model/configuration.ts';
import type { VrrpScript } from '../model/tracking/vrrp-script.ts';
import { isShell } from './script-places.ts';
import { onlyPipeline } from './shell-status.ts';

/** A command that keepalived runs for its exit status. */
export interface CheckCommand {
  /** The tracked script; null for the check of a real server. */
  readonly script: VrrpScript | null;
  readonly line: ScriptLine;
}

/**
 * The scripts that something wants to succeed. An entry with `reverse` wants its script to fail: success lowers the priority or is a fault. The word of the
 * script itself is only what holds for entries that say nothing (vrrp/vrrp_track.c alloc_track_script).
 */
export const scriptsToSucceed = memoized(({ vrrpInstances, syncGroups }: Configuration): ReadonlySet<VrrpScript> => {
  const entries = [...vrrpInstances, ...syncGroups].flatMap(({ tracking }) => tracking.scripts);
  return new Set(entries.filter(({ reverse }) => !reverse).map(({ target }) => target));
});

/** Those of {@link scriptsToSucceed}, and those of `MISC_CHECK`. */
export const checkCommands = memoized((configuration: Configuration): readonly CheckCommand[] => {
  const scripts = new Map([...scriptsToSucceed(configuration)].map((each) => [each.script.start, each]));
  return scriptLines(configuration.bound.children).flatMap((line) => {
    const script = scripts.get(line.command.start) ?? null;
    return script || line.keyword === 'misc_path' ? [{ script, line }] : [];
  });
});

/** The command line of `sh -c`; null for another command, and where an option makes the shell go on in another way. */
export function lineOfShell([program, option, line]: readonly CommandWord[]): string | null {
  return program && isShell(program.text) && /^-l?c$/.test(option?.text ?? '') ? (line?.text ?? null) : null;
}

/** The programs of a command with their words, where `|` joins them to one pipeline; none where it is more, or where it is not plain what runs. */
export function pipelineOf(words: readonly CommandWord[]): readonly (readonly string[])[] {
  const line = lineOfShell(words);
  if (line !== null) return onlyPipeline(line) ?? [];
  return isMeantForShell(words) ? [] : [words.map(({ text }) => text)];
}

/** The words of the program whose status is that of a command; none where it is not plain which one that is. */
export function decidingWords(words: readonly CommandWord[]): readonly string[] {
  const [only, ...others] = pipelineOf(words);
  return only && others.length === 0 ? only : [];
}

/** The words of a command without the `sudo` that it begins with. */
export function withoutSudo(words: readonly string[]): readonly string[] {
  return baseName(words[0] ?? '') === 'sudo' ? words.slice(1) : words;
}

/** Whether a command that no shell runs has what only a shell understands, which is another mistake. */
export function isMeantForShell(words: readonly CommandWord[]): boolean {
  return words.some(({ text, quoted }) => !quoted && /[|&;<>`]/.test(text));
}
