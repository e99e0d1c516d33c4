import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

interface Node {
  readonly own: string;
  readonly priority: number;
  readonly peers: readonly string[];
  /** Further lines of the instance. */
  readonly lines?: readonly string[];
}

const PAIR: readonly [Node, Node] = [
  { own: '192.0.2.101', priority: 150, peers: ['192.0.2.102'] },
  { own: '192.0.2.102', priority: 100, peers: ['192.0.2.101'] },
];

/** A node that demands nothing else of its host: every line but those that differ is the same. */
function text({ own, priority, peers, lines = [] }: Node): string {
  return `vrrp_track_process haproxy {
    process haproxy
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority ${priority}
    check_unicast_src
    unicast_src_ip ${own}
    unicast_peer {
${peers.map((peer) => `        ${peer}`).join('\n')}
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_process {
        haproxy
    }
${lines.map((line) => `    ${line}`).join('\n')}
}
`;
}

/** What is told of two nodes, notes included, as `path:line rule severity`. */
function told(first: Partial<Node>, second: Partial<Node>): string[] {
  const { findings } = lintText(text({ ...PAIR[0], ...first }), { otherNodes: { 'lb2.conf': text({ ...PAIR[1], ...second }) } });
  return findings.map(({ path, line, rule, severity }) => `${path}:${line} ${rule} ${severity}`);
}

describe('a pair with unicast peers', () => {
  it('has no findings where nothing is wrong', () => {
    expect(told({}, {})).toEqual([]);
  });

  it('lists a third node that has no file here: who is missing and who is unknown are two things', () => {
    expect(told({ peers: ['192.0.2.102', '192.0.2.103'] }, { peers: ['192.0.2.103'] })).toEqual([
      'keepalived.conf:13 cluster/peers info',
      'lb2.conf:11 cluster/peers error',
      'lb2.conf:12 cluster/peers info',
    ]);
  });

  it('lists the node itself beside the other one, which fills the log and nothing more', () => {
    expect(told({}, { peers: ['192.0.2.101', '192.0.2.102'] })).toEqual(['lb2.conf:13 vrrp/unicast warning']);
  });

  it('tracks nothing on one node, though what the other one tracks is defined there: that is told where it is defined', () => {
    const untracked = text(PAIR[1]).replace(/ {4}track_process \{\n.*\n {4}\}\n/, '');
    const { findings } = lintText(text(PAIR[0]), { otherNodes: { 'lb2.conf': untracked } });
    expect(findings.filter(({ severity }) => severity !== 'info')).toMatchObject([
      { path: 'lb2.conf', line: 1, rule: 'vrrp/untracked', severity: 'warning' },
    ]);
  });

  it('tells once of a node that tracks nothing, with what the other one tracks', () => {
    const bare = text(PAIR[1])
      .replace(/ {4}track_process \{\n.*\n {4}\}\n/, '')
      .replace(/^vrrp_track_process[^}]*\}\n\n/, '');
    const rulesOf = (first: string) =>
      lintText(first, { otherNodes: { 'lb2.conf': bare } }).findings.map(({ path, rule }) => `${path} ${rule}`);
    expect(rulesOf(text(PAIR[0]))).toEqual(['lb2.conf cluster/tracking']);
    const alone = bare
      .replaceAll('192.0.2.101', '192.0.2.109')
      .replaceAll('192.0.2.102', '192.0.2.101')
      .replaceAll('192.0.2.109', '192.0.2.102');
    expect(rulesOf(alone.replace('priority 100', 'priority 150'))).toEqual([
      'keepalived.conf vrrp/nothing-tracked',
      'lb2.conf vrrp/nothing-tracked',
    ]);
  });

  it('tells once of a check of a sync group that the other node lacks, and of an interface that it is gone', () => {
    const side = (priority: number, weight: string): string => `vrrp_instance A {
    interface eth0
    virtual_router_id 51
    priority ${priority}
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance B {
    interface eth1
    virtual_router_id 52
    priority ${priority}
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group G {
    group {
        A
        B
    }
${weight}
}
`;
    const of = (first: string, second: string) =>
      lintText(side(150, first), { otherNodes: { 'lb2.conf': side(100, second) } }).findings.filter(
        ({ rule }) => rule === 'cluster/tracking',
      );
    expect(of('    track_interface {\n        eth2\n    }', '')).toMatchObject([{ path: 'lb2.conf' }]);
    const weak = '    sync_group_tracking_weight\n    track_interface {\n        eth2 weight -20\n    }';
    const [finding] = of(weak, weak);
    expect(finding?.detail).toContain('keeps the addresses, without that interface.');
  });

  it('tells of a wrong source in the network of the others where both of these agree on another one', () => {
    const three = (own: string, priority: number, peers: readonly string[]): string => text({ own, priority, peers });
    const { findings } = lintText(three('192.0.2.101', 150, ['192.0.2.102', '192.0.2.103']), {
      otherNodes: {
        'lb2.conf': three('192.0.2.102', 130, ['192.0.2.101', '192.0.2.103']),
        'lb3.conf': three('192.0.2.113', 110, ['192.0.2.101', '192.0.2.102']),
      },
    });
    expect(findings).toMatchObject([{ path: 'lb3.conf', line: 10, rule: 'cluster/source-address', severity: 'error' }]);
  });

  it('tells once of a peer that stands on the line of another one, and as badly as it is', () => {
    const { findings } = lintText(text({ ...PAIR[0], peers: ['192.0.2.102 192.0.2.103'] }), {
      otherNodes: {
        'lb2.conf': text({ ...PAIR[1], peers: ['192.0.2.101', '192.0.2.103'] }),
        'lb3.conf': text({ own: '192.0.2.103', priority: 50, peers: ['192.0.2.101', '192.0.2.102'] }),
      },
    });
    expect(findings).toMatchObject([
      {
        path: 'keepalived.conf',
        line: 12,
        rule: 'syntax/extra-argument',
        severity: 'error',
        advice: 'Write each address on a line of its own.',
      },
    ]);
  });
});

