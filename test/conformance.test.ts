import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CASES, compareLines, compareStatuses, predict, type Record } from './helpers/conformance.ts';

/**
 * What is predicted of `keepalived -t`, the lines it reports and its exit status, compared with what six real ones did with some 1,350 small
 * configurations. fixtures/conformance/differences-VERSION.txt lists every case where the two differ; most of these are about the host. A line that
 * is new there is a prediction that got worse; one that is gone is taken out, with KVLINT_RECORD=1. `npm run test:live` asks the installed keepalived.
 */
it.each(['2.1.5', '2.2.4', '2.2.7', '2.2.8', '2.3.3', '2.4.3'])(
  'keepalived %s does what was predicted, but for the differences that are known',
  async (version) => {
    const record = JSON.parse(readFileSync(join(CASES, `recorded-${version}.json`), 'utf8')) as Record;
    const predictions = await predict(record);
    const { missed, extra } = compareLines(record, predictions);
    const found = [
      ...missed.map((place) => `not predicted: ${place}`),
      ...extra.map((place) => `not reported: ${place}`),
      ...compareStatuses(record, predictions).map((status) => `status: ${status}`),
    ].sort();
    const list = join(CASES, `differences-${version}.txt`);
    if (process.env.KVLINT_RECORD) writeFileSync(list, found.map((line) => `${line}\n`).join(''));
    expect(found).toEqual(readFileSync(list, 'utf8').trimEnd().split('\n'));
  },
);
