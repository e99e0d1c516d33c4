import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const GOOD = `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_interface {
        eth1
    }
}
`;

/** One warning of l3/garp-suppressed in line 6, an error with `--profile l3-only`. */
const ONE_GARP = GOOD.replace('advert_int 1', 'garp_master_repeat 1\n    garp_master_delay 0');

const COMPACT = ['--format', 'compact'];

describe('the exit status', () => {
  it('is 0 when nothing was found, or nothing bad enough', async () => {
    expect(await kvlint(scratch({ 'keepalived.conf': GOOD }), ['keepalived.conf'])).toMatchObject({ code: 0, stderr: '' });
    expect(await kvlint(scratch({ 'keepalived.conf': ONE_GARP }), [])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 warning'),
    });
  });

  it('follows --fail-on', async () => {
    const directory = scratch({ 'keepalived.conf': ONE_GARP });
    const codes = async (profile: string): Promise<number[]> => {
      const outcomes = ['error', 'warning', 'info', 'never'].map((level) => kvlint(directory, ['--fail-on', level, '--profile', profile]));
      return (await Promise.all(outcomes)).map(({ code }) => code);
    };
    expect(await codes('recommended')).toEqual([0, 1, 1, 0]);
    expect(await codes('l3-only')).toEqual([1, 1, 1, 0]);
  });

  it('is 1 above --max-warnings', async () => {
    const directory = scratch({ 'keepalived.conf': ONE_GARP });
    expect(await kvlint(directory, ['--max-warnings', '0'])).toMatchObject({ code: 1 });
    expect(await kvlint(directory, ['--max-warnings', '1'])).toMatchObject({ code: 0 });
  });

  it('is 2 when something could not be read, though the rest is linted', async () => {
    const { code, stdout, stderr } = await kvlint(scratch({ 'keepalived.conf': ONE_GARP }), [
      '--profile',
      'l3-only',
      'keepalived.conf',
      'gone.conf',
    ]);
    expect(code).toBe(2);
    expect(stdout).toContain('error[l3/garp-suppressed]');
    expect(stderr).toBe("kvlint: error: 'gone.conf' does not exist. Name a file, a directory or a glob in quotes.\n");
  });

  it('is 2 for an empty path, which a script makes of a variable that is not set', async () => {
    expect(await kvlint(scratch({ 'keepalived.conf': ONE_GARP }), [''])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('A path is empty'),
    });
  });

  it('is 2 when nothing was found to lint', async () => {
    expect(await kvlint(scratch({ 'nginx.conf': 'http {\n}\n' }), ['.'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('No keepalived'),
    });
  });
});

describe('what to lint', () => {
  it('is everything below the working directory when no path is given', async () => {
    const directory = scratch({ 'a/keepalived.conf': ONE_GARP, 'b/keepalived.conf': GOOD });
    expect((await kvlint(directory, ['--no-cluster'])).stdout).toContain('1 warning in 2 files');
    expect((await kvlint(directory, ['!a/**'])).stdout).toContain('No findings in 1 file');
  });

  it('is the nodes of a cluster beside each other, unless that is not wanted', async () => {
    const directory = scratch({ 'lb1.conf': GOOD, 'lb2.conf': GOOD.replace('virtual_router_id 51', 'virtual_router_id 52') });
    const { code, stdout } = await kvlint(directory, ['lb1.conf', 'lb2.conf']);
    expect(code).toBe(1);
    expect(stdout).toContain('error[cluster/vrid]');
    expect((await kvlint(directory, ['lb1.conf', 'lb2.conf', '--no-cluster'])).stdout).toContain('No findings in 2 files');
    expect((await kvlint(directory, ['lb1.conf', 'lb2.conf', '--cluster', 'web=lb1.conf', '--cluster', 'db=lb2.conf'])).stdout).toContain(
      'No findings in 2 files',
    );
  });

  it('tells of a node that a cluster of the command line names and that is not there', async () => {
    const directory = scratch({ 'lb1.conf': GOOD, 'lb2.conf': GOOD.replace('priority 100', 'priority 90') });
    const { code, stderr } = await kvlint(directory, ['lb1.conf', 'lb2.conf', '--cluster', 'web=lb1.conf,lb3.conf']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "kvlint: warning: No node is 'lb3.conf', which the cluster 'web' names: the cluster is taken without it.\n",
    });
    expect((await kvlint(directory, ['--only-given', 'lb1.conf', '--cluster', 'web=lb*.conf,!lb9.conf'])).stderr).toBe('');
  });

  it('may be standard input, with includes beside the name it is given', async () => {
    const directory = scratch({ 'site/garp.conf': '    garp_master_repeat 1\n    garp_master_delay 0\n' });
    const stdin = GOOD.replace('    advert_int 1', 'include garp.conf');
    const outcome = await kvlint(directory, ['-', '--stdin-filename', 'site/keepalived.conf', '--format', 'json'], { stdin });
    expect(JSON.parse(outcome.stdout)).toMatchObject({
      files: [{ path: 'site/keepalived.conf' }],
      findings: [{ rule: 'l3/garp-suppressed', path: 'site/garp.conf', root: 'site/keepalived.conf', line: 1 }],
    });
    expect(JSON.parse((await kvlint(directory, ['-', '-f', 'json'], { stdin: GOOD })).stdout)).toMatchObject({
      files: [{ path: '<stdin>' }],
    });
  });

  it('is not named for standard input that is not read', async () => {
    expect(await kvlint(scratch(), ['--stdin-filename', 'a.conf'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Add the path '-'"),
    });
  });

  it('takes in the files that wildcards match', async () => {
    const directory = scratch({ 'keepalived.conf': 'include conf.d/*.conf\n', 'conf.d/a.conf': ONE_GARP, 'conf.d/b.txt': ONE_GARP });
    expect((await kvlint(directory, ['keepalived.conf', ...COMPACT])).stdout).toMatch(
      /^conf\.d\/a\.conf:6:5: warning: .*\[l3\/garp-suppressed\]\n$/,
    );
  });

  it('takes in no file outside, unless that is allowed', async () => {
    const outside = scratch({ 'garp.conf': '    garp_master_repeat 1\n    garp_master_delay 0\n' });
    const directory = scratch({ 'keepalived.conf': GOOD.replace('    advert_int 1', `include ${outside}/garp.conf`) });
    expect((await kvlint(directory, COMPACT)).stdout).not.toContain('l3/garp-suppressed');
    expect((await kvlint(directory, [...COMPACT, '--allow-include', outside])).stdout).toContain('l3/garp-suppressed');
  });
});

