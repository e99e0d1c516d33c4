import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

it('the verdicts in the README are those of the file above them', async () => {
  const [, text = '', command = '', output] =
    /With this as `keepalived\.conf`:\n\n```conf\n([\s\S]*?)^```\n\n```console\n\$ kvlint (.*)\n([\s\S]*?)^```/m.exec(README) ?? [];
  expect((await kvlint(scratch({ 'keepalived.conf': text }), command.split(' '))).stdout).toBe(output);
});
