import { describe, expect, it } from 'vitest';
import { isMissed, missedRoots } from '../../../src/daemon/missed-lines.ts';
import { configure } from '../../helpers/configure.ts';
import { lintText } from '../../helpers/lint-text.ts';

const INSTANCE = (name: string, lines = ''): string =>
  `vrrp_instance ${name} {\ninterface eth0\nvirtual_router_id 51\n${lines}virtual_ipaddress {\n192.0.2.1/24\n}\n}\n`;

/** The names of the blocks that keepalived does without. */
function missed(text: string): readonly string[] {
  return missedRoots(configure(text)).map(({ keyword, args }) => [keyword, ...args].map((word) => word.text).join(' '));
}

function isLineMissed(text: string, line: string): boolean {
  const start = text.indexOf(line);
  return isMissed({ start, end: start + line.length }, configure(text));
}

describe('what keepalived misses where braces do not pair', () => {
  it.each([
    ['nothing where they do', INSTANCE('A') + INSTANCE('B'), []],
    ['all behind global_defs', `global_defs {\nrouter_id a\n${INSTANCE('A')}${INSTANCE('B')}`, ['vrrp_instance A', 'vrrp_instance B']],
    ['all behind a block in global_defs that it does not know', `global_defs {\nfoo {\n}\n${INSTANCE('A')}`, ['vrrp_instance A']],
    ['the next instance behind an instance', `vrrp_instance A {\ninterface eth0\n${INSTANCE('B')}`, ['vrrp_instance B']],
    ['nothing behind a } too many', `${INSTANCE('A')}}\n${INSTANCE('B')}`, []],
    ['a header of the same process alone', `vrrp_script s {\n${INSTANCE('A')}`, ['vrrp_instance A']],
  ])('%s', (_, text, expected) => {
    expect(missed(text)).toEqual(expected);
  });

  it('takes the lines of an instance for those of the one above it', () => {
    const text = `vrrp_instance A {\ninterface eth0\n${INSTANCE('B', 'priority 90\n')}`;
    expect(isLineMissed(text, 'priority 90')).toBe(false);
    expect(isLineMissed(`global_defs {\n${INSTANCE('B', 'priority 90\n')}`, 'priority 90')).toBe(true);
  });

  it('reads on behind the } of a block whose header stands there twice', () => {
    const text = `vrrp_script s {\nvrrp_script s {\nscript "/bin/true"\n}\n${INSTANCE('A', 'priority 90\n')}`;
    expect(isLineMissed(text, 'priority 90')).toBe(false);
    expect(missed(`vrrp_script s {\nvrrp_script s {\n}\nvrrp_instance A {\n${INSTANCE('A')}`)).toEqual([]);
  });

  it('keepalived says nothing of the values in what it misses', () => {
    const text = `global_defs {\nrouter_id a\n${INSTANCE('A', 'priority 0\nauth_pass x\n')}`;
    const { findings } = lintText(text, { profiles: ['keepalived'] });
    expect(findings.filter(({ rule }) => rule === 'syntax/invalid-value')).toEqual([]);
    const usual = lintText(text).findings.filter(({ rule }) => rule === 'syntax/invalid-value');
    expect(usual).toMatchObject([{ line: 6, verdicts: ['silent'] }]);
  });

  it('tells of a header that stands there twice, and not of what it seems to lack', () => {
    const text = `vrrp_instance A {\n${INSTANCE('A')}`;
    const { findings } = lintText(text);
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ rule: 'syntax/unbalanced-brace', line: 2 }]);
  });
});
