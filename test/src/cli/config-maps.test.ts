import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

/** A ConfigMap with files as its keys. */
function configMap(name: string, files: Readonly<Record<string, string>>): string {
  const data = Object.entries(files).map(([key, text]) => `  ${key}: |\n${text.replace(/^(?=.)/gm, '    ')}`);
  return `kind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data.join('')}`;
}

const BAD = 'global_defs {\n    router_idd a\n}\n';

async function compact(directory: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await kvlint(directory, [...args, '--format', 'compact']);
  return stdout.trimEnd().split('\n');
}

describe('a ConfigMap', () => {
  it.each([[['.']], [['map.yaml']], [['*.yaml']], [[]]])('is found and has its places in the YAML (%j)', async (paths) => {
    const directory = scratch({ 'map.yaml': configMap('lb', { 'keepalived.conf': BAD }), 'other.yaml': 'services:\n  lb: keepalived\n' });
    expect(await compact(directory, ...paths)).toEqual([expect.stringMatching(/^map\.yaml:7:9: error: 'router_idd'/)]);
  });

  it('is silent about other YAML in a search, and says that there is nothing where there is nothing else', async () => {
    const directory = scratch({
      'keepalived.conf': 'global_defs {\n}\n',
      'values.yaml': 'a: 1\n',
      'map.yaml': configMap('x', { 'nginx.conf': 'a;\n' }),
    });
    expect(await kvlint(directory, ['.', '--format', 'compact'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const other = await kvlint(scratch({ 'values.yaml': 'a: 1\n' }), ['.']);
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('No keepalived configuration was found') });
  });

  it('takes any key whose text is a configuration, but no program', async () => {
    const files = { 'vips.txt': BAD, 'notify.sh': `#!/bin/sh\n${BAD}` };
    expect(await compact(scratch({ 'map.yaml': configMap('lb', files) }), '.')).toEqual([expect.stringContaining('map.yaml:7:9')]);
  });

  it('finds what one key includes among the others, by name, by wildcard and below /etc/keepalived', async () => {
    const files = {
      'keepalived.conf': 'include one.conf\ninclude /etc/keepalived/two.conf\ninclude thre*.conf\ninclude four.conf\n',
      'one.conf': BAD,
      'two.conf': BAD,
      'three.conf': BAD,
    };
    const lines = await compact(scratch({ 'map.yaml': configMap('lb', files), 'four.conf': BAD }), 'map.yaml');
    expect(lines.filter((line) => line.includes('router_idd')).map((line) => line.split(':')[1])).toEqual(['12', '16', '20']);
    expect(lines.filter((line) => line.includes("'four.conf' does not exist"))).toHaveLength(1);
  });

  it('keeps maps of one name apart, and includes within each', async () => {
    const yaml = ['a', 'b'].map((text) =>
      configMap('lb', { 'keepalived.conf': 'include x.conf\n', 'x.conf': BAD.replace('router_idd', text) }),
    );
    const lines = await compact(scratch({ 'map.yaml': yaml.join('---\n') }), '.', '--no-cluster');
    expect(lines.map((line) => /map\.yaml:(\d+):9: error: '(.)'/.exec(line)?.slice(1))).toEqual([
      ['9', 'a'],
      ['20', 'b'],
    ]);
  });

  it('can be named by its key', async () => {
    const yaml = ['a', 'b'].map((name) => configMap(name, { 'keepalived.conf': BAD }));
    const directory = scratch({ 'map.yaml': yaml.join('---\n') });
    expect(await compact(directory, 'map.yaml#b/keepalived.conf')).toEqual([expect.stringContaining('map.yaml:16:9')]);
    expect((await kvlint(directory, ['expand', 'map.yaml'])).stderr).toContain("Name one, such as 'map.yaml#a/keepalived.conf'");
    expect((await kvlint(directory, ['expand', 'map.yaml#a/keepalived.conf'])).stdout).toContain('router_idd a');
    expect(await kvlint(directory, ['map.yaml#c/keepalived.conf'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('does not exist'),
    });
  });

  it('obeys comments, settings for the YAML file, and a baseline', async () => {
    const suppressed = BAD.replace('router_idd a', 'router_idd a  # kvlint-disable-line syntax/unknown-keyword -- as agreed');
    expect(await compact(scratch({ 'map.yaml': configMap('lb', { 'keepalived.conf': suppressed }) }), '.')).toEqual(['']);
    const settings = 'overrides:\n  - files: "deploy/*.yaml"\n    rules:\n      syntax/unknown-keyword: warning\n';
    const directory = scratch({ 'deploy/map.yaml': configMap('lb', { 'keepalived.conf': BAD }), 'kvlint.config.yaml': settings });
    expect(await compact(directory, '.')).toEqual([expect.stringContaining('deploy/map.yaml:7:9: warning')]);
    const baseline = join(directory, '.kvlint-baseline.json');
    await kvlint(directory, ['.', '--baseline', baseline, '--update-baseline']);
    expect(readFileSync(baseline, 'utf8')).toContain('deploy/map.yaml#lb/keepalived.conf');
    expect(await compact(directory, '.', '--baseline', baseline)).toEqual(['']);
  });

  it('tells of what it cannot read with places, instead of passing it over', async () => {
    const yaml = 'kind: ConfigMap\ndata:\n  a.conf: >\n    vrrp_instance A {\n    }\n  b.conf: "vrrp_instance B {\\n}\\n"\n';
    for (const path of ['.', 'map.yaml']) {
      const { code, stderr } = await kvlint(scratch({ 'map.yaml': yaml }), [path]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/'a\.conf' in 'map\.yaml' was not read: it is a folded text/);
      expect(stderr).toMatch(/'b\.conf' in 'map\.yaml' was not read: it is written as a string/);
    }
  });

  it('shows no secret, and the lines around a place only as they are masked', async () => {
    const text = `vrrp_instance A {\n    interfce eth0\n    authentication {\n        auth_type PASS\n        auth_pass Q7X1k9Z4\n    }\n}\n`;
    const directory = scratch({ 'map.yaml': configMap('lb', { 'keepalived.conf': text }) });
    for (const format of ['text', 'json', 'html', 'sarif', 'markdown']) {
      const { stdout } = await kvlint(directory, ['.', '--verbose', '--profile', 'all', '--format', format]);
      expect(stdout, format).not.toContain('Q7X1k9Z4');
      expect(stdout, format).toContain('map.yaml');
    }
  });

  it('is never edited', async () => {
    const yaml = configMap('lb', { 'keepalived.conf': BAD });
    const directory = scratch({ 'map.yaml': yaml });
    const { stderr, stdout } = await kvlint(directory, ['.', '--fix-unsafe']);
    expect(stderr).toBe('Nothing to fix.\n');
    expect(stdout).not.toContain('--fix');
    expect(readFileSync(join(directory, 'map.yaml'), 'utf8')).toBe(yaml);
  });

  it('counts as one file where files are listed, and names the key of each view', async () => {
    const directory = scratch({ 'map.yaml': configMap('lb', { 'keepalived.conf': BAD, 'b.conf': 'global_defs {\n}\n' }) });
    const { stdout } = await kvlint(directory, ['.', '--format', 'junit']);
    expect(stdout.match(/<testsuite /g)).toHaveLength(1);
    const json = JSON.parse((await kvlint(directory, ['.', '--format', 'json'])).stdout);
    expect(json.findings[0]).toMatchObject({ path: 'map.yaml', root: 'map.yaml#lb/keepalived.conf', line: 7 });
  });

  it('is compared with one of another name finding by finding', async () => {
    const instance =
      'vrrp_instance A {\n    interface eth0\n    virtual_router_id 51\n    priority 110\n    virtual_ipaddress {\n        192.0.2.100/24\n    }\n}\n';
    const map = configMap('lb', { 'keepalived.conf': instance });
    const directory = scratch({ 'old.yaml': map, 'new.yaml': map.replace('priority 110', 'priority 300') });
    const { stdout } = await kvlint(directory, ['diff', 'old.yaml', 'new.yaml', '--format', 'json']);
    const { findings } = JSON.parse(stdout) as { findings: readonly { change: string; rule: string; path: string }[] };
    expect(findings.map(({ change, rule, path }) => [change, rule, path])).toEqual([['appears', 'syntax/invalid-value', 'new.yaml']]);
  });
});
