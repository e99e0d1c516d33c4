import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

/** What is said of a virtual server with this method. */
function saidOf(method: string): readonly string[] {
  const text = `virtual_server 192.0.2.200 80 {
  lvs_sched rr
  lvs_method ${method}
  protocol TCP
  delay_loop 6
  real_server 198.51.100.11 80 {
    TCP_CHECK {
    }
  }
}
`;
  return lintText(text).findings.map(({ rule, summary, detail }) => `${rule} ${summary} ${detail}`);
}

describe('the options of a tunnel', () => {
  it.each([
    ['TUN type gue port 6080 encrypted', 'syntax/invalid-value'],
    ['TUN type vxlan port 6080', 'syntax/invalid-value'],
    ['TUN type gue port 0', 'syntax/invalid-value'],
    ['TUN type gue port', 'syntax/missing-argument'],
    ['TUN type gre csum encrypted', 'syntax/extra-argument'],
  ])('are all dropped over one that is wrong, which is one finding: %s', (method, rule) => {
    expect(saidOf(method)).toEqual([expect.stringMatching(new RegExp(`^${rule} .*first word alone`))]);
  });

  it('are taken where all are right', () => {
    expect(saidOf('TUN port 6080 type gue remcsum')).toEqual([]);
  });
});
