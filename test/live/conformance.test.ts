import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { atLeast, type Version } from '../../grammar/version.ts';
import { CASES, compareLines, type Predictions, predict, type Record } from '../helpers/conformance.ts';
import { installedVersion, record, recordingHindrance, recordText } from '../helpers/record.ts';

/**
 * Asks the installed keepalived about the cases of fixtures/conformance, and compares kvlint with its answers. The bounds leave room for what was
 * left out of its build and for versions between those recorded. With KVLINT_RECORD=1 the answers become fixtures/conformance/recorded-VERSION.json.
 */
const RECALL = 0.9;
const PRECISION = 0.93;

const hindrance = recordingHindrance();
if (hindrance !== null) console.warn(`The cases of fixtures/conformance are not put to keepalived: ${hindrance}.`);

describe.skipIf(hindrance !== null)(`keepalived ${installedVersion() ?? ''}`, () => {
  const version = installedVersion() as Version;
  let answers: Record;
  let predictions: Predictions;

  beforeAll(async () => {
    answers = record(version);
    if (process.env.KVLINT_RECORD) writeFileSync(join(CASES, `recorded-${version}.json`), recordText(answers));
    predictions = await predict(answers);
  }, 600_000);

  it.each(['global', 'lvs', 'net', 'vrrp'])('agrees with kvlint about %s', (folder) => {
    const { recall, precision, missed, extra } = compareLines(answers, predictions, `${folder}/`);
    expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(RECALL);
    expect(precision, extra.join('\n')).toBeGreaterThanOrEqual(PRECISION);
  });

  it.skipIf(!atLeast(version, '2.2.7') || atLeast(version, '2.2.8'))('answers as it is recorded', () => {
    const recorded = JSON.parse(readFileSync(join(CASES, 'recorded-2.2.7.json'), 'utf8')) as Record;
    const changed = Object.keys(recorded.files).filter((path) => linesOf(recorded, path) !== linesOf(answers, path));
    expect(changed).toEqual([]);
  });
});

/** The lines with messages that do not depend on the host, for every config-id. */
function linesOf({ files }: Record, path: string): string {
  const runs = files[path] ?? [];
  return runs.map(({ configId, messages }) => `${configId}: ${lines(messages)}`).join('\n');
}

function lines(messages: Record['files'][string][number]['messages']): string {
  const reported = messages.flatMap(({ line, host }) => (host || line === null ? [] : [line]));
  return [...new Set(reported)].sort((a, b) => a - b).join(' ');
}
