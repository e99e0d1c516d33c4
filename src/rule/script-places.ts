import { baseName, type ScriptLine } from '../binding/script-lines.ts';

/** The program or script that a command starts, be it by a shell. */
function programOf(split: ScriptLine['words']): string {
  const words = split.map(({ text }) => text);
  return (isShell(words[0]) ? words.find((word, i) => i > 0 && word.startsWith('/')) : words[0]) ?? '';
}

/** Whether a script lies in the home directory of root, which on every distribution nobody else may enter. */
export function isInRootsHome({ words }: ScriptLine): boolean {
  return programOf(words).startsWith('/root/');
}

/** Whether a command is a shell that is handed a script. */
export function isShell(program: string | undefined): boolean {
  return SHELL.test(baseName(program ?? ''));
}

/** The directory below which a script lies and others than root can write; null where it lies in none of those that every host has. */
export function openDirectoryOf({ words, user }: ScriptLine): string | null {
  const program = programOf(words);
  const directory = OPEN.find((each) => program.startsWith(`${each}/`)) ?? null;
  // In /home itself only root can write.
  if (directory === HOME && !OF_A_USER.test(program)) return null;
  // Whoever runs as a user of its own may well have its script at home.
  return directory === HOME && user !== null && user.text !== 'root' ? null : directory;
}

/** Where directories belong to users; with script security keepalived disables what root would run of it. */
export const HOME = '/home';

const OF_A_USER = /^\/home\/[^/]+\//;

const OPEN: readonly string[] = ['/tmp', '/var/tmp', '/dev/shm', HOME];

const SHELL = /^(?:ba|da|k|z)?sh$|^env$/;
