import { describe, expect, it } from 'vitest';
import { build } from '../../../grammar/keywords/build.ts';
import { NEWEST_VERSION, type Version } from '../../../grammar/version.ts';
import { rules } from '../../../rules/index.ts';
import type { Target } from '../../../src/binding/target.ts';
import { assumedTarget } from '../../../src/daemon/assumed-target.ts';
import { type ConfigTest, testConfigurations } from '../../../src/engine/config-test.ts';
import { memoryReader } from '../../../src/engine/memory-reader.ts';

function verdicts(text: string, version: Version = NEWEST_VERSION, files: Record<string, string> = {}): readonly ConfigTest[] {
  return verdictsOf(text, assumedTarget(version), files);
}

function verdictsOf(text: string, target: Target, files: Record<string, string> = {}): readonly ConfigTest[] {
  const reader = memoryReader({ ...files, 'keepalived.conf': text });
  const root = { path: 'keepalived.conf', absolute: 'keepalived.conf' };
  return testConfigurations([root], reader, { rules, target, kvlint: '0.0.0-test' }).views;
}

/** `5 reports, 2 reports`: status, ending and how much is reported, for the only view. */
function verdict(text: string, version?: Version, files?: Record<string, string>): string {
  const [view, ...others] = verdicts(text, version, files);
  if (!view || others.length > 0) throw new Error('the text does not have one view');
  return `${view.status} ${view.ending}, ${view.reports.length}`;
}

const GOOD = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;

describe('the exit status of keepalived -t', () => {
  it('is 0 where nothing is reported', () => {
    expect(verdict(GOOD)).toBe('0 passes, 0');
  });

  it('is 5 for whatever is reported, 4 before 2.2.0, and 0 before messages counted', () => {
    const text = `${GOOD}\nvrrp_instanc VI_2\n`;
    expect(verdict(text)).toBe('5 reports, 1');
    expect(verdict(text, '2.2.0')).toBe('5 reports, 1');
    expect(verdict(text, '2.1.5')).toBe('4 reports, 1');
    expect(verdict(text, '2.0.6')).toBe('0 passes, 0');
  });

  it.each([
    ['in global_defs', `global_defs {\n  smtp_alert maybe\n}\n${GOOD}`, 0],
    ['in an instance', GOOD.replace('interface eth0', 'interface eth0\npriorty 100'), 0],
    ['in a BFD session', `bfd_instance B {\n  neighbor_ip 192.0.2.9\n  multihop\n}\n${GOOD}`, 4],
    ['a quote in any block', `global_defs {\n  router_id "lb1\n}\n${GOOD}`, 4],
  ])('forgot before 2.2.0 what the last process, that of BFD, does not read itself: %s', (_, text, before) => {
    expect(verdicts(text, '2.1.5')[0]?.status).toBe(before);
    expect(verdicts(text, '2.2.0')[0]?.status).toBe(5);
  });

  it('forgot nothing of VRRP before 2.2.0 where keepalived was built without BFD', () => {
    const target = { ...assumedTarget('2.1.5'), build: { lacks: new Set([build.bfd]) } };
    expect(verdictsOf(GOOD.replace('interface eth0', 'interface eth0\npriorty 100'), target)).toMatchObject([{ status: 4 }]);
  });

  it('is 2 where a word is missing that keepalived takes for granted, and what stands behind is not reported', () => {
    const text = GOOD.replace('interface eth0', 'interface eth0\npriority\npriorty 3');
    expect(verdict(text)).toBe('2 stops, 1');
    expect(verdict(text, '2.2.4')).toBe('4 stops, 1');
    expect(verdict(text, '2.1.5')).toBe('3 stops, 1');
  });

  it('is 2 where an entry of a list or its brace is missing too', () => {
    expect(verdict(`static_routes {\n  192.0.2.0/24 via\n}\n${GOOD}`)).toMatch(/^2 stops/);
    expect(verdict('virtual_server_group WEB\n192.0.2.1 80\n')).toMatch(/^2 stops/);
  });

  it('is that of a crash, unless reading stops before', () => {
    const crash = 'bfd_instance {\n  neighbor_ip 192.0.2.2\n}\n';
    expect(verdict(`${GOOD}${crash}`)).toBe('139 crashes, 1');
    expect(verdict(`${GOOD.replace('interface eth0', 'interface')}${crash}`)).toBe('2 stops, 1');
  });

  it('never comes where a definition refers to itself', () => {
    expect(verdict(`$A=$B\n$B=$A\n${GOOD.replace('eth0', '$A')}`)).toBe('124 hangs, 1');
  });

  it('is 6 where a file is insisted on, and nothing after the parent is read', () => {
    const broken = GOOD.replace('interface eth0', 'interface eth0\npriorty 100');
    expect(verdict(`includem gone.conf\n${broken}`)).toBe('6 refuses-include, 1');
    expect(verdict(`includem gone.conf\n${broken}`, '2.2.4')).toBe('7 refuses-include, 1');
    expect(verdict(`includem here.conf\n${GOOD}`, NEWEST_VERSION, { 'here.conf': '' })).toBe('0 passes, 0');
  });

  it('does not count that a plain include finds no file', () => {
    expect(verdict(`include gone.conf\n${GOOD}`)).toBe('0 passes, 1');
    expect(verdict(`include\n${GOOD}`)).toBe('5 reports, 1');
  });

  it('is 0 in a network namespace that the host may not have, whatever is wrong', () => {
    const [view] = verdicts(`net_namespace red\nglobal_defs {\n  smtp_alert maybe\n}\n${GOOD}`);
    expect(view).toMatchObject({ status: 0, ending: 'namespace', otherwise: [{ where: 'namespace', status: null }] });
    expect(view?.reports).toHaveLength(1);
  });

  it('does not exist before 2.0.4', () => {
    expect(verdicts(GOOD, '2.0.3')).toMatchObject([{ status: null }]);
    expect(verdicts(GOOD, '2.0.4')).toMatchObject([{ status: 0 }]);
  });
});

