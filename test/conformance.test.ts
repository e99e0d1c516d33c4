import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Agreement, CASES, compare, type Record } from './helpers/conformance.ts';

/**
 * What the profile `keepalived` predicts, compared with what two real ones said about some 1,350 small configurations. The bounds are what is
 * reached: whoever betters it raises them, and nobody lowers them. `npm run test:live` compares with the keepalived that is installed.
 */
const REACHED: readonly (readonly [version: string, folder: string, recall: number, precision: number])[] = [
  ['2.2.7', 'global', 0.981, 0.9916],
  ['2.2.7', 'lvs', 1, 0.9895],
  ['2.2.7', 'net', 1, 0.983],
  ['2.2.7', 'vrrp', 1, 0.9763],
  ['2.4.3', 'global', 0.9812, 0.9896],
  ['2.4.3', 'lvs', 1, 0.99],
  ['2.4.3', 'net', 1, 0.9872],
  ['2.4.3', 'vrrp', 1, 0.9759],
];

describe.each(REACHED)('keepalived %s, %s', (version, folder, recall, precision) => {
  let agreement: Agreement;

  beforeAll(async () => {
    const record = JSON.parse(readFileSync(join(CASES, `recorded-${version}.json`), 'utf8')) as Record;
    agreement = await compare(record, folder);
  });

  it('reports a line that keepalived reports', () => {
    expect(agreement.recall, agreement.missed.join('\n')).toBeGreaterThanOrEqual(recall);
  });

  it('reports no line that keepalived does not report', () => {
    expect(agreement.precision, agreement.extra.join('\n')).toBeGreaterThanOrEqual(precision);
  });
});
