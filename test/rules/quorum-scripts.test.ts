import { describe, expect, it } from 'vitest';
import type { ProfileName } from '../../src/rule/rule.ts';
import { lintText } from '../helpers/lint-text.ts';

/** What is said of the quorum scripts of a virtual server; `around` it stands something else. */
function saidOf(lines: string, around = '', profiles: readonly ProfileName[] = []): readonly string[] {
  const text = `${around}
virtual_server 192.0.2.200 80 {
  lvs_sched wlc
  lvs_method DR
  protocol TCP
  alpha
  ${lines}
  real_server 198.51.100.11 80 {
    TCP_CHECK {
    }
  }
}
`;
  const { findings } = lintText(text, { profiles });
  return findings.flatMap(({ rule, severity }) => (/^lvs\/(?:quorum-scripts|startup)$/.test(rule) ? [`${rule} ${severity}`] : []));
}

const ADD = 'quorum_up "/usr/sbin/ip addr add 192.0.2.200/32 dev lo"';

describe('a quorum script without its counterpart', () => {
  it('weighs more where the address never comes back than where it stays', () => {
    expect(saidOf(ADD)).toEqual(['lvs/quorum-scripts info']);
    expect(saidOf('quorum_down "/usr/sbin/ip addr del 192.0.2.200/32 dev lo"')).toEqual(['lvs/quorum-scripts warning']);
  });

  it('is one finding in the profile lvs, where scripts of which nothing is known are told of too', () => {
    expect(saidOf(ADD, '', ['lvs'])).toEqual(['lvs/quorum-scripts info']);
    expect(saidOf('quorum_up "/usr/local/bin/announce"', '', ['lvs'])).toEqual(['lvs/startup info']);
    expect(saidOf('quorum_up "/usr/local/bin/announce"')).toEqual([]);
  });

  it.each([
    ['another script removes the address', 'vrrp_instance VI_1 {\nnotify_backup "/usr/sbin/ip addr del 192.0.2.200 dev lo"\n}'],
    ['another script is handed the address', 'vrrp_instance VI_1 {\nnotify_fault "/usr/local/bin/withdraw 192.0.2.200/32"\n}'],
  ])('is left alone where %s', (_, around) => {
    expect(saidOf(ADD, around)).toEqual([]);
  });
});
