import { describe, expect, it } from 'vitest';
import { allPlaces, pathOf } from '../../../grammar/keywords/index.ts';
import { rules } from '../../../rules/index.ts';
import { entryPlaces, pathOfOption } from '../../../src/cli/entry-places.ts';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

describe('kvlint', () => {
  it('prints its version and its help', async () => {
    expect(await kvlint(scratch(), ['--version'])).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
    expect(await kvlint(scratch(), ['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Exit status: 0'), stderr: '' });
    expect(await kvlint(scratch(), ['help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Exit status: 0'), stderr: '' });
    expect(await kvlint(scratch(), ['help', 'expand'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Usage: kvlint expand /) });
  });
});

describe('a command that is used wrongly', () => {
  it.each([
    [['verdict'], "missing required argument 'paths'", 'verdict'],
    [['rules', '--profile', 'l3-only'], "unknown option '--profile'", 'rules'],
    [['simulate', '--event', 'x.json'], "unknown option '--event'", 'simulate'],
  ])('names its own help: %j', async (args, wrong, command) => {
    const { code, stderr } = await kvlint(scratch(), args);
    expect(code).toBe(2);
    expect(stderr).toContain(wrong);
    expect(stderr).toMatch(new RegExp(`\\nRun 'kvlint help ${command}' for its arguments and options\\.\\n$`));
  });
});

describe('a file that is no configuration', () => {
  const files = { 'nginx.conf': 'user nginx;\nevents {\n    worker_connections 1024;\n}\n', 'unit.conf': '[Unit]\nDescription=x\n' };

  it.each([
    ['expand', 'nginx.conf'],
    ['clusters', 'nginx.conf'],
    ['verdict', 'nginx.conf'],
    ['upgrade', '--from', '2.2.7', 'nginx.conf'],
    ['diff', 'unit.conf', 'nginx.conf'],
    ['simulate', '--cluster', 'x=nginx.conf', 'nginx.conf'],
  ])('is called so: %s', async (...args) => {
    const { stderr } = await kvlint(scratch(files), args);
    expect(stderr).toContain(
      "kvlint: warning: 'nginx.conf' is no keepalived configuration: it looks like a configuration of nginx or the like.\n",
    );
  });
});

describe('a template', () => {
  const TEMPLATE = 'vrrp_instance V {\n    interface {{ iface }}\n    virtual_router_id 51\n}\n';
  const files = { 'a.conf.j2': TEMPLATE, 'b.conf.j2': `${TEMPLATE}# b\n` };

  it.each([
    [['expand', 'a.conf.j2'], "'a.conf.j2' is a template, not a configuration yet: it is read as it stands. Give what it renders to."],
    [['clusters', 'a.conf.j2'], "'a.conf.j2' is a template,"],
    [['simulate', '--cluster', 'x=a.conf.j2,b.conf.j2', '.'], "'a.conf.j2' and 'b.conf.j2' are templates, not configurations yet:"],
    [['diff', 'a.conf.j2', 'b.conf.j2'], "'a.conf.j2' and 'b.conf.j2' are templates, not configurations yet:"],
  ])('is called so: %j', async (args, message) => {
    expect((await kvlint(scratch(files), args)).stderr).toContain(`kvlint: warning: ${message}`);
  });

  it('is not said to be the same to two versions', async () => {
    const { code, stdout } = await kvlint(scratch(files), ['upgrade', '--from', '2.2.7', 'a.conf.j2']);
    expect([code, stdout]).toEqual([2, 'What keepalived does with a template depends on what it renders to.\n']);
  });
});

