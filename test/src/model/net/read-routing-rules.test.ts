import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../grammar/version.ts';
import { configure } from '../../../helpers/configure.ts';

/** What keepalived does about one static rule, as `check: effect, verdict`. */
function done(line: string, version?: Version): readonly string[] {
  const { corrections } = configure(`static_rules {\n${line}\n}\n`, version);
  return corrections.map(({ check, effect, verdict }) => `${check}: ${effect}, ${verdict}`);
}

describe('a rule', () => {
  it('is kept with its preference, action and interface', () => {
    const [rule] = configure('static_rules {\nfrom 2001:db8::/32 iif eth0 table 0x10 order 100\n}\n').staticRules;
    expect(rule).toMatchObject({ family: 'ipv6', preference: 100, interface: 'eth0', action: { text: 'table' }, tracked: true });
  });

  it('has one action', () => {
    expect(done('from 192.0.2.0/24 blackhole preference 1')).toEqual([]);
    expect(done('from 192.0.2.0/24 blackhole table 5 preference 1')).toEqual(['net/rule-two-actions-table: drops, reports']);
    expect(done('from 192.0.2.0/24 table 5 goto 9 preference 1')).toEqual(['net/rule-two-actions: drops, reports']);
    expect(done('from 192.0.2.0/24 nop l3mdev preference 1')).toEqual(['net/rule-l3mdev-and-action: drops, reports']);
    expect(done('from 192.0.2.0/24 preference 1')).toEqual(['net/rule-no-action: drops, reports']);
    expect(done('from 192.0.2.0/24 throw preference 1')).toEqual(['net/rule-action-invalid: drops, reports']);
  });

  it('jumps forward only', () => {
    expect(done('goto 5 preference 4')).toEqual([]);
    expect(done('goto 5 preference 0x5')).toEqual(['net/rule-goto-backwards: drops, reports']);
    expect(done('goto 5')).toEqual(['net/rule-goto-no-preference: drops, reports']);
  });

  it('gets a preference where it has none', () => {
    expect(done('from 192.0.2.0/24 table 5')).toEqual(['net/rule-no-preference: overrides, reports']);
    expect(done('from 192.0.2.0/24 table 5', '2.0.15')).toEqual([]);
  });

  it('takes "all" only before an address', () => {
    expect(done('from all to 192.0.2.0/24 table 5 preference 1')).toEqual([]);
    expect(done('from 192.0.2.0/24 to all table 5 preference 1')).toEqual(['net/rule-mixed-family: drops, reports']);
  });

  it('goes on without a selector that does not fit, and so matches more', () => {
    expect(done('from all sport 80 table 5 preference 1')).toEqual(['net/rule-sport-invalid: ignores, reports']);
    expect(done('from all dport 80-90 table 5 preference 1')).toEqual([]);
  });

  it('tells table 0 from an unknown one', () => {
    expect(done('from all table 0 preference 1')).toEqual(['net/rule-table-zero: drops, reports']);
    expect(done('from all table 5x preference 1')).toEqual(['net/rule-table-unknown: drops, reports']);
    expect(done('from all table of_the_host preference 1')).toEqual(['net/name-of-host: reports, reports']);
  });

  it('has options of tables only with a table', () => {
    expect(done('from all blackhole realms 5 preference 1')).toEqual(['net/rule-table-option-without-table: drops, reports']);
  });

  it('loses the word behind inet', () => {
    expect(done('inet from 192.0.2.0/24 table 100 preference 1')).toEqual(['net/rule-inet-skips-word: drops, reports']);
  });

  it('is not tracked by a group where it has no interface', () => {
    const group = 'track_group g {\ngroup {\nVI_1\n}\n}\n';
    const text = (line: string) => `${group}static_rules {\n${line} table 5 preference 1 track_group g\n}\n`;
    expect(configure(text('iif eth0')).staticRules[0]?.trackGroup).toBe('g');
    expect(configure(text('from all')).staticRules[0]?.trackGroup).toBeNull();
    expect(configure(text('from all')).corrections.map(({ check }) => check)).toContain('net/rule-track-group-no-dev');
  });
});
