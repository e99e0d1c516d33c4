import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instance } from '../../helpers/play.ts';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const PAIR = { 'lb1.conf': instance(150), 'lb2.conf': instance(100) };

function folders(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string {
  const below = (name: string, files: Readonly<Record<string, string>>) =>
    Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]);
  return scratch(Object.fromEntries([...below('old', before), ...below('new', after)]));
}

/** A repository with one commit, which is the state of the disk as well. */
function repository(files: Readonly<Record<string, string>>): string {
  const directory = scratch(files);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: directory, stdio: 'ignore' });
  git('init');
  git('add', '.');
  git('commit', '-m', 'all');
  return directory;
}

describe('kvlint diff OLD NEW', () => {
  it('says so where nothing changes that keepalived sees', async () => {
    const after = { ...PAIR, 'lb1.conf': `# higher\n\n${PAIR['lb1.conf'].replaceAll('\n', '\r\n')}` };
    const { code, stdout, stderr } = await kvlint(folders(PAIR, after), ['diff', 'old', 'new', '--exit-code']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'No change: keepalived would run what it runs now.\n', stderr: '' });
  });

  it('compares the files of two folders by name, and plays their clusters', async () => {
    const directory = folders(PAIR, { ...PAIR, 'lb1.conf': instance(90) });
    const { code, stdout } = await kvlint(directory, ['diff', 'old', 'new']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^lb1\.conf\n {2}Which node holds them\n {4}vrrp_instance V\n {6}priority: 150 → 90$/m);
    expect(stdout).toMatch(/^ {2}start +192\.0\.2\.100 +lb1\.conf → lb2\.conf$/m);
    expect(stdout).toMatch(/^1 change on 1 node and another holder for 1 virtual address\.$/m);
    // What goes the way of the start is not said again.
    expect(stdout).not.toMatch(/lb1\.conf stops/);
    expect((await kvlint(directory, ['diff', 'old', 'new', '--exit-code'])).code).toBe(1);
  });

  it('compares two files of any name, and standard input', async () => {
    const directory = scratch({ 'a.conf': instance(150), 'b.conf': instance(90) });
    const { stdout } = await kvlint(directory, ['diff', 'a.conf', 'b.conf', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      nodes: [{ node: 'b.conf', before: 'a.conf', after: 'b.conf' }],
      changes: [{ node: 'b.conf', subject: 'vrrp_instance V', what: 'priority', before: 150, after: 90 }],
      outcomes: [],
    });
    const piped = await kvlint(directory, ['diff', 'a.conf', '-'], { stdin: instance(90) });
    expect(piped.stdout).toContain('priority: 150 → 90');
  });

  it('gives Markdown in which nothing of a configuration is Markdown', async () => {
    const after = instance(90, 'notify_master "/x `a` | [b](c) @team"');
    const { stdout } = await kvlint(folders({ 'k.conf': instance(150) }, { 'k.conf': after }), ['diff', 'old', 'new', '-f', 'markdown']);
    expect(stdout).toContain('| k.conf | `vrrp_instance V` | `priority` | `150` | `90` |');
    expect(stdout).toContain('`` /x `a` \\| [b](c) @team ``');
  });

  it('names nodes by what tells them apart, says once what the names stand for, and each reason once', async () => {
    const peers = (own: number, ...others: readonly number[]) =>
      `unicast_src_ip 192.0.2.${own}\nunicast_peer {\n${others.map((other) => `192.0.2.${other}\n`).join('')}}`;
    const site = (own: string) => ({
      'lb1/keepalived.conf': instance(150, own),
      'lb2/keepalived.conf': instance(120, peers(2, 1, 3)),
      'lb3/keepalived.conf': instance(100, peers(3, 1, 2)),
    });
    const { stdout } = await kvlint(folders(site(peers(1, 2, 3)), site(peers(1, 2))), ['diff', 'old', 'new']);
    const table = stdout.slice(stdout.indexOf('Who holds'), stdout.indexOf('Findings'));
    expect(table).toContain('\n  lb1  lb1/keepalived.conf\n  lb2  lb2/keepalived.conf\n  lb3  lb3/keepalived.conf\n\n  start ');
    expect(table).toMatch(
      /^ {2}start +192\.0\.2\.100 +lb1 → lb1 and lb3\n {6}'lb3' takes no notice of the adverts of 'lb1', because 'lb1' does not/m,
    );
    expect(table.match(/^ {6}'lb3' takes no notice of the adverts of 'lb1', because 'lb1'/gm)).toHaveLength(1);
    expect(table.slice(table.indexOf('  start'))).not.toContain('keepalived.conf');
  });

  it('says in Markdown which node appears and which is gone', async () => {
    const { stdout } = await kvlint(folders({ 'a.conf': instance(150), 'b.conf': instance(100) }, { 'a.conf': instance(150) }), [
      ...['diff', 'old', 'new', '-f', 'markdown'],
    ]);
    expect(stdout).toContain('| b.conf |  |  | `vrrp_instance V` |  | The node is gone. |');
  });

  it('says that nothing changes for keepalived where only findings do', async () => {
    const pass = (secret: string) => ({ 'k.conf': instance(100, `authentication {\nauth_type PASS\nauth_pass ${secret}\n}`) });
    const { stdout } = await kvlint(folders(pass('Tr0ub4d0'), pass('Tr0ub4d0urs')), ['diff', 'old', 'new']);
    expect(stdout).toContain('syntax/invalid-value)');
    expect(stdout).toMatch(/\n\nNo change in what keepalived runs, and 1 new finding, 0 gone\.\n$/);
  });

  it('shows no password, and says that it is another one', async () => {
    const pass = (secret: string) => ({ 'k.conf': instance(100, `authentication {\nauth_type PASS\nauth_pass ${secret}\n}`) });
    for (const format of ['text', 'json', 'markdown']) {
      const { stdout } = await kvlint(folders(pass('Tr0ub4d'), pass('c0rrectH')), ['diff', 'old', 'new', '-f', format]);
      expect(stdout).toContain('auth_pass');
      expect(stdout).not.toMatch(/Tr0ub4d|c0rrectH/);
    }
  });

  it('takes an own cluster and facts, and refuses those that fit nothing', async () => {
    const other = { ...PAIR, 'lb2.conf': instance(100, '', 'W').replace('192.0.2.100', '192.0.2.100') };
    const directory = folders(other, { ...other, 'lb1.conf': instance(90) });
    const named = await kvlint(directory, ['diff', 'old', 'new', '--cluster', 'x=lb1.conf,lb2.conf']);
    expect(named.stdout).toContain("cluster 'x'");
    expect((await kvlint(directory, ['diff', 'old', 'new', '--cluster', 'x=nothing'])).stderr).toContain(
      "No node belongs to the cluster 'x'",
    );
    const facts = await kvlint(directory, ['diff', 'old', 'new', '--facts', 'lb9.conf=x.json']);
    expect(facts).toMatchObject({ code: 2, stderr: expect.stringContaining("'lb9.conf' is no node") });
  });

  it.each([
    [['old'], 'kvlint diff OLD NEW'],
    [['old', 'new', 'old'], 'kvlint diff OLD NEW'],
    [['old', 'gone'], "'gone' does not exist"],
    [['-', '-'], "Only one of the two can be '-'"],
    [['old', 'new', '-f', 'xml'], "A comparison cannot be given as 'xml'"],
    [['old', 'new', '--config-id', 'x'], '--config-id x: no file names it'],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await kvlint(folders(PAIR, PAIR), ['diff', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('says so where there is nothing to compare, or nothing on one side', async () => {
    const none = { 'notes.txt': 'nothing' };
    const neither = await kvlint(folders(none, none), ['diff', 'old', 'new']);
    expect(neither).toMatchObject({ code: 2, stdout: '' });
    expect(neither.stderr).toContain("error: No keepalived configuration was found below 'old'");
    expect(neither.stderr).toContain("error: No keepalived configuration was found below 'new'");
    const one = await kvlint(folders(none, PAIR), ['diff', 'old', 'new']);
    expect(one.code).toBe(0);
    expect(one.stdout).toContain('+ 192.0.2.100/24');
    expect(one.stderr).toContain("warning: No keepalived configuration was found below 'old'");
  });

  it('ends with 2 where an included file was not read, with what it knows', async () => {
    const outside = scratch({ 'x.conf': instance(1) });
    const directory = folders({ 'k.conf': instance(100) }, { 'k.conf': `include ${join(outside, 'x.conf')}\n${instance(90)}` });
    const { code, stdout, stderr } = await kvlint(directory, ['diff', 'old', 'new']);
    expect(code).toBe(2);
    expect(stdout).toContain('priority: 100 → 90');
    expect(stderr).toContain('was not read');
  });
});

describe('kvlint diff --base', () => {
  const SITE = { 'lb/keepalived.conf': 'include conf.d/*.conf\n', 'lb/conf.d/vi.conf': instance(100) };

  it('reads what was from the store of git, included files too', async () => {
    const directory = repository(SITE);
    writeFileSync(join(directory, 'lb/conf.d/vi.conf'), instance(90));
    for (const [place, paths] of [
      ['', []],
      ['', ['lb']],
      ['lb', ['keepalived.conf']],
      ['lb', ['*.conf']],
    ] as const) {
      const { code, stdout } = await kvlint(join(directory, place), ['diff', '--base', 'HEAD', ...paths]);
      expect(code).toBe(0);
      expect(stdout).toContain('priority: 100 → 90');
    }
  });

  it('takes no notice of what is only moved, and tells what is gone or new', async () => {
    const directory = repository(PAIR);
    renameSync(join(directory, 'lb1.conf'), join(directory, 'first.conf'));
    expect((await kvlint(directory, ['diff', '--base', 'HEAD'])).stdout).toMatch(/^No change/);
    rmSync(join(directory, 'first.conf'));
    const { stdout } = await kvlint(directory, ['diff', '--base', 'HEAD', 'lb1.conf']);
    expect(stdout).toMatch(/- 192\.0\.2\.100\/24 on eth0[\s\S]*is gone/);
    writeFileSync(join(directory, 'new.conf'), instance(7, 'virtual_router_id 9'));
    expect((await kvlint(directory, ['diff', '--base', 'HEAD', 'new.conf'])).stdout).toMatch(/\+ 192\.0\.2\.100\/24 on eth0[\s\S]*appears/);
  });

  it.each([
    ['a revision that git does not know', ['--base', 'nowhere'], "git knows no revision 'nowhere'"],
    ['an option of git', ['--base=--output=x'], "git knows no revision '--output=x'"],
    ['standard input', ['--base', 'HEAD', '-'], 'standard input has none'],
    ['a file that is nowhere', ['--base', 'HEAD', 'gone.conf'], "'gone.conf' does not exist"],
  ])('refuses %s', async (_, args, message) => {
    const { code, stderr } = await kvlint(repository(PAIR), ['diff', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('says where there is no repository', async () => {
    const { code, stderr } = await kvlint(scratch(PAIR), ['diff', '--base', 'HEAD']);
    expect(code).toBe(2);
    expect(stderr).toContain('is in no git repository');
  });

  it('follows links, and refuses an included file that keepalived would not read', async () => {
    const directory = scratch({ ...SITE, 'k.conf': 'include x.conf\ninclude run.conf\n', 'run.conf': instance(3, '', 'R') });
    execFileSync('sh', ['-c', 'ln -s lb/conf.d/vi.conf x.conf && chmod 755 run.conf && git init -q . && git add .'], { cwd: directory });
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'all'], { cwd: directory });
    writeFileSync(join(directory, 'lb/conf.d/vi.conf'), instance(90));
    const { stdout } = await kvlint(directory, ['diff', '--base', 'HEAD', 'k.conf', '-f', 'json']);
    expect(JSON.parse(stdout).changes).toMatchObject([{ subject: 'vrrp_instance V', what: 'priority', before: 100, after: 90 }]);
  });
});