describe('kvlint explain', () => {
  it.each(rules.map(({ id }) => id))('explains %s', async (id) => {
    const { code, stdout } = await kvlint(scratch(), ['explain', id]);
    expect(code).toBe(0);
    for (const heading of ['What it finds', 'Why it matters', 'How to mend it', 'Examples']) expect(stdout).toContain(`\n${heading}\n`);
    expect(stdout).not.toMatch(/```|\*\*|^\|/m);
  });

  it('takes the name of a rule without its folder', async () => {
    expect((await kvlint(scratch(), ['explain', 'no-vmac'])).stdout).toMatch(/^l3\/no-vmac\n/);
  });

  it('explains a keyword with its place, range, default and rules', async () => {
    const { code, stdout } = await kvlint(scratch(), ['explain', 'vrrp_instance.priority']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^priority PRIORITY\n/);
    expect(stdout).toMatch(/^stands in +vrrp_instance$/m);
    expect(stdout).toMatch(/^PRIORITY +a whole number from 1 to 255$/m);
    expect(stdout).toMatch(/^default +\S/m);
    expect((await kvlint(scratch(), ['explain', 'use_vmac'])).stdout).toMatch(/^ {2}l3\/no-vmac: /m);
  });

  it('shows a word once that versions take differently', async () => {
    const { stdout } = await kvlint(scratch(), ['explain', 'real_server.weight']);
    expect(stdout).toMatch(/^weight WEIGHT\n/);
    expect(stdout.match(/^WEIGHT +a whole number/gm)?.length).toBeGreaterThan(1);
  });

  it('explains every meaning of a keyword, and what a block holds', async () => {
    const { stdout } = await kvlint(scratch(), ['explain', 'track_script']);
    expect(stdout.match(/^track_script \{ … \} {2}\(vrrp_\w+\)$/gm)?.length).toBeGreaterThan(1);
    expect((await kvlint(scratch(), ['explain', 'vrrp_instance'])).stdout).toMatch(/^holds +.*advert_int/m);
  });

  it('prefers a keyword to a rule that is named after it', async () => {
    expect((await kvlint(scratch(), ['explain', 'include'])).stdout).toMatch(/^include PATTERN\n/);
  });

  it.each([...new Set([...allPlaces()].map(pathOf))])('explains %s', async (path) => {
    const { code, stdout, stderr } = await kvlint(scratch(), ['explain', path]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^${path.split('.').at(-1)}( |$)`, 'm'));
    expect(stdout).toMatch(/^stands in +\S/m);
    expect(stdout).toMatch(/^versions +(all|\d)/m);
    expect(stdout.split('Rules that look at it')[0]).not.toMatch(/undefined|\[object|[^/]\bnull\b|NaN/);
  });

  it.each([...entryPlaces()].map((place) => pathOfOption(place).join(' ')))('explains the option %s', async (path) => {
    const { code, stdout, stderr } = await kvlint(scratch(), ['explain', path]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^stands in +\S/m);
    expect(stdout).toMatch(/^versions +(all|\d)/m);
    expect(stdout.split('Rules that look at it')[0]).not.toMatch(/undefined|\[object|[^/]\bnull\b|NaN/);
  });

  it('explains the options of list entries, and where they stand', async () => {
    const { stdout } = await kvlint(scratch(), ['explain', 'virtual_ipaddress dev']);
    expect(stdout).toMatch(/^dev INTERFACE\n/);
    expect(stdout).toMatch(/^stands in +virtual_ipaddress$/m);
    expect(stdout).toMatch(/^if wrong +the entry is left out, and keepalived does not run$/m);
    const everywhere = (await kvlint(scratch(), ['explain', 'preferred_lft'])).stdout;
    expect(everywhere).toMatch(/^stands in +.*static_ipaddress.*virtual_ipaddress/m);
    expect(everywhere).toMatch(/^versions +2\.0\.20 and later$/m);
    expect((await kvlint(scratch(), ['explain', 'virtual_routes nexthop via'])).stdout).toMatch(/^stands in +nexthop of virtual_routes$/m);
  });

  it('shows the words as the newest version takes them', async () => {
    expect((await kvlint(scratch(), ['explain', 'virtual_server'])).stdout).toMatch(/^virtual_server ADDRESS \[PORT\] \{/);
  });

  it('leads from a word of a keyword to the keyword', async () => {
    expect((await kvlint(scratch(), ['explain', 'virtual_server fwmark'])).stdout).toMatch(/^or +virtual_server fwmark FWMARK /m);
    expect((await kvlint(scratch(), ['explain', 'track_script weight'])).stdout).toMatch(/^each line +SCRIPT \[weight WEIGHT\]/m);
    expect((await kvlint(scratch(), ['explain', 'min_ttl'])).stdout).toMatch(/^each line +ADDRESS \[min_ttl MIN-TTL\]/m);
  });

  it('says what happens where a word is wrong or missing, or the keyword stands twice', async () => {
    const { stdout } = await kvlint(scratch(), ['explain', 'vrrp_instance.priority']);
    expect(stdout).toMatch(/^if wrong +keepalived says so and uses /m);
    expect(stdout).toMatch(/^if missing +keepalived stops reading, with exit status 2$/m);
    expect(stdout).toMatch(/^twice +the last one counts$/m);
  });

  it('suggests what may have been meant', async () => {
    expect(await kvlint(scratch(), ['explain', 'virtual_ipaddress lable'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean 'label'?"),
    });
    expect(await kvlint(scratch(), ['explain', 'vrrp_instance.priorty'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean 'priority'?"),
    });
    expect(await kvlint(scratch(), ['explain', 'l3/no-vmack'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean 'l3/no-vmac'?"),
    });
    expect(await kvlint(scratch(), ['explain', 'virtual router id'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean 'virtual_router_id'"),
    });
    expect(await kvlint(scratch(), ['explain', 'l3'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Rules begin with 'l3/': name one, such as 'l3/"),
    });
  });
});

describe('kvlint rules', () => {
  it('lists all rules, in three formats', async () => {
    const { stdout } = await kvlint(scratch(), ['rules']);
    const listed = JSON.parse((await kvlint(scratch(), ['rules', '--format', 'json'])).stdout) as { id: string }[];
    const table = (await kvlint(scratch(), ['rules', '--format', 'markdown'])).stdout;
    expect(listed.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    for (const { id } of rules) {
      expect(stdout).toContain(`${id} `);
      expect(table).toContain(`| [${id}](https://`);
    }
  });

  it('refuses other formats', async () => {
    expect(await kvlint(scratch(), ['rules', '--format', 'jsonn'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean 'json'?"),
    });
  });
});

describe('kvlint expand', () => {
  const files = {
    'keepalived.conf': 'global_defs {\n  @a router_id one\n  @b router_id two\n}\ninclude i/*.conf\n',
    'i/x.conf': '$IF=eth0\nvrrp_instance VI_1 {\n  interface $IF\n  authentication {\n    auth_pass k1ngf1sh\n  }\n}\n',
  };

  it('prints what keepalived reads, and where it comes from', async () => {
    const { code, stdout } = await kvlint(scratch(files), ['expand', 'keepalived.conf', '--config-id', 'b']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {4}router_id two +# keepalived\.conf:3$/m);
    expect(stdout).not.toContain('router_id one');
    expect(stdout).toMatch(/^ {4}interface eth0 +# i\/x\.conf:\d, by .*keepalived\.conf:5$/m);
    expect(stdout).not.toContain('k1ngf1sh');
  });

  it('says whose reading it is where the file describes several nodes', async () => {
    const directory = scratch(files);
    const { code, stdout, stderr } = await kvlint(directory, ['expand', 'keepalived.conf']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        "kvlint: warning: This is what a node reads that no condition names. 'keepalived.conf' names 'a' and 'b': choose one with --config-id.\n",
    });
    expect(stdout).not.toContain('router_id');
    expect((await kvlint(directory, ['expand', 'keepalived.conf', '--config-id', 'a'])).stderr).toBe('');
    const unknown = await kvlint(directory, ['expand', 'keepalived.conf', '--config-id', 'c']);
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringMatching(/no condition names, leave the option out\.$/m) });
  });

  it('leaves the origins out when asked to', async () => {
    expect((await kvlint(scratch(files), ['expand', 'keepalived.conf', '--no-origins'])).stdout).toMatch(
      /^global_defs \{\n\}\nvrrp_instance VI_1 \{\n {4}interface eth0\n {4}authentication \{\n/,
    );
  });

  it('wants one file', async () => {
    expect(await kvlint(scratch(files), ['expand', 'gone.conf'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('does not exist'),
    });
    const two = scratch({ 'a/keepalived.conf': 'global_defs {\n}\n', 'b/keepalived.conf': 'global_defs {\n}\n' });
    expect(await kvlint(two, ['expand', '.'])).toMatchObject({ code: 2, stderr: expect.stringContaining('Name one, such as') });
  });
});
