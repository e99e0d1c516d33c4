import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectShownOutput, guideBlocks, ROOT } from '../helpers/guide.ts';
import { scratch } from '../helpers/scratch.ts';
import { kvlint } from '../helpers/session.ts';

describe('docs/guides/kubernetes.md', () => {
  it('shows what the commands print', () => expectShownOutput('kubernetes', `${ROOT}fixtures/kubernetes`));

  it('shows parts of the file', () => {
    const file = readFileSync(`${ROOT}fixtures/kubernetes/load-balancers.yaml`, 'utf8');
    const [shown = ''] = guideBlocks('kubernetes', 'yaml');
    for (const line of shown.split('\n').filter((each) => !/…|^# /.test(each))) expect(file).toContain(line);
  });

  it('gives the hook a pattern with which YAML is linted, and other YAML passed over', async () => {
    const pattern = /files: \(\?i\)(.*)/.exec(guideBlocks('kubernetes', 'yaml')[1] ?? '')?.[1] ?? '';
    const files = ['deploy/lb/map.yaml', 'deploy/values.yml', 'lb1/keepalived.conf'];
    expect(files.every((file) => new RegExp(pattern, 'i').test(file))).toBe(true);
    expect(new RegExp(pattern, 'i').test('docs/map.yaml')).toBe(false);
    const map = readFileSync(`${ROOT}fixtures/kubernetes/load-balancers.yaml`, 'utf8');
    const directory = scratch({ 'deploy/lb/map.yaml': map, 'deploy/values.yml': 'replicas: 2\n' });
    const both = await kvlint(directory, ['--only-given', 'deploy/lb/map.yaml', 'deploy/values.yml', '--format', 'compact']);
    expect(both.stdout).toContain('deploy/lb/map.yaml:35:9');
    expect(both.stdout).not.toContain('values.yml');
    expect(await kvlint(directory, ['--only-given', 'deploy/values.yml'])).toMatchObject({ code: 0, stderr: '' });
  });
});
