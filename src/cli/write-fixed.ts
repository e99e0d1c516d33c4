import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import type { FixedFile } from '../fixing/fix-findings.ts';
import { UsageError } from './usage-error.ts';
import { writeFileAtomically } from './write-file.ts';

/**
 * Writes the text that fixes made of a file, if the file still holds what they were made for.
 * @throws UsageError when it may not be written, has changed since it was read, or holds bytes that a text cannot
 */
export function writeFixed({ path, absolute, before, after }: FixedFile): void {
  const fail = (why: string, cause?: unknown): never => {
    throw new UsageError(`'${path}' was not fixed: ${why}.`, { cause });
  };
  if (!statSync(absolute, { throwIfNoEntry: false })?.isFile()) fail('it is no regular file');
  const bytes = readFileSync(absolute);
  // Another name of the same file came before.
  if (bytes.equals(Buffer.from(after))) return;
  if (!bytes.equals(Buffer.from(before))) {
    fail(
      bytes.toString('utf8') === before ? 'it is not written in UTF-8, and would lose characters' : 'it has changed since kvlint read it',
    );
  }
  try {
    accessSync(absolute, constants.W_OK);
  } catch (error) {
    fail('it is read-only', error);
  }
  writeFileAtomically(absolute, after);
}
