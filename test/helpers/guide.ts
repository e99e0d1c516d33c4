import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { kvlint } from './session.ts';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The blocks of one language on a page of docs/guides. */
export function guideBlocks(page: string, language: string): readonly string[] {
  const text = readFileSync(`${ROOT}docs/guides/${page}.md`, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block = '']) => block);
}

/** Runs every command that a page shows, in the folder of its fixture, and compares what is printed. */
export async function expectShownOutput(page: string, fixture: string): Promise<void> {
  const shown = guideBlocks(page, 'console');
  expect(shown.length).toBeGreaterThan(0);
  for (const block of shown) {
    const [command = '', ...output] = block.split('\n');
    const { stdout } = await kvlint(fixture, command.replace('$ kvlint ', '').split(' '));
    expect(stdout).toBe(output.join('\n'));
  }
}
