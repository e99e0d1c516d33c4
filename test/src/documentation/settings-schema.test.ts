import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { profiles } from '../../../rules/profiles.ts';
import { settingsJsonSchema } from '../../../src/documentation/settings-schema.ts';
import { parseSettings } from '../../../src/settings/parse-settings.ts';

const validate = new Ajv({ strict: false }).compile(settingsJsonSchema(rules, profiles, 'https://example.org/schema.json'));

/** Settings, and whether they can be used. */
const CASES: readonly (readonly [unknown, boolean])[] = [
  [{}, true],
  [{ $schema: 'x', extends: 'l3-only' }, true],
  [{ extends: ['l3-only', './base.yaml'], profiles: ['recommended', 'security'] }, true],
  [{ profiles: 'recommended' }, false],
  [{ rules: { 'l3/no-vmac': 'error', 'l3/*': 'off', 'vrrp/script-timing': ['info', { longestDetection: 5 }] } }, true],
  [{ rules: { 'l3/no-vmac': 'fatal' } }, false],
  [{ rules: { 'l3/no-vmac': [] } }, false],
  [{ overrides: [{ files: 'lab/**', rules: { 'l3/*': 'warning' }, keepalivedVersion: '2.2.7' }] }, true],
  [{ overrides: [{ rules: {} }] }, false],
  [{ clusters: { web: { nodes: ['lb*.conf'], facts: { 'lb1.conf': 'lb1.json' } } } }, true],
  [{ clusters: { web: ['lb*.conf'] } }, false],
  [{ env: { SITE: 'x', OTHER: true } }, true],
  [{ env: { SITE: false } }, false],
  [{ build: { snmp: true } }, true],
  [{ failOn: 'never', baseline: 'known.json', ignore: ['a'], include: ['b'], allowInclude: ['c'], plugins: ['./x.mjs'] }, true],
  [{ rulez: {} }, false],
];

it.each(CASES)('says of %j what kvlint says: %s', (settings, good) => {
  expect(validate(settings)).toBe(good);
  expect('settings' in parseSettings(JSON.stringify(settings), 'json')).toBe(good);
});

it.each([
  { profiles: ['l3only'] },
  { rules: { 'vrrp/script-timing': ['info', { longest: 5 }] } },
  { overrides: [{ files: 'a', profiles: ['l3only'] }] },
])('knows which names there are: %j', (settings) => {
  expect(validate(settings)).toBe(false);
});
