import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LintFilesOptions, lintFiles, SettingsError, settingsFor } from '../../src/node-library.ts';
import { scratch } from '../helpers/scratch.ts';

const INSTANCE = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priorty 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;

const SETTINGS = `keepalivedVersion: debian-12
rules:
  l3/*: off
overrides:
  - files: old/**
    rules: { syntax/unknown-keyword: info }
`;

const UNKNOWN = 'syntax/unknown-keyword';

function site() {
  const directory = scratch({
    'kvlint.config.yaml': SETTINGS,
    'keepalived.conf': INSTANCE,
    'old/keepalived.conf': INSTANCE.replace('51', '52').replace('.200', '.201'),
  });
  const told = async (options: Partial<LintFilesOptions> = {}) => {
    const linted = await lintFiles(['.'], { workingDirectory: directory, ...options });
    const of = (rule: string) =>
      linted.report?.findings.filter((finding) => finding.rule === rule).map((each) => `${each.path} ${each.severity}`);
    return { ...linted, of };
  };
  return { directory, told };
}

describe('lintFiles', () => {
  it('lints with the settings of each file, and says when a check should fail', async () => {
    const { told } = site();
    const { report, of, failOn } = await told();
    expect(of(UNKNOWN)).toEqual(['keepalived.conf error', 'old/keepalived.conf info']);
    expect(report?.findings.filter(({ rule }) => rule.startsWith('l3/'))).toEqual([]);
    expect(report?.keepalived).toBe('2.2.7');
    expect(failOn).toBe('error');
    expect((await told({ config: false })).of(UNKNOWN)).toEqual(['keepalived.conf error', 'old/keepalived.conf error']);
    expect((await told({ severities: new Map([[UNKNOWN, 'off']]), keepalivedVersion: '2.4.3' })).report).toMatchObject({
      keepalived: '2.4.3',
      summary: { errors: 0 },
    });
  });

  it('makes the text of a baseline, and then tells only what is new', async () => {
    const { directory, told } = site();
    const { baselineFile, baselineText } = await told({ updateBaseline: true });
    expect(baselineFile).toBe(join(directory, '.kvlint-baseline.json'));
    writeFileSync(baselineFile ?? '', baselineText ?? '');
    const known = await told();
    expect(known.report?.findings).toEqual([]);
    expect(known.baselineText).toBeNull();
    writeFileSync(join(directory, 'keepalived.conf'), INSTANCE.replace('    interface', '    advrt_int 1\n    interface'));
    expect((await told()).of(UNKNOWN)).toEqual(['keepalived.conf error']);
    expect((await told({ baseline: false })).of(UNKNOWN)).toHaveLength(3);
  });

  it('gives the texts that fixes make, and writes nothing', async () => {
    const { directory, told } = site();
    const { fixed, of } = await told({ fix: 'safe' });
    expect(fixed.map(({ path, after }) => [path, after.includes('priority 150')])).toEqual([
      ['keepalived.conf', true],
      ['old/keepalived.conf', true],
    ]);
    expect(of(UNKNOWN)).toEqual([]);
    expect(readFileSync(join(directory, 'keepalived.conf'), 'utf8')).toBe(INSTANCE);
  });

  it('minds comments, unless it is told not to', async () => {
    const directory = scratch({ 'keepalived.conf': INSTANCE.replace('150', `150 # kvlint-disable-line ${UNKNOWN} -- our own`) });
    const errors = async (inlineConfig: boolean) =>
      (await lintFiles(['.'], { workingDirectory: directory, inlineConfig })).report?.summary.errors;
    expect([await errors(true), await errors(false)]).toEqual([0, 1]);
  });

  it('says what it did not find', async () => {
    const { report, failures } = await lintFiles(['none.conf'], { workingDirectory: scratch() });
    expect(report).toBeNull();
    expect(failures).toMatchObject([{ path: 'none.conf', missing: true }]);
  });
});

describe('settingsFor', () => {
  it('tells what holds for a file, be it there or not', async () => {
    const { directory } = site();
    const at = (file: string) => settingsFor(file, { workingDirectory: directory });
    expect((await at('new/keepalived.conf')).target.version).toBe('2.2.7');
    expect((await at('new/keepalived.conf')).severities.get(UNKNOWN)).toBeUndefined();
    expect((await at('old/new.conf')).severities.get(UNKNOWN)).toBe('info');
  });

  it('refuses settings that cannot be used', async () => {
    const directory = scratch({ 'kvlint.config.yaml': 'rulse: {}\n' });
    await expect(settingsFor('keepalived.conf', { workingDirectory: directory })).rejects.toThrow(SettingsError);
  });
});
