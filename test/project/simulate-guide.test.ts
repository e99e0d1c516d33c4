import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectShownOutput, guideBlocks, ROOT } from '../helpers/guide.ts';
import { kvlint } from '../helpers/session.ts';

const FIXTURE = `${ROOT}fixtures/failover`;

describe('the guide to kvlint simulate', () => {
  it('shows what the command prints', () => expectShownOutput('simulate', FIXTURE));

  it('shows files that the command takes', async () => {
    const [events, facts] = guideBlocks('simulate', 'json');
    expect(events).toBe(readFileSync(`${FIXTURE}/events.json`, 'utf8'));
    expect(facts).toBe(readFileSync(`${FIXTURE}/lb1.json`, 'utf8'));
    const { code } = await kvlint(FIXTURE, ['simulate', 'lb1.conf', 'lb2.conf', '--facts', 'lb1.conf=lb1.json']);
    expect(code).toBe(0);
  });
});