describe('what to demand', () => {
  it('can be set for a rule', async () => {
    const directory = scratch({ 'keepalived.conf': ONE_GARP });
    expect((await kvlint(directory, ['--rule', 'l3/garp-suppressed=off'])).stdout).toContain('No findings');
    expect((await kvlint(directory, ['--rule', 'l3/garp-*=off'])).stdout).toContain('No findings');
    expect((await kvlint(directory, ['--rule', 'l3/garp-*=off', '--rule', 'l3/garp-suppressed=error'])).code).toBe(1);
    expect((await kvlint(directory, ['--rule', 'l3/garp-suppressed=off', '--rule', 'l3/*=error'])).code).toBe(1);
    expect((await kvlint(directory, ['--rule', 'l3/garp-suppressed=info', '--rule', 'l3/garp-suppressed=error'])).stdout).toContain(
      'error[l3/garp-suppressed]',
    );
  });

  it('is accepted before and behind the word lint', async () => {
    const directory = scratch({ 'keepalived.conf': ONE_GARP });
    for (const args of [
      ['--profile', 'l3-only'],
      ['--profile', 'l3-only', 'lint', '.'],
      ['lint', '.', '--profile', 'l3-only', '--no-cluster'],
    ]) {
      expect(await kvlint(directory, args)).toMatchObject({ code: 1, stdout: expect.stringContaining('error[l3/garp-suppressed]') });
    }
  });

  it.each([
    [['--profile', 'l3only'], "There is no profile 'l3only'. Profiles: recommended, l3-only, rfc-3768, "],
    [['--rule', 'l3/no-vmack=off'], "There is no rule 'l3/no-vmack'. Did you mean 'l3/no-vmac'?"],
    [['--rule', 'no-vmac=off'], "There is no rule 'no-vmac'. Did you mean 'l3/no-vmac'?"],
    [['--rule', 'l4/*=off'], "No rule matches 'l4/*'"],
    [['--rule', 'l3/no-vmac=fatal'], "There is no severity 'fatal'"],
    [['--rule', 'l3/no-vmac'], 'gives no severity'],
    [
      ['--format', 'srif'],
      "There is no format 'srif'. Formats: text, compact, json, sarif, github, gitlab, junit, checkstyle, markdown, html. Did you mean 'sarif'?",
    ],
    [['--format', 'sarif='], 'names no file'],
    [['--format', 'json', '--format', 'sarif'], 'Only one format can go to standard output'],
    [['--fail-on', 'errors'], "Did you mean 'error'?"],
    [['--max-warnings', '-1'], 'a number from 0 on'],
    [['--keepalived-version', '2.2'], "'2.2' is not a keepalived version"],
    [['--keepalived-version', 'debian12'], "Did you mean 'debian-12'"],
    [['--formt', 'json'], 'Did you mean --format?'],
    [['explian'], "Did you mean 'explain'?"],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await kvlint(scratch({ 'keepalived.conf': GOOD }), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^kvlint: error: /);
    expect(stderr).toContain(message);
  });

  it.each([
    ['debian-12', '2.2.7'],
    ['ubuntu-24.04', '2.2.8'],
    ['rhel-8', '2.1.5'],
  ])('takes %s for the version that it ships', async (distribution, version) => {
    const { stdout } = await kvlint(scratch({ 'keepalived.conf': GOOD }), ['-k', distribution, '--format', 'json']);
    expect(JSON.parse(stdout)).toHaveProperty('keepalived', version);
  });

  it('warns of a keepalived that it does not know', async () => {
    const directory = scratch({ 'keepalived.conf': GOOD });
    expect(await kvlint(directory, ['-k', '99.0.0'])).toMatchObject({ code: 0, stderr: expect.stringContaining('99.0.0 is newer') });
    expect((await kvlint(directory, ['-k', '1.3.5'])).stderr).toContain('1.3.5 is older');
  });
});

