import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

/** The severities with which a rule tells of a check of an instance with the virtual address 192.0.2.20 and the peer 192.0.2.102; `more` lines of the instance. */
function severitiesOf(rule: string, command: string, weight = '', entry = 'check', more = ''): readonly string[] {
  const text = `vrrp_script check {
  script "${command}"
  interval 2
  fall 3
  ${weight}
}
vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  unicast_src_ip 192.0.2.101
  unicast_peer {
    192.0.2.102
  }
  virtual_ipaddress {
    192.0.2.20/24
  }
  track_script {
    ${entry}
  }
  ${more}
}
`;
  return lintText(text).findings.flatMap((finding) => (finding.rule === rule ? [finding.severity] : []));
}

describe('a check that asks elsewhere', () => {
  it.each([
    '/usr/bin/ping -c 1 -W 1 192.0.2.20',
    '/usr/bin/nc -z 192.0.2.20 443',
    "/usr/bin/sh -c 'curl -s http://192.0.2.20/ | grep -q ok || exit 1'",
    "/usr/bin/sh -c 'ip addr | grep -qw 192\\.0\\.2\\.20'",
    '/usr/bin/ping -c 1 -W 1 192.0.2.102',
  ])('is an error without a weight: %s', (command) => {
    expect(severitiesOf('vrrp/check-elsewhere', command)).toEqual(['error']);
  });

  it('moves nothing by a weight where the virtual address is asked, and may count where it is a peer', () => {
    expect(severitiesOf('vrrp/check-elsewhere', '/usr/bin/nc -z 192.0.2.20 443', 'weight -60')).toEqual(['warning']);
    expect(severitiesOf('vrrp/check-elsewhere', '/usr/bin/nc -z 192.0.2.102 443', 'weight -60')).toEqual([]);
    expect(severitiesOf('vrrp/check-elsewhere', "/usr/bin/sh -c 'ip addr | grep -q 192.0.2.20'", 'weight 20')).toEqual([]);
  });

  it.each([
    '/usr/bin/ping -c 1 -W 1 192.0.2.200',
    '/usr/bin/ping -c 1 -W 1 192.0.2.1',
    '/usr/bin/curl -s --header Host:192.0.2.20 http://127.0.0.1/',
    "/usr/bin/sh -c 'ip addr | grep -q 192.0.2.20 || exit 0; curl -fs http://192.0.2.20/'",
    "/usr/bin/sh -c 'ip addr | grep -vq 192.0.2.20'",
    '/etc/keepalived/check.sh 192.0.2.20',
  ])('is none that asks this node, or whose answer may be another: %s', (command) => {
    expect(severitiesOf('vrrp/check-elsewhere', command)).toEqual([]);
  });
});

describe('a check that asks elsewhere and is tracked in reverse', () => {
  it('puts no node into fault state by its failure', () => {
    const command = '/usr/bin/nc -z 192.0.2.20 443';
    expect(severitiesOf('vrrp/check-elsewhere', command, '', 'check weight 0 reverse')).toEqual([]);
    const other =
      '}\nvrrp_instance VI_2 {\ninterface eth0\nvirtual_router_id 52\nvirtual_ipaddress {\n192.0.2.21/24\n}\ntrack_script {\ncheck\n}\n';
    expect(severitiesOf('vrrp/check-elsewhere', command, '', 'check weight 0 reverse', other)).toEqual([]);
  });
});

describe('a check that asks nothing', () => {
  it('succeeds, but for a sleep that outlasts its timeout', () => {
    expect(severitiesOf('vrrp/passing-check', '/usr/bin/sleep 1')).toEqual(['warning']);
    expect(severitiesOf('vrrp/passing-check', '/usr/bin/sleep 10')).toEqual([]);
  });
});

describe.each([
  ['vrrp/process-only-check', '/usr/bin/pgrep -x haproxy', ''],
  ['vrrp/notify-against-check', '/usr/bin/pgrep -x haproxy', 'notify_backup "/usr/bin/systemctl stop haproxy"'],
  ['vrrp/passing-check', '/usr/bin/true', ''],
])('%s and a check in reverse', (rule, command, more) => {
  it.each([
    ['weight 20', 'check', 1],
    ['weight 20', 'check weight 20 reverse', 0],
    ['weight 20 reverse', 'check', 0],
    ['weight 20 reverse', 'check weight 30', 0],
    ['weight 20 reverse', 'check weight 20 noreverse', 1],
  ])('goes by the entry, then by the script: %s, %s', (weight, entry, count) => {
    expect(severitiesOf(rule, command, weight, entry, more)).toHaveLength(count);
  });
});
