import { describe, expect, it } from 'vitest';
import { includePatterns, mayInclude, spellOut } from '../../../../src/node/discover/include-lines.ts';

describe('includePatterns', () => {
  it('finds include lines wherever keepalived does', () => {
    const text = [
      'include a.conf',
      '  includea b/*.conf   # comment',
      '@lb1 include c.conf',
      '$INC=include d.conf',
      'vrrp_instance A { include e.conf',
      '# include no.conf',
      '! include no.conf',
      'notify include no.conf',
      'includez no.conf',
      'include # no.conf',
    ].join('\r\n');
    expect(includePatterns(text)).toEqual(['a.conf', 'b/*.conf', 'c.conf', 'd.conf', 'e.conf']);
  });
});

describe('mayInclude', () => {
  it.each(['include x', '$A=incl\n${A}ude x', '$A=i\n@lb1 ${A}nclude x', '$A=x\na {\n $A\n}', '~SEQ(A, 1, 2) $B', 'a { ${B}x'])(
    'cannot rule it out in %j',
    (text) => {
      expect(mayInclude(text)).toBe(true);
    },
  );

  it.each(['global_defs {\n}', '$VIP=192.0.2.1\nvirtual_ipaddress {\n 192.0.2.2\n}', '$A=1\npriority $A'])('rules it out in %j', (text) => {
    expect(mayInclude(text)).toBe(false);
  });
});

describe('spellOut', () => {
  it('spells out alternatives, nested ones too', () => {
    expect(spellOut('{a,b}/{c,d{1,2}}.conf')).toEqual(['a/c.conf', 'a/d1.conf', 'a/d2.conf', 'b/c.conf', 'b/d1.conf', 'b/d2.conf'].sort());
    expect(spellOut('a{b.conf')).toEqual(['a{b.conf']);
  });

  it('stays bounded', () => {
    expect(spellOut('{a,b}'.repeat(40)).length).toBeLessThanOrEqual(1000);
  });
});
