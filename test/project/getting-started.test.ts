import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROOT } from '../helpers/guide.ts';
import { scratch } from '../helpers/scratch.ts';
import { kvlint } from '../helpers/session.ts';

it('goes from the first run to a clean one, step by step as the guide shows it', async () => {
  const directory = scratch();
  cpSync(`${ROOT}fixtures/tour`, directory, { recursive: true });
  const guide = readFileSync(`${ROOT}docs/guides/getting-started.md`, 'utf8');
  const steps = [...guide.matchAll(/^```(console|sh)\n([\s\S]*?)^```$/gm)];
  expect(steps.length).toBeGreaterThan(8);
  for (const [, kind, block = ''] of steps) {
    if (kind === 'sh') {
      expect(spawnSync('sh', ['-c', block], { cwd: directory, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
      continue;
    }
    const [command = '', ...output] = block.split('\n');
    const { stdout, stderr } = await kvlint(directory, command.split(' ').slice(2));
    expect(stderr + stdout, command).toBe(output.join('\n'));
  }
});
