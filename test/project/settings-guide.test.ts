import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseSettings } from '../../src/settings/parse-settings.ts';
import { settingsSchema } from '../../src/settings/schema.ts';
import { ROOT } from '../helpers/guide.ts';

const PAGE = readFileSync(`${ROOT}docs/settings.md`, 'utf8');

it('shows settings that can be used', () => {
  const [, example = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(PAGE) ?? [];
  expect(parseSettings(example, 'yaml')).toHaveProperty('settings.overrides');
});

it('explains every key', () => {
  const explained = [...PAGE.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
  expect(explained.toSorted()).toEqual(
    Object.keys(settingsSchema.entries)
      .filter((key) => key !== '$schema')
      .toSorted(),
  );
});
