import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectShownOutput, guideBlocks, ROOT } from '../helpers/guide.ts';

describe('the guide to layer 3 only', () => {
  it('shows what the commands print', () => expectShownOutput('layer-3-only', `${ROOT}fixtures/layer-3`));

  it('shows parts of the files of each step', () => {
    const files = ['1-before', '5-unicast', 'cloud'].map((step) => readFileSync(`${ROOT}fixtures/layer-3/${step}/lb1.conf`, 'utf8'));
    const shown = guideBlocks('layer-3-only', 'conf');
    expect(shown).toHaveLength(files.length);
    for (const [index, block] of shown.entries()) expect(files[index]).toContain(block);
  });
});
