import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import type { Rule } from '../../../src/rule/rule.ts';
import { fixText, lintText } from '../../helpers/lint-text.ts';

const INSTANCE = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;

/** The text that safe fixes make. */
function fixed(text: string, options: Parameters<typeof lintText>[1] = {}): string {
  return fixText(text, { ...options, safety: 'safe' }).files.find(({ path }) => path === 'keepalived.conf')?.after ?? text;
}

describe('where a text is not written plainly', () => {
  it.each([
    ['inside a definition', `$KEY=priorty\n${INSTANCE.replace('51\n', '51\n    $KEY 150\n')}`],
    ['in a repetition', INSTANCE.replace('    virtual_ipaddress', '    ~SEQ(N, 1, 2) priorty $N\n    virtual_ipaddress')],
  ])('there is no fix: %s', (_, text) => {
    expect(lintText(text).findings.filter(({ rule }) => rule === 'syntax/unknown-keyword')).toMatchObject([{ fix: null }]);
    expect(fixed(text)).toBe(text);
  });

  it('a line of one node is fixed, its condition stays', () => {
    const text = INSTANCE.replace('51\n', '51\n    @a priorty 150\n    @b priority 100\n');
    expect(fixed(text)).toBe(text.replace('priorty', 'priority'));
  });
});

describe('a text that several nodes read', () => {
  const common = '    lvs_sched rr\n    wieght 3\n';

  it('is fixed where all want the same', () => {
    const text = INSTANCE.replace('51\n', '51\n    priorty 150\n    @a nopreempt\n    @b state BACKUP\n');
    expect(fixed(text)).toContain('priority 150');
  });

  it('stays where the word means something else to another root file', () => {
    const files = { 'part.conf': common, 'b.conf': 'include part.conf\n' };
    const { files: changed, before } = fixText('virtual_server 192.0.2.1 80 {\n    include part.conf\n}\n', {
      files: { 'part.conf': common },
      otherNodes: { 'b.conf': files['b.conf'] },
      safety: 'safe',
    });
    expect(before.findings.filter(({ path, fix }) => path === 'part.conf' && fix !== null)).toEqual([]);
    expect(changed).toEqual([]);
  });
});

describe('a fix that would do harm', () => {
  it('is taken back and said, and the others are made', () => {
    const text = INSTANCE.replace('51\n', '51\n    priority 150\n    priority=300\n    advrt_int 2\n');
    const { files, takenBack, fixed: done, after, isComplete } = fixText(text, { safety: 'safe' });
    expect(files).toMatchObject([{ after: text.replace('advrt_int', 'advert_int') }]);
    expect(done.map(({ line }) => line)).toEqual([6]);
    expect(takenBack).toMatchObject([{ finding: { line: 5 }, because: expect.stringContaining('with it') }]);
    // It is not offered again.
    expect(after.findings.find(({ rule }) => rule === 'syntax/unknown-keyword')?.fix).toBeNull();
    expect(isComplete).toBe(true);
  });

  it('counts with what it leads to: a block that is read at last, and what is misspelt in it', () => {
    const text = INSTANCE.replace('vrrp_instance', 'vrrp_instnace').replace(
      '51\n',
      '51\n    authentication {\n        auth_type PASS\n        auth_pas abcdefgh\n    }\n',
    );
    const { files, takenBack } = fixText(text, { safety: 'safe' });
    expect(takenBack).toEqual([]);
    expect(files).toMatchObject([{ after: text.replace('instnace', 'instance').replace('auth_pas', 'auth_pass') }]);
  });
});