it('tells once of a node that has none of the addresses, and which these are', () => {
  const without = text(PAIR[1]).replace('        192.0.2.200/24\n', '');
  const { findings } = lintText(text(PAIR[0]).replace('.200/24', '.200/24\n        192.0.2.201/24'), {
    otherNodes: { 'lb2.conf': without },
  });
  expect(findings).toMatchObject([
    {
      rule: 'vrrp/no-vip',
      path: 'lb2.conf',
      severity: 'error',
      related: [{ message: "'lb2.conf' lacks '192.0.2.200' and '192.0.2.201', which 'keepalived.conf' has." }],
    },
  ]);
});

it('does not add that nobody holds an address where the other node does not run at all, which is told of it', () => {
  const refused = `${text(PAIR[1])}${text(PAIR[1])
    .replace(/^[\s\S]*?(?=vrrp_instance)/, '')
    .replace('VI_1', 'VI_2')
    .replace('.200', '.201')}`;
  const { findings } = lintText(text(PAIR[0]), { otherNodes: { 'lb2.conf': refused } });
  const rules = findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
  expect(rules).toContain('vrrp/duplicate-vrid');
  expect(rules).not.toContain('cluster/failover');
});

it('compares no instance with another one of the same node', () => {
  const instance = (number: number): string => `vrrp_instance VI_${number} {
    interface eth${number}
    virtual_router_id 51
@low    priority 100
@high   priority 140
    virtual_ipaddress {
        192.0.2.1/24
        198.51.100.${number}/24
    }
}
`;
  const { findings } = lintText(`@low net_namespace low\n@high net_namespace high\n${instance(1)}${instance(2)}`);
  expect(findings.filter(({ rule }) => rule.startsWith('cluster/'))).toEqual([]);
});
