import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'rules');

it('the registry holds every rule under its path, sorted', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('/') && path.endsWith('.ts'));
  expect(rules.map(({ id }) => id)).toEqual(files.map((path) => path.slice(0, -'.ts'.length)).sort());
});
