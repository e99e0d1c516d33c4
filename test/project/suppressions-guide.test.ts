import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { guideBlocks } from '../helpers/guide.ts';
import { scratch } from '../helpers/scratch.ts';
import { kvlint } from '../helpers/session.ts';

it('the guide to suppressions shows what kvlint prints and writes', async () => {
  const [config = ''] = guideBlocks('suppressions', 'conf');
  const directory = scratch({ 'keepalived.conf': config });
  const commands = guideBlocks('suppressions', 'console');
  expect(commands.length).toBeGreaterThan(1);
  for (const block of commands) {
    const [command = '', ...output] = block.split('\n');
    const { stdout } = await kvlint(directory, command.replace('$ kvlint ', '').split(' '));
    expect(stdout).toBe(output.join('\n'));
  }
  expect(readFileSync(join(directory, '.kvlint-baseline.json'), 'utf8')).toBe(guideBlocks('suppressions', 'json')[0]);
  const again = await kvlint(directory, ['keepalived.conf']);
  expect(again).toMatchObject({ code: 0, stderr: '' });
});
