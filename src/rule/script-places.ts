import { baseName, type ScriptLine } from '../binding/script-lines.ts';

/** The directory below which a script lies and others than root can write; null where it lies in none of those that every host has. */
export function openDirectoryOf({ words: split, user }: ScriptLine): string | null {
  const words = split.map(({ text }) => text);
  const isShell = SHELL.test(baseName(words[0] ?? ''));
  const program = (isShell ? words.find((word, i) => i > 0 && word.startsWith('/')) : words[0]) ?? '';
  const directory = OPEN.find((each) => program.startsWith(`${each}/`)) ?? null;
  // Whoever runs as a user of its own may well have its script at home.
  return directory === '/home' && user !== null && user.text !== 'root' ? null : directory;
}

const OPEN: readonly string[] = ['/tmp', '/var/tmp', '/dev/shm', '/home'];

const SHELL = /^(?:ba|da|k|z)?sh$|^env$/;
