import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

/** One finding at `warning`: the check notices a failure after 40 seconds; and notes. */
const SLOW = `vrrp_script check_web {
    script "/usr/bin/true"
    interval 20
    fall 2
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}
`;

const RULE = 'vrrp/script-timing';

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
}

async function found(directory: string, args: readonly string[] = []): Promise<readonly Found[]> {
  const { stdout, stderr } = await kvlint(directory, ['--format', 'json', ...args]);
  expect(stderr).toBe('');
  return JSON.parse(stdout).findings;
}

/** The severities of one rule by file. */
async function severities(directory: string, args: readonly string[] = [], id = RULE): Promise<Readonly<Record<string, string>>> {
  const findings = await found(directory, args);
  return Object.fromEntries(findings.filter(({ rule }) => rule === id).map(({ path, severity }) => [path, severity]));
}

describe('which settings count', () => {
  it('finds them upward from each file, and the nearest file wins', async () => {
    const directory = scratch({
      'kvlint.config.yaml': `rules: { ${RULE}: error }`,
      'a/keepalived.conf': SLOW,
      'b/kvlint.config.json': `{ "rules": { "${RULE}": "warning" } }`,
      'b/deep/keepalived.conf': SLOW,
      'c/package.json': `{ "name": "c", "kvlint": { "rules": { "${RULE}": "off" } } }`,
      'c/keepalived.conf': SLOW,
      'd/package.json': '{ "name": "d" }',
      'd/keepalived.conf': SLOW,
    });
    expect(await severities(directory)).toEqual({
      'a/keepalived.conf': 'error',
      'b/deep/keepalived.conf': 'warning',
      'd/keepalived.conf': 'error',
    });
    expect(await severities(join(directory, 'b', 'deep'))).toEqual({ 'keepalived.conf': 'warning' });
  });

  it.each(['kvlint.config.yml', '.kvlintrc', '.kvlintrc.yaml', '.kvlintrc.yml', '.kvlintrc.json', 'kvlint.config.jsonc'])(
    'knows %s',
    async (name) => {
      const text = name.includes('json')
        ? `{ "rules": { "${RULE}": "error" } ${name.endsWith('c') ? '/* why */' : ''} }`
        : `rules: { ${RULE}: error }`;
      expect(await severities(scratch({ [name]: text, 'keepalived.conf': SLOW }))).toEqual({ 'keepalived.conf': 'error' });
    },
  );

  it('lets the command line win, and takes another file or none where that is asked for', async () => {
    const directory = scratch({
      'kvlint.config.yaml': `rules: { ${RULE}: error }`,
      'other.yaml': `rules: { ${RULE}: off }`,
      'keepalived.conf': SLOW,
    });
    expect(await severities(directory, ['--rule', `${RULE}=warning`])).toEqual({ 'keepalived.conf': 'warning' });
    expect(await severities(directory, ['--config', 'other.yaml'])).toEqual({});
    expect(await severities(directory, ['--no-config'])).toEqual({ 'keepalived.conf': 'info' });
  });

  it('adds to what is extended: a profile, a file, a package', async () => {
    const directory = scratch({
      'kvlint.config.yaml': `extends: [l3-only, ./base/base.yaml, kvlint-config-ours]\nrules: { 'l3/*': off }`,
      'base/base.yaml': `rules: { ${RULE}: error }\noverrides: [{ files: late.conf, rules: { ${RULE}: warning } }]`,
      'node_modules/kvlint-config-ours/package.json': '{ "name": "kvlint-config-ours", "main": "ours.json" }',
      'node_modules/kvlint-config-ours/ours.json': '{ "rules": { "security/script-security": "error" } }',
      'keepalived.conf': SLOW,
      'base/late.conf': SLOW,
    });
    const all = await found(directory);
    expect(all.filter(({ rule }) => rule.startsWith('l3/'))).toEqual([]);
    expect(await severities(directory)).toEqual({ 'keepalived.conf': 'error', 'base/late.conf': 'warning' });
    expect(await severities(directory, [], 'security/script-security')).toEqual({ 'keepalived.conf': 'error', 'base/late.conf': 'error' });
  });
});