describe('a block that nobody has read so far', () => {
  const misspelt = INSTANCE.replace('51\n', '51\n    viartual_rules {\n        from 192.0.2.0/24 tabel 100\n    }\n');

  it('is read although there is another mistake in it, which is told then', () => {
    const { files, takenBack, after } = fixText(misspelt, { safety: 'safe' });
    expect(takenBack).toEqual([]);
    expect(files).toMatchObject([{ after: misspelt.replace('viartual', 'virtual') }]);
    expect(after.findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ rule: 'net/rule', line: 5 }]);
  });

  it('is read where lines above become longer', () => {
    const text = misspelt.replace('interface', 'interfac').replace('router_id', 'router_i');
    expect(fixed(text)).toBe(misspelt.replace('viartual', 'virtual'));
  });

  it('stays unread where keepalived would no longer run', () => {
    const text = `${INSTANCE}${INSTANCE.replace('vrrp_instance VI_1', 'vrrp_instnace VI_2').replace('.200', '.201')}`;
    const { files, takenBack } = fixText(text, { safety: 'safe' });
    expect(files).toEqual([]);
    expect(takenBack).toMatchObject([{ because: expect.stringContaining('vrrp/duplicate-vrid') }]);
  });
});

describe('what a fix leaves', () => {
  it('a comment behind a line that goes stays', () => {
    const text = INSTANCE.replace('51\n', '51\n    use_vmac vip0  # for the switch\n');
    expect(fixText(text, { safety: 'unsafe' }).files[0]?.after).toBe(text.replace('use_vmac vip0  # for', '# for'));
  });

  it('blanks, tabs and line ends stay', () => {
    const text = INSTANCE.replace('    interface eth0', '\tinterface=eth0\t# real').replaceAll('\n', '\r\n');
    expect(fixed(text)).toBe(text.replace('interface=', 'interface '));
  });

  it('a secret is in no fix', () => {
    const text = INSTANCE.replace('51\n', '51\n    authentication {\n        auth_type PASS\n        auth_pass=s3cr3t-x\n    }\n');
    const { findings } = lintText(text);
    expect(JSON.stringify(findings.map(({ fix }) => fix))).not.toContain('s3cr3t');
    expect(fixed(text)).toContain('auth_pass s3cr3t-x');
  });
});

it('many fixes that would do harm do not keep as many others from being made', () => {
  const text = Array.from({ length: 80 }, (_, i) => {
    const slip = i % 2 === 0 ? '    priority 100\n    priorty 150\n' : '    priorty 150\n';
    return INSTANCE.replace('VI_1', `VI_${i}`)
      .replace('51\n', `${i + 1}\n${slip}`)
      .replace('192.0.2.200', `192.0.2.${i + 1}`);
  }).join('\n');
  const { fixed: done, files } = fixText(text, { safety: 'safe' });
  expect(done).toHaveLength(40);
  expect(files[0]?.after.match(/priorty/g)).toHaveLength(40);
});

it('hundreds of fixes take one pass', () => {
  const lines = Array.from({ length: 900 }, (_, i) => `// number ${i}\n`).join('');
  const { files, fixed: done, isComplete } = fixText(`${lines}${INSTANCE}`, { safety: 'safe' });
  expect(done).toHaveLength(900);
  expect(files[0]?.after).toBe(`${lines.replaceAll('//', '#')}${INSTANCE}`);
  expect(isComplete).toBe(true);
});

it('files that have nothing to do with each other are mended one by one, so that what fails in one is not tried in all', () => {
  let asked = 0;
  const counter = { ...rules[0], id: 'test/counter', check: { view: () => { asked++; } } } as Rule; // biome-ignore format: one line
  const broken = (i: number): string =>
    INSTANCE.replace('VI_1', `VI_${i}`)
      .replace('51\n', '51\n    priority 150\n    priority=300\n    advrt_int 2\n')
      .replace('192.0.2.', `10.0.${i}.`);
  const otherNodes = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`node${i}/keepalived.conf`, broken(i)]));
  const { files, takenBack, before, after } = fixText(broken(99), {
    otherNodes,
    clusters: [],
    rules: [...rules, counter],
    profiles: ['all'],
    safety: 'safe',
  });
  expect(files).toHaveLength(21);
  expect(takenBack).toHaveLength(21);
  expect(after.summary.errors).toBeLessThan(before.summary.errors);
  expect(asked / 21).toBeLessThan(30);
});
