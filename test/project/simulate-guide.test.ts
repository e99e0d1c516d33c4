import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kvlint } from '../helpers/session.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FIXTURE = `${ROOT}fixtures/failover`;
const guide = readFileSync(`${ROOT}docs/guides/simulate.md`, 'utf8');

/** The blocks of the page in one language. */
function blocks(language: string): readonly string[] {
  return [...guide.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
}

describe('the guide to kvlint simulate', () => {
  it('shows what the command prints', async () => {
    const shown = blocks('console');
    expect(shown.length).toBeGreaterThan(0);
    for (const block of shown) {
      const [command = '', ...output] = block.split('\n');
      const { stdout } = await kvlint(FIXTURE, command.replace('$ kvlint ', '').split(' '));
      expect(stdout).toBe(output.join('\n'));
    }
  });

  it('shows files that the command takes', async () => {
    const [events, facts] = blocks('json');
    expect(events).toBe(readFileSync(`${FIXTURE}/events.json`, 'utf8'));
    expect(facts).toBe(readFileSync(`${FIXTURE}/lb1.json`, 'utf8'));
    const { code } = await kvlint(FIXTURE, ['simulate', 'lb1.conf', 'lb2.conf', '--facts', 'lb1.conf=lb1.json']);
    expect(code).toBe(0);
  });
});
