import { describe, expect, it } from 'vitest';
import { splitKey } from '../../../src/finding/finding-key.ts';
import { lintFiles, lintText } from '../../helpers/lint-text.ts';

const INSTANCE = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 300
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;

function keysOf(text: string, rule = 'syntax/invalid-value'): readonly string[] {
  return lintText(text)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ key }) => key);
}

describe('the key of a finding', () => {
  it('is rule, root, blocks, keyword, value and a number', () => {
    expect(keysOf(INSTANCE)).toEqual(['syntax/invalid-value|keepalived.conf|vrrp_instance VI_1|priority|300|1']);
  });

  it('stays where lines move, blanks change, a brace moves down and comments come', () => {
    const moved = INSTANCE.replace('    priority 300\n', '')
      .replace('VI_1 {', 'VI_1   # the first\n{\n\t priority   300   # too high')
      .replace('vrrp_instance', '# a comment\n\nvrrp_instance');
    expect(keysOf(moved)).toEqual(keysOf(INSTANCE));
  });

  it('is another one for another block, another value and a second equal mistake', () => {
    expect(keysOf(INSTANCE.replace('VI_1', 'VI_2'))).toEqual(['syntax/invalid-value|keepalived.conf|vrrp_instance VI_2|priority|300|1']);
    expect(keysOf(INSTANCE.replace('300', '301'))).toEqual(['syntax/invalid-value|keepalived.conf|vrrp_instance VI_1|priority|301|1']);
    expect(keysOf(INSTANCE.replace('    priority 300', '    prioritee 9\n    prioritee 9'), 'syntax/unknown-keyword')).toEqual([
      'syntax/unknown-keyword|keepalived.conf|vrrp_instance VI_1|prioritee|prioritee|1',
      'syntax/unknown-keyword|keepalived.conf|vrrp_instance VI_1|prioritee|prioritee|2',
    ]);
  });

  it('names the blocks of an included file as well, and the root file that it belongs to', () => {
    const { findings } = lintFiles(
      { 'a.conf': 'vrrp_instance VI_1 {\n  include part.conf\n}\n', 'part.conf': 'interface eth0\npriority 300\n' },
      ['a.conf'],
    );
    expect(findings.map(({ key }) => key)).toContain('syntax/invalid-value|a.conf|vrrp_instance VI_1|priority|300|1');
  });

  it('holds no secret, however short', () => {
    const text = INSTANCE.replace('priority 300', 'authentication {\n auth_type PASS\n auth_pass q7x extra\n }\n').replace(
      'eth0',
      'eth0\n auth_pass q7x\n',
    );
    const { findings } = lintText(text, { profiles: ['all'] });
    expect(findings.some(({ key }) => key.includes('auth_pass'))).toBe(true);
    for (const { key } of findings) expect(key).not.toContain('q7x');
  });

  it('is one for what is told of one place in several views', () => {
    const { findings } = lintText(INSTANCE.replace('    interface eth0', '    @a interface eth0\n    @b interface eth1'));
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
  });

  it('can be taken apart, whatever the names hold', () => {
    const [key = ''] = keysOf(INSTANCE.replace('VI_1', '"a|b\\c"'));
    expect(splitKey(key)).toEqual({
      rule: 'syntax/invalid-value',
      root: 'keepalived.conf',
      rest: expect.stringMatching(/\|priority\|300\|1$/),
    });
    expect(splitKey('no key')).toBeNull();
    expect(splitKey('a|b|c|d|e|0')).toBeNull();
  });
});