describe('reports', () => {
  it('go to standard output and to files in one run', async () => {
    const directory = scratch({ 'keepalived.conf': ONE_GARP });
    const { stdout } = await kvlint(directory, [
      '-f',
      'compact',
      '-f',
      'json=out/a.json',
      '-f',
      'sarif=out/a.sarif',
      '-f',
      'text=out/a.txt',
      '--color',
    ]);
    expect(stdout).toMatch(/^keepalived\.conf:6:5: warning: /);
    expect(JSON.parse(readFileSync(join(directory, 'out/a.json'), 'utf8'))).toMatchObject({ findings: [{ rule: 'l3/garp-suppressed' }] });
    expect(JSON.parse(readFileSync(join(directory, 'out/a.sarif'), 'utf8'))).toMatchObject({
      runs: [{ results: [{ ruleId: 'l3/garp-suppressed' }] }],
    });
    expect(readFileSync(join(directory, 'out/a.txt'), 'utf8')).not.toContain('\u001b');
  });

  it('print nothing when all of them go to files', async () => {
    const directory = scratch({ 'keepalived.conf': ONE_GARP });
    expect(await kvlint(directory, ['-f', 'json=a.json'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(existsSync(join(directory, 'a.json'))).toBe(true);
  });

  it('that cannot be written are a failure', async () => {
    const directory = scratch({ 'keepalived.conf': ONE_GARP, 'taken/x': '' });
    expect(await kvlint(directory, ['-f', 'json=taken'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("taken' cannot be written"),
    });
  });

  it('tell by which include lines a file is reached, as text and as JSON', async () => {
    const directory = scratch({
      'main.conf': '\ninclude sites/all.conf\n',
      'sites/all.conf': 'include sites/a.conf\n',
      'sites/sites/a.conf': 'foo\n',
    });
    const text = await kvlint(directory, ['main.conf']);
    const places = text.stdout.split('\n').filter((line) => /-->|:::|Included/.test(line));
    expect(places.map((line) => line.replace(/^[ |-]*/, ''))).toEqual([
      '> sites/sites/a.conf:1:1',
      '::: sites/all.conf:1:9',
      'Included here.',
      '::: main.conf:2:9',
      'Included here.',
    ]);
    const json = await kvlint(directory, ['--format', 'json', 'main.conf']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      findings: [
        {
          path: 'sites/sites/a.conf',
          related: [
            { path: 'sites/all.conf', line: 1, column: 9, message: 'Included here.' },
            { path: 'main.conf', line: 2, column: 9, message: 'Included here.' },
          ],
        },
      ],
    });
  });

  it('leave out the summary with --quiet', async () => {
    expect((await kvlint(scratch({ 'keepalived.conf': GOOD }), ['--quiet'])).stdout).toBe('');
  });

  it('are accompanied by numbers on standard error with --stats', async () => {
    const { stdout, stderr } = await kvlint(scratch({ 'keepalived.conf': ONE_GARP }), ['--stats', '--format', 'json']);
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect(stderr).toMatch(/^1 file, 1 view, \d+ rules, \d+ ms\n {2}1 l3\/garp-suppressed\n$/);
  });

  it('tell with --stats what a search passed over', async () => {
    const directory = scratch({
      '.git/HEAD': '',
      '.gitignore': 'build\n',
      'kvlint.config.yaml': 'ignore: [archive]\n',
      'keepalived.conf': GOOD,
      'build/keepalived.conf': GOOD,
      'archive/keepalived.conf': GOOD,
      'nginx.conf': 'http {\n}\n',
    });
    const { stderr } = await kvlint(directory, ['--stats', '--quiet']);
    expect(stderr).toContain('1 file left out by .gitignore: build/keepalived.conf\n');
    expect(stderr).toContain('1 file ignored by the settings: archive/keepalived.conf\n');
    expect(stderr).toContain('1 file not keepalived by its text: nginx.conf\n');
  });

  it('are one finding for a file that is no configuration, and is named', async () => {
    const directory = scratch({ 'package.json': '{\n  "name": "x",\n  "scripts": {\n    "a": "b"\n  }\n}\n' });
    const { code, stdout } = await kvlint(directory, ['package.json', '--profile', 'all', '--format', 'compact']);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /^package\.json:1:1: error: This is no keepalived configuration: it looks like JSON\. .*\[syntax\/foreign-file]/,
      ),
    ]);
    expect(code).toBe(1);
  });

  it('say nothing of a foreign file that a hook names', async () => {
    const directory = scratch({ 'keepalived/nginx.conf': 'user nginx;\nhttp {\n  server {\n    listen 80;\n  }\n}\n' });
    expect(await kvlint(directory, ['--only-given', 'keepalived/nginx.conf'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('show no secret, in no format', async () => {
    const secret = 'k1ngf1sh';
    const directory = scratch({
      'keepalived.conf': ONE_GARP.replace(
        'garp_master_repeat 1',
        `garp_master_repeat 1\n authentication { auth_type PASS auth_pass ${secret} }\n auth_pass ${secret} "`,
      ),
    });
    for (const format of ['text', 'compact', 'json', 'sarif']) {
      const { stdout } = await kvlint(directory, ['--profile', 'all', '--format', format]);
      expect(stdout).toContain('keepalived.conf');
      expect(stdout).not.toContain(secret);
    }
  });
});

describe('SARIF', () => {
  const uris = async (directory: string, args: readonly string[]): Promise<unknown> => {
    const { runs } = JSON.parse((await kvlint(directory, ['-f', 'sarif', ...args])).stdout);
    return runs[0].results.map(
      (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        result.locations[0]?.physicalLocation.artifactLocation.uri,
    );
  };

  it('is relative to the git repository, wherever kvlint runs', async () => {
    const directory = scratch({ '.git/HEAD': '', 'site/a b/keepalived.conf': ONE_GARP });
    expect(await uris(join(directory, 'site'), ['.'])).toEqual(['site/a%20b/keepalived.conf']);
    expect(await uris(join(directory, 'site'), ['.', '--sarif-root', '.'])).toEqual(['a%20b/keepalived.conf']);
  });

  it('tells uploads apart by a category, and what could not be read', async () => {
    const { code, stdout } = await kvlint(scratch({ 'keepalived.conf': GOOD }), [
      'keepalived.conf',
      'gone.conf',
      '-f',
      'sarif',
      '--sarif-category',
      'lb',
    ]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).runs[0]).toMatchObject({
      automationDetails: { id: 'lb/' },
      invocations: [
        { executionSuccessful: false, toolExecutionNotifications: [{ message: { text: expect.stringContaining('gone.conf') } }, {}] },
      ],
    });
  });
});

describe('colours', () => {
  it('follow the terminal, and the options and variables about them', async () => {
    const directory = scratch({ 'keepalived.conf': ONE_GARP });
    const colored = async (args: readonly string[], environment: Record<string, string>, terminal: boolean): Promise<boolean> =>
      (await kvlint(directory, args, { environment, terminal })).stdout.includes('\u001b[33m');
    expect(await colored([], {}, true)).toBe(true);
    expect(await colored([], {}, false)).toBe(false);
    expect(await colored([], { TERM: 'dumb' }, true)).toBe(false);
    expect(await colored([], { NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await colored([], { NO_COLOR: '' }, true)).toBe(true);
    expect(await colored([], { FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await colored([], { FORCE_COLOR: '0' }, true)).toBe(false);
    expect(await colored(['--color'], { NO_COLOR: '1' }, false)).toBe(true);
    expect(await colored(['--no-color'], { FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await colored(['--color', 'always'], { NO_COLOR: '1' }, false)).toBe(true);
    expect(await colored(['--color=never'], { FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await colored(['--color', 'auto'], { NO_COLOR: '1' }, true)).toBe(false);
    expect(await colored(['--color', 'auto'], {}, true)).toBe(true);
    // A path behind the bare option is a path.
    expect(await colored(['--color', 'keepalived.conf'], { NO_COLOR: '1' }, false)).toBe(true);
  });

  it('cannot be told anything else', async () => {
    const { code, stderr } = await kvlint(scratch({ 'keepalived.conf': ONE_GARP }), ['--color=alway']);
    expect(code).toBe(2);
    expect(stderr).toContain("--color alway is not possible. Choices: auto, always, never. Did you mean 'always'?");
  });
});
