import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { progressOn } from '../../../src/cli/progress.ts';
import type { Session } from '../../../src/cli/session.ts';

const FILES = 2000;

/** What standard error gets while so many files are linted, each in some milliseconds of a clock that is ours. */
function shown(each: number, { isTTY = true, environment = {} }: { isTTY?: boolean; environment?: Session['environment'] } = {}): string {
  let text = '';
  let clock = 0;
  const output = { isTTY, write: (part: string) => (text += part) };
  const session: Session = {
    workingDirectory: '/',
    environment,
    stdin: Readable.from([]),
    stdout: output,
    stderr: output,
    run: () => Promise.reject(new Error('nothing is run')),
  };
  const progress = progressOn(session, () => clock);
  for (let done = 0; done <= FILES; done++) {
    progress?.(done, FILES);
    clock += each;
  }
  return text;
}

describe('progress', () => {
  it('is shown by a run that takes long, ten times a second, and gone at its end', () => {
    const lines = shown(10).split('\r\x1b[K');
    expect(lines[1]).toBe('100 of 2,000 files …');
    expect(lines[2]).toBe('110 of 2,000 files …');
    expect(lines.at(-2)).toBe('1,990 of 2,000 files …');
    expect(lines.at(-1)).toBe('');
  });

  it('is not shown by a run that is over soon', () => {
    expect(shown(0.4)).toBe('');
  });

  it('is not shown where nobody watches', () => {
    expect(shown(10, { isTTY: false })).toBe('');
    expect(shown(10, { environment: { TERM: 'dumb' } })).toBe('');
  });
});
