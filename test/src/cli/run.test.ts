import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { run } from '../../../src/cli/run.ts';
import { scratch } from '../../helpers/scratch.ts';

/** Breaks down while the report is written. */
async function breakDown(environment: Record<string, string>): Promise<{ code: number; stderr: string }> {
  let stderr = '';
  const code = await run(['rules'], {
    workingDirectory: scratch(),
    environment,
    stdin: Readable.from([]),
    stdout: {
      write: () => {
        throw new TypeError('boom');
      },
    },
    stderr: {
      write: (text) => {
        stderr += text;
      },
    },
    run: async () => ({ output: '', failure: null }),
  });
  return { code, stderr };
}

it('turns a fault of its own into status 3 and one message that asks for a report', async () => {
  const { code, stderr } = await breakDown({});
  expect(code).toBe(3);
  expect(stderr).toMatch(/^kvlint: error: kvlint \S+ broke down \(TypeError: boom\)\. .*report it at https:.*\n$/);
});

it('shows where it happened only when asked to', async () => {
  expect((await breakDown({ KVLINT_DEBUG: '1' })).stderr).toMatch(/\n\s+at /);
});
