import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guideBlocks, ROOT } from '../helpers/guide.ts';
import { scratch } from '../helpers/scratch.ts';
import { kvlint } from '../helpers/session.ts';

describe('the guide to fixes', () => {
  it('shows what the commands do, one after the other', async () => {
    const directory = scratch({});
    cpSync(`${ROOT}fixtures/fixes`, directory, { recursive: true });
    const shown = guideBlocks('fixes', 'console');
    expect(shown.length).toBeGreaterThan(3);
    for (const block of shown) {
      const [command = '', ...output] = block.split('\n');
      const { stdout, stderr } = await kvlint(directory, command.replace('$ kvlint ', '').split(' '));
      expect(`${stdout}${stderr}`, command).toBe(output.join('\n'));
    }
  });

  it('shows the file that is left', async () => {
    const directory = scratch({});
    cpSync(`${ROOT}fixtures/fixes`, directory, { recursive: true });
    await kvlint(directory, ['--fix-unsafe', 'lb1.conf', 'lb2.conf']);
    expect(guideBlocks('fixes', 'conf')).toEqual([readFileSync(join(directory, 'lb2.conf'), 'utf8')]);
  });
});
