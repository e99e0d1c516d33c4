import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type HostileInput, hostileInputs } from '../scripts/hostile-inputs.mjs';

const directory = mkdtempSync(join(tmpdir(), 'kvlint-hostile-'));
const kvlint = join(import.meta.dirname, '..', 'dist', 'kvlint.js');

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Only a guard against hanging; how long it really takes is a row of `npm run bench`. */
const HANG = 180_000;
/** Memory for objects, in MB; without a bound, a leak would only be slow. */
const HEAP = 1400;

function run(files: HostileInput['files'], words: readonly string[]): { status: number | null; output: string } {
  for (const [name, content] of files) writeFileSync(join(directory, name), content);
  const args = [`--max-old-space-size=${HEAP}`, kvlint, ...words, files[0]?.[0] ?? ''];
  const environment = { ...process.env, KVLINT_TEST_SECRET: 'not-to-be-seen' };
  const options = { cwd: directory, encoding: 'utf8', timeout: HANG, maxBuffer: 1 << 28, env: environment } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return { status, output: stdout + stderr };
}

/** No trace of a stack, and nothing of files or of the environment that only a configuration asks for. */
function expectHarmless({ status, output }: ReturnType<typeof run>): void {
  expect([0, 1, 2]).toContain(status);
  expect(output).not.toMatch(/^\s+at .*[(:]\d+\)?$/m);
  expect(output).not.toMatch(/root:.*:0:0|not-to-be-seen/);
}

const inputs = [...hostileInputs()].map((input) => [input.what, input] as const);

describe('hostile input gets a finding that says what is wrong', () => {
  it.each(inputs)(
    '%s',
    (_, { files, rule }) => {
      const done = run(files, ['--format', 'text']);
      expectHarmless(done);
      expect(done.output).toContain(`[${rule}]`);
    },
    HANG,
  );
});

/** Characters of the largest input that is compared: what is large is read well above, and would be read several times here for either version. */
const COMPARED = 100_000;

// A third of them, from all kinds.
describe('hostile input is compared for two versions', () => {
  const small = inputs.filter(([, { files }]) => files.every(([, content]) => content.length <= COMPARED));
  it.each(small.filter((_, index) => index % 3 === 1))(
    '%s',
    (_, { files }) => expectHarmless(run(files, ['upgrade', '--from', '2.0.10'])),
    HANG,
  );
});