describe('what settings set', () => {
  it('options of a rule', async () => {
    const directory = scratch({ 'kvlint.config.yaml': `rules: { ${RULE}: [error, { longestDetection: 60 }] }`, 'keepalived.conf': SLOW });
    expect(await severities(directory)).toEqual({});
    writeFileSync(join(directory, 'kvlint.config.yaml'), `rules: { ${RULE}: [error, { longestDetection: 39 }] }`);
    expect(await severities(directory)).toEqual({ 'keepalived.conf': 'error' });
  });

  it('profiles, versions and severities of some files only', async () => {
    const directory = scratch({
      'kvlint.config.yaml': `keepalivedVersion: debian-12
overrides:
  - files: new/**
    keepalivedVersion: 2.4.3
    profiles: [keepalived]
`,
      'old/keepalived.conf': SLOW,
      'new/keepalived.conf': SLOW,
    });
    const { stdout } = await kvlint(directory, ['--format', 'json']);
    const { files, findings, profiles } = JSON.parse(stdout);
    expect(files.map(({ path, keepalived }: { path: string; keepalived: string }) => [path, keepalived])).toEqual([
      ['new/keepalived.conf', '2.4.3'],
      ['old/keepalived.conf', '2.2.7'],
    ]);
    expect(new Set(findings.map(({ path }: Found) => path))).toEqual(new Set(['old/keepalived.conf']));
    expect(profiles.map(({ name }: { name: string }) => name)).toEqual(['keepalived', 'recommended']);
    expect((await kvlint(directory, [])).stdout).toContain('in 2 files for keepalived 2.4.3 and 2.2.7.');
  });

  it('severities where a finding stands, also in an included file', async () => {
    const directory = scratch({
      'kvlint.config.yaml': `rules: { ${RULE}: error }\noverrides: [{ files: 'conf.d/**', rules: { ${RULE}: off } }]`,
      'keepalived.conf': `include conf.d/*.conf\n${SLOW.replaceAll('check_web', 'check_own')}`,
      'conf.d/web.conf': SLOW.replace('VI_1', 'VI_2').replace('51', '52').replace('.200', '.201'),
    });
    expect(await severities(directory)).toEqual({ 'keepalived.conf': 'error' });
  });

  it('folders that stand for one of the host', async () => {
    const files = {
      'hosts/lb9/etc/keepalived/keepalived.conf': 'include /etc/keepalived/conf.d/*.conf\n',
      'hosts/lb9/etc/keepalived/conf.d/web.conf': SLOW,
    };
    const directory = scratch({ ...files, 'kvlint.config.yaml': "roots: { 'hosts/*/etc/keepalived': /etc/keepalived }" });
    const { stdout } = await kvlint(directory, ['--format', 'json']);
    expect(JSON.parse(stdout).files.map(({ path }: Found) => path)).toEqual(['hosts/lb9/etc/keepalived/keepalived.conf']);
    expect(Object.keys(await severities(directory))).toEqual(['hosts/lb9/etc/keepalived/conf.d/web.conf']);
  });

  it('what is ignored in a search and by a hook, and read when it is named', async () => {
    const directory = scratch({
      'kvlint.config.yaml': `ignore: [archive]\nrules: { ${RULE}: error }`,
      'archive/keepalived.conf': SLOW,
      'b.conf': SLOW,
    });
    expect(Object.keys(await severities(directory))).toEqual(['b.conf']);
    expect(Object.keys(await severities(directory, ['archive/keepalived.conf']))).toEqual(['archive/keepalived.conf']);
    expect(await kvlint(directory, ['--only-given', 'archive/keepalived.conf'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('configurations whose names say nothing', async () => {
    const directory = scratch({
      'kvlint.config.yaml': `include: ['sites/*.txt']\nrules: { ${RULE}: error }`,
      'sites/a.txt': SLOW,
      'b.txt': SLOW,
    });
    expect(Object.keys(await severities(directory))).toEqual(['sites/a.txt']);
  });

  it('directories that included files may be read from', async () => {
    const outside = scratch({ 'web.conf': SLOW });
    const directory = scratch({
      'kvlint.config.yaml': `allowInclude: ['${outside}']\nrules: { ${RULE}: error }`,
      'keepalived.conf': `include ${outside}/web.conf\n`,
    });
    expect(Object.keys(await severities(directory))).toEqual([`${outside}/web.conf`]);
  });

  it('values of the environment, and what is in it only where that is asked for', async () => {
    const text = 'global_defs {\n    router_id ${_ENV SITE}-${_ENV HOST_NAME}-${_ENV OTHER}\n}\n';
    const directory = scratch({ 'kvlint.config.yaml': 'env: { SITE: berlin, HOST_NAME: true }', 'keepalived.conf': text });
    const { stdout } = await kvlint(directory, ['expand', 'keepalived.conf', '--no-origins'], {
      environment: { HOST_NAME: 'lb1', OTHER: 'x' },
    });
    expect(stdout).toContain('router_id berlin-lb1-\n');
  });

  it('clusters, whose facts a simulation knows', async () => {
    const node = (priority: number) => SLOW.replace('virtual_router_id 51', `virtual_router_id 51\n    priority ${priority}`);
    const directory = scratch({
      'kvlint.config.yaml': "clusters: { web: { nodes: ['a/*.conf', 'b/*.conf'], facts: { a/x.conf: a.json } } }",
      'a/x.conf': node(100),
      'b/y.conf': node(100),
      'a.json': '{ "schema": 1, "interfaces": { "eth0": { "addresses": ["192.0.2.1/24"] } } }',
    });
    const { stdout } = await kvlint(directory, ['clusters', '--format', 'json']);
    expect(JSON.parse(stdout).clusters).toMatchObject([{ name: 'web', grouped: 'settings' }]);
    writeFileSync(join(directory, 'a.json'), 'no JSON');
    expect((await kvlint(directory, ['simulate'])).stderr).toContain('a.json');
  });

  it('what a comparison looks for, options included', async () => {
    const quick = SLOW.replace('interval 20', 'interval 2');
    const directory = scratch({ 'kvlint.config.yaml': '', 'old.conf': quick, 'new.conf': SLOW });
    const changes = async (longest: number): Promise<string> => {
      writeFileSync(join(directory, 'kvlint.config.yaml'), `rules: { ${RULE}: [error, { longestDetection: ${longest} }] }`);
      return (await kvlint(directory, ['diff', 'old.conf', 'new.conf'])).stdout;
    };
    expect(await changes(60)).not.toContain(RULE);
    expect(await changes(39)).toContain("+ error: 'check_web' may take '40' seconds to notice a failure.");
  });

  it('what makes a run fail', async () => {
    const directory = scratch({ 'kvlint.config.yaml': `failOn: never\nrules: { ${RULE}: error }`, 'keepalived.conf': SLOW });
    expect((await kvlint(directory, [])).code).toBe(0);
    expect((await kvlint(directory, ['--fail-on', 'error'])).code).toBe(1);
  });

  it('the baseline', async () => {
    const directory = scratch({
      'kvlint.config.yaml': `baseline: known/list.json\nrules: { ${RULE}: error }`,
      'sites/keepalived.conf': SLOW,
      'known/x': '',
    });
    expect((await kvlint(join(directory, 'sites'), ['--update-baseline'])).code).toBe(0);
    expect(readFileSync(join(directory, 'known', 'list.json'), 'utf8')).toContain('../sites/keepalived.conf');
    expect((await kvlint(directory, [])).code).toBe(0);
    expect((await kvlint(directory, ['--no-baseline'])).code).toBe(1);
  });

  it('rules of a plugin', async () => {
    const directory = scratch({
      'kvlint.config.yaml': "plugins: [./rules.mjs]\nrules: { 'ours/*': error }",
      'rules.mjs': `export const rules = [{
        id: 'ours/no-web', title: 'x', severity: 'warning', precision: 'high', verdict: 'silent', what: 'x', why: 'x', advice: 'x', references: [],
        examples: { bad: [], good: [] },
        check: { view(configuration, report) {
          for (const { name, nameWord } of configuration.vrrpScripts) if (name === 'check_web') report({ at: nameWord, summary: 'No web.' });
        } },
      }];`,
      'keepalived.conf': SLOW,
    });
    expect(await severities(directory, [], 'ours/no-web')).toEqual({ 'keepalived.conf': 'error' });
    expect(await severities(directory, ['--rule', 'ours/no-web=warning'], 'ours/no-web')).toEqual({ 'keepalived.conf': 'warning' });
  });
});

describe('a settings file that cannot be used', () => {
  it.each([
    ['rulez: {}', ":1:1: There is no setting 'rulez'. Did you mean 'rules'?"],
    ['colour: 1', ":1:1: There is no setting 'colour'. There are: $schema, extends, "],
    ['profiles: [house]', ":1:12: There is no profile 'house'. There are: recommended, "],
    ['rules:\n  no-vmac: error', ":2:3: There is no rule 'no-vmac'. Did you mean 'l3/no-vmac'?"],
    ["rules:\n  'ours/*': error", ":2:3: No rule matches 'ours/*'. 'kvlint rules' lists them all."],
    ['rules:\n  l3/no-vmac: fatal', ":2:3: 'rules.l3/no-vmac' must be one of error, warning, info, off, or [severity, { option: value }]."],
    ['profiles: [l3only]', ":1:12: There is no profile 'l3only'. Did you mean 'l3-only'?"],
    ['overrides:\n  - { file: x }', ":2:5: 'overrides[0]' lacks 'files'."],
    ['overrides: [{ files: x, rulez: 1 }]', ":1:25: There is no setting 'overrides[0].rulez'. Did you mean 'rules'?"],
    [`rules: { ${RULE}: [error, { longest: 3 }] }`, `:1:40: The rule '${RULE}' has no option 'longest'. There are: longestDetection.`],
    [
      `rules: { ${RULE}: [error, { longestDetection: x }] }`,
      `:1:40: The option 'longestDetection' of '${RULE}' must be a number from 1 on.`,
    ],
    ['keepalivedVersion: 2.2', ":1:1: 'keepalivedVersion' must be a text, such as '2.2.7' or 'debian-12'."],
    [
      'keepalivedVersion: debian-99',
      ":1:1: 'keepalivedVersion' must be three numbers such as 2.2.7, 'auto', or a distribution such as debian-12.",
    ],
    ['a: [', ':1:5: This is not YAML: '],
    ['- a', ':1:1: The file must be a table of settings, not a list.'],
    ['extends: ./base.yaml', ":1:1: './base.yaml', which is to be extended, does not exist."],
    [
      'extends: l3only',
      ":1:1: 'l3only' is no profile, and no package of this name with settings is installed. A file begins with './'. Did you mean 'l3-only'?",
    ],
    ['extends: ./kvlint.config.yaml', ": its 'extends' leads back to itself."],
    ['plugins: [./none.mjs]', ": The plugin './none.mjs' cannot be loaded: "],
  ])('%j: says where and what', async (text, message) => {
    const directory = scratch({ 'kvlint.config.yaml': text, 'keepalived.conf': SLOW });
    const { code, stdout, stderr } = await kvlint(directory, []);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`kvlint: error: kvlint.config.yaml${message}`);
  });

  it('counts lines in JSON too, and names a file that is not there', async () => {
    const directory = scratch({ '.kvlintrc.json': '{\n  "rules": { "l3/no-vmc": "error" }\n}', 'keepalived.conf': SLOW });
    expect((await kvlint(directory, [])).stderr).toContain(".kvlintrc.json:2:14: There is no rule 'l3/no-vmc'. Did you mean 'l3/no-vmac'?");
    expect((await kvlint(directory, ['--config', 'none.yaml'])).stderr).toContain('none.yaml: this settings file does not exist.');
  });
});

describe('a baseline that cannot be used', () => {
  const MEND = "Mend it, or delete it and write it anew with 'kvlint --update-baseline'.";

  it.each([
    ['{ "schema": 1, "findings": [', `: this is no JSON (`, MEND],
    ['{\n<<<<<<< ours\n  "schema": 1\n=======\n>>>>>>> theirs\n}', ': it holds the marks of a merge. ', MEND],
    ['{ "schema": 1, "findings": ["x|y"] }', ": 'x|y' is no key of a finding. ", MEND],
    ['{ "schema": 9, "findings": [] }', ': a newer version of kvlint has written it. ', 'Update kvlint.'],
  ])('says why and what to do, and is left as it is: %s', async (text, why, advice) => {
    const directory = scratch({ 'keepalived.conf': SLOW, '.kvlint-baseline.json': text });
    for (const args of [[], ['--update-baseline']]) {
      const { code, stdout, stderr } = await kvlint(directory, args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`The baseline '.kvlint-baseline.json' cannot be read${why}`);
      expect(stderr).toContain(` ${advice}\n`);
    }
    expect(readFileSync(join(directory, '.kvlint-baseline.json'), 'utf8')).toBe(text);
  });

  it('is no directory', async () => {
    const { code, stderr } = await kvlint(scratch({ 'keepalived.conf': SLOW, 'known/x': '' }), ['--baseline', 'known']);
    expect([code, stderr]).toEqual([2, "kvlint: error: The baseline 'known' cannot be read: it is a directory.\n"]);
  });
});

it('does not take a baseline of what it is to fix', async () => {
  const directory = scratch({ 'keepalived.conf': SLOW });
  const { code, stderr } = await kvlint(directory, ['--fix', '--update-baseline']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('Fix first, then update the baseline.')]);
});

describe('--print-config', () => {
  it('tells what holds for a file, and where it is set', async () => {
    const directory = scratch({
      'kvlint.config.yaml': `extends: ./base.yaml\nrules: { ${RULE}: [error, { longestDetection: 5 }], 'l3/*': off }`,
      'base.yaml': 'keepalivedVersion: 2.2.7\nprofiles: [security]',
      'keepalived.conf': SLOW,
    });
    const { code, stdout } = await kvlint(directory, ['--print-config', 'keepalived.conf']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'keepalived.conf',
      settings: ['base.yaml', 'kvlint.config.yaml'],
      keepalivedVersion: '2.2.7',
      profiles: ['security'],
      failOn: 'error',
      rules: { [RULE]: ['error', { longestDetection: 5 }], 'l3/no-vmac': 'off', 'security/script-as-root': 'info' },
    });
  });

  it('is about one file', async () => {
    const directory = scratch({ 'a.conf': SLOW, 'b.conf': SLOW });
    expect(await kvlint(directory, ['--print-config'])).toMatchObject({ code: 2 });
  });
});

describe('kvlint init', () => {
  it('writes settings that fit what it finds, and that can be used', async () => {
    const directory = scratch({
      'hosts/lb1/etc/keepalived/keepalived.conf': SLOW,
      'hosts/lb2/etc/keepalived/keepalived.conf': `${SLOW}virtual_server 192.0.2.10 80 {\n    real_server 198.51.100.1 80 {\n        TCP_CHECK {\n        }\n    }\n}\n`,
    });
    expect((await kvlint(directory, ['init'])).stdout).toBe("Wrote kvlint.config.yaml, for 2 configurations. Run 'kvlint' to lint them.\n");
    const text = readFileSync(join(directory, 'kvlint.config.yaml'), 'utf8');
    expect(text).toContain("  'hosts/*/etc/keepalived': /etc/keepalived");
    expect(text).toContain("Found by themselves ('kvlint clusters' says why): hosts/lb.");
    expect(text).toContain('\n  - lvs ');
    expect((await kvlint(directory, [])).stderr).toBe('');
    // What stands in comments is right too.
    const all = text.replace(/^# (?=(?:rules|overrides|ignore|clusters|keepalivedVersion):|(?: {2})+['\w-])/gm, '');
    writeFileSync(join(directory, 'kvlint.config.yaml'), all);
    expect((await kvlint(directory, [])).stderr).toBe('');
  });

  it('overwrites nothing', async () => {
    const directory = scratch({ '.kvlintrc': 'rules: {}' });
    const { code, stderr } = await kvlint(directory, ['init']);
    expect([code, stderr]).toEqual([2, "kvlint: error: There are settings already: '.kvlintrc'. Edit them, or take them away first.\n"]);
  });

  it('works before there is any configuration', async () => {
    const directory = scratch();
    mkdirSync(join(directory, 'sites'));
    expect(await kvlint(directory, ['init'])).toMatchObject({
      code: 0,
      stdout: 'Wrote kvlint.config.yaml. No configuration was found below this folder yet.\n',
      stderr: '',
    });
  });

  it('says that layer 3 alone is near only where no instance uses multicast', async () => {
    const unicast = (id: number, lines: string): string =>
      `vrrp_instance V${id} {\n    interface eth0\n    virtual_router_id ${id}\n${lines}    virtual_ipaddress {\n        192.0.2.${id}\n    }\n}\n`;
    const peers = '    unicast_peer {\n        192.0.2.200\n    }\n';
    for (const [other, isNear] of [
      [peers, true],
      ['', false],
    ] as const) {
      const directory = scratch({ 'keepalived.conf': unicast(1, peers) + unicast(2, other) });
      await kvlint(directory, ['init']);
      expect(readFileSync(join(directory, 'kvlint.config.yaml'), 'utf8').includes('your instances come near')).toBe(isNear);
    }
  });
});