describe('a verdict', () => {
  it('is given for each view, with what holds there', () => {
    const text = GOOD.replace('interface eth0', 'interface eth0\n@low priorty 100\n@high priority 150');
    expect(verdicts(text).map(({ configId, status, reports }) => [configId, status, reports.length])).toEqual([
      ['low', 5, 1],
      ['high', 0, 0],
    ]);
  });

  it('names the place that keepalived names', () => {
    const [view] = verdicts('vrrp_script check {\n  interval 2\n}\n');
    expect(view?.reports).toMatchObject([{ path: 'keepalived.conf', line: 3 }]);
  });

  describe('of a script that is tracked', () => {
    const scripted = (globals: string): string =>
      `global_defs {\n${globals}\n}\nvrrp_script check {\n  script "/usr/bin/true"\n}\n${GOOD.replace('interface eth0', 'interface eth0\ntrack_script {\ncheck\n}')}`;
    it.each([
      ['2.4.3', '', 'scripts', 6, { 'no-scripts': 5 }],
      ['2.2.7', '', 'scripts', 6, { 'no-scripts': 5, users: 143 }],
      ['2.1.5', '', 'passes', 0, { scripts: 5 }],
      ['2.2.7', 'enable_script_security', 'scripts', 143, { 'no-users': 5 }],
      ['2.4.3', 'enable_script_security', 'passes', 0, { 'no-scripts': 5, 'no-users': 5 }],
      ['2.2.7', 'enable_script_security\nscript_user nobody', 'scripts', 143, { 'no-users': 5 }],
      ['2.2.7', 'enable_script_security\nscript_user root', 'passes', 0, { 'no-scripts': 5 }],
    ] as const)('is the worst that a host makes of it where none makes it pass: %s, %j', (version, globals, ending, status, others) => {
      const [view] = verdicts(scripted(globals), version);
      expect(view).toMatchObject({ ending, status });
      expect(Object.fromEntries(view?.otherwise.map(({ where, status: other }) => [where, other]) ?? [])).toEqual(others);
    });

    it('does not count what is only opened, whose path and user nobody looks at', () => {
      const text = scripted('script_user nobody').replace('"/usr/bin/true"', '"</dev/tcp/127.0.0.1/80"');
      expect(verdicts(text, '2.2.7')).toMatchObject([{ ending: 'passes', status: 0 }]);
      expect(verdicts(text, '2.2.7')[0]?.otherwise).not.toContainEqual(expect.objectContaining({ where: 'no-scripts' }));
    });

    it('does not count a script inside of an instance, where keepalived reads none', () => {
      const inside = GOOD.replace(
        /}\n$/,
        '    vrrp_script check {\n        script "/usr/bin/true"\n    }\n    track_script {\n        check\n    }\n}\n',
      );
      expect(verdicts(inside, '2.2.7')).toMatchObject([{ ending: 'reports', status: 5, otherwise: [] }]);
    });

    it.each(['"/usr/bin/killall -0 \'nginx"', '"/bin/sh -c \'exit 0"'])(
      'does not count a script whose inner quote is open, which keepalived leaves out: %s',
      (command) => {
        const text = scripted('').replace('"/usr/bin/true"', command);
        expect(verdicts(text, '2.2.7')).toMatchObject([{ ending: 'reports', status: 5, otherwise: [] }]);
        expect(verdicts(text, '2.2.7')[0]?.reports.map(({ line }) => line)).toEqual([5, 10]);
      },
    );

    it('has no other status where nothing is tracked', () => {
      expect(verdicts(GOOD)).toMatchObject([{ otherwise: [] }]);
    });
  });

  it('is none for a template', () => {
    expect(verdicts(`{% for vip in vips %}\n${GOOD}{% endfor %}\n`)).toMatchObject([{ ending: 'template', status: null }]);
  });

  it('never comes to an end from 2.2.0 on where a tracked file is unknown and another one is above', () => {
    const instance =
      'vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n  virtual_ipaddress {\n    192.0.2.1/24\n  }\n  track_file {\n    two\n  }\n}\n';
    const file = (name: string): string => `track_file ${name} {\n  file /tmp/${name}\n}\n`;
    expect(verdicts(file('one') + instance, '2.2.7')).toMatchObject([{ ending: 'hangs', status: 124 }]);
    expect(verdicts(file('one') + instance, '2.4.3')).toMatchObject([{ ending: 'hangs', status: 124 }]);
    expect(verdicts(file('one') + instance + file('two'), '2.2.7')).toMatchObject([{ ending: 'passes', status: 0 }]);
    expect(verdicts(instance + file('two'), '2.2.7')).toMatchObject([{ ending: 'reports', status: 5 }]);
    expect(verdicts(instance, '2.2.7')).toMatchObject([{ ending: 'reports', status: 5 }]);
  });

  it('is that of a script without security where the header of the script stands twice', () => {
    const script = 'vrrp_script check {\nvrrp_script check {\n  script "/bin/true"\n}\n';
    expect(
      verdicts(`${script}${GOOD.replace('interface eth0', 'interface eth0\n  track_script {\n    check\n  }')}`, '2.2.7'),
    ).toMatchObject([{ ending: 'scripts', status: 6 }]);
  });

  it('does not crash over a missing quote behind an escape that ends the line', () => {
    for (const version of ['2.1.5', '2.2.7', '2.4.3'] as const) {
      const [test] = verdicts(`vrrp_script check {\n  script "/bin/true \\'\n}\n`, version);
      expect(test?.ending).toBe('reports');
    }
  });

  it('crashes 2.2.7 where a script to be checked lacks its closing quote', () => {
    expect(verdicts('vrrp_script check {\n  script "/bin/true\n}\n', '2.2.7')).toMatchObject([{ ending: 'crashes', status: 139 }]);
    expect(verdicts('vrrp_script check {\n  script "/bin/true"\n}\n', '2.2.7')).toMatchObject([{ ending: 'passes' }]);
  });
});
