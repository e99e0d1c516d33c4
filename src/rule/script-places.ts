import type { Expansion } from '../../grammar/expand/expansion.ts';
import { baseName, type ScriptLine } from '../binding/script-lines.ts';

/** The program or script that a command starts, be it by a shell. */
function programOf(words: ScriptLine['words']): string {
  const [first] = words;
  const program = isShell(first?.text) ? words.find(({ text }, i) => i > 0 && text.startsWith('/')) : first;
  return program?.text ?? '';
}

/** Whether a script lies in the home directory of root, which on every distribution nobody else may enter. */
export function isInRootsHome(line: ScriptLine, expansion: Expansion): boolean {
  return programOf(line.words).startsWith('/root/') && !isBesideItsFile(line, expansion);
}

/**
 * Whether the command, or a definition in it, names the directory of its file, `$_PWD`: that is where the file lies now, and not where keepalived is
 * to read it.
 */
function isBesideItsFile({ command }: ScriptLine, expansion: Expansion): boolean {
  const lines = new Set<string>();
  for (let slash = command.raw.indexOf('/'); slash >= 0; slash = command.raw.indexOf('/', slash + 1)) {
    const origin = expansion.origin(command.start + slash);
    for (const { source, offset } of [origin, ...(origin.through ?? [])]) {
      const { line } = source.at(offset);
      const key = `${line} ${source.path}`;
      if (!lines.has(key) && /\$\{?_PWD\b/.test(source.line(line))) return true;
      lines.add(key);
    }
  }
  return false;
}

/** Whether a command is a shell that is handed a script. */
export function isShell(program: string | undefined): boolean {
  return SHELL.test(baseName(program ?? ''));
}

/** The directory below which a script lies and others than root can write; null where it lies in none of those that every host has. */
export function openDirectoryOf(line: ScriptLine, expansion: Expansion): string | null {
  const { words, user } = line;
  const program = programOf(words);
  const [directory = null] = IN_OPEN.exec(program) ?? [];
  if (directory === null || isBesideItsFile(line, expansion)) return null;
  // In /home itself only root can write.
  if (directory === HOME && !OF_A_USER.test(program)) return null;
  // Whoever runs as a user of its own may well have its script at home.
  return directory === HOME && user !== null && user.text !== 'root' ? null : directory;
}

/** Where directories belong to users; with script security keepalived disables what root would run of it. */
export const HOME = '/home';

const OF_A_USER = /^\/home\/[^/]+\//;

const IN_OPEN = /^(?:\/tmp|\/var\/tmp|\/dev\/shm|\/home)(?=\/)/;

const SHELL = /^(?:ba|da|k|z)?sh$|^env$/;
