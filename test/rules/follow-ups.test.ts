import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

describe('what follows from another mistake', () => {
  const unicast = (source: string, peers: string): string => `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    check_unicast_src
    unicast_src_ip ${source}
    ${peers}
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;

  it("tells 'unicast_peer' without a block where it stands, and that the adverts are multicast with it", () => {
    const [finding, ...others] = lintText(unicast('192.0.2.101', 'unicast_peer 192.0.2.102'), { profiles: ['l3-only'] }).findings.filter(
      ({ severity }) => severity === 'error',
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'syntax/missing-block', line: 6 });
    expect(finding?.related).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('does not make the adverts unicast') }),
    );
  });

  it("tells that scripts run without 'enable_script_security' where it stands, outside of global_defs", () => {
    const { findings } = lintText(`enable_script_security
vrrp_script check {
    script "/usr/local/bin/check"
    interval 2
    fall 2
}
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    track_script {
        check
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`);
    const found = findings.filter(({ rule }) => rule === 'syntax/unknown-keyword' || rule === 'security/script-security');
    expect(found).toMatchObject([{ rule: 'syntax/unknown-keyword', line: 1, detail: 'keepalived drops the line.' }]);
    expect(found[0]?.related).toMatchObject([{ line: 3 }]);
  });

  it('tells that an instance has no interface where the word is that has no name behind it', () => {
    const { findings } = lintText(
      unicast('192.0.2.101', 'unicast_peer {\n192.0.2.102\n}')
        .replace('interface eth0', 'interface  # of the nodes')
        .replace('unicast_src_ip 192.0.2.101', 'unicast_src_ip  # of this node'),
    );
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'syntax/missing-argument', line: 2 },
      { rule: 'syntax/missing-argument', line: 5 },
    ]);
  });

  it('tells what an instance lacks with the } that ends it before those lines', () => {
    const { findings } = lintText(`vrrp_instance VI_1 {
interface eth0
}
virtual_router_id 51
virtual_ipaddress {
192.0.2.200/24
}
}
`);
    const found = findings.filter(({ severity }) => severity !== 'info');
    expect(found).toMatchObject([{ rule: 'syntax/unbalanced-brace', line: 3 }]);
  });

  it('tells once of a description in the place of a value, with the words of it that are too many', () => {
    const { findings } = lintText(`vrrp_instance VI_1 {
    interface <name of the interface>
    virtual_router_id 51
    priority **SET PRIORITY**
    unicast_src_ip <source IP address>
    unicast_peer {
        <peer IP address>
    }
    virtual_ipaddress {
        <floating IP address>
    }
}
`);
    const found = findings.filter(({ severity }) => severity !== 'info');
    expect(found.map(({ rule, line }) => `${line} ${rule}`)).toEqual([
      '2 vrrp/interface',
      '4 syntax/invalid-value',
      '5 syntax/invalid-value',
      '7 syntax/invalid-value',
      '10 net/address',
    ]);
    for (const { advice } of found) expect(advice).toContain('stands for');
  });

  it('tells once that an entry of a list is the name of a definition that does not exist', () => {
    const text = (vip: string, script: string): string => `$IF=eth0
vrrp_instance VI_1 {
    interface $IF
    virtual_router_id 51
    track_script {
        ${script}
    }
    virtual_ipaddress {
        ${vip}
    }
}
`;
    const errors = lintText(text('$VIP', '$CHECK')).findings.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([
      { rule: 'syntax/undefined-definition', line: 6, detail: expect.stringContaining("an entry of 'track_script'") },
      { rule: 'syntax/undefined-definition', line: 9, detail: expect.stringContaining("an entry of 'virtual_ipaddress'") },
    ]);
  });

  it('tells of a name that is not replaced once, whatever keepalived takes the word for', () => {
    const { findings } = lintText(`$NET=192.0
$NET.1 is the gateway
virtual_server $NET.2.80 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
}
vrrp_instance VI_$NET.x {
    interface eth0
    virtual_router_id $NET.
    unicast_src_ip 192.$NET.1
    unicast_peer {
        192.$NET.2
    }
    virtual_ipaddress {
        192.$NET.3/24
    }
    virtual_routes {
        10.$NET.0/24 dev eth0
    }
    virtual_rules {
        from 10.$NET.0/24 table 7
    }
}
`);
    const errors = findings.filter(({ severity }) => severity === 'error');
    const lines = [2, 3, 8, 10, 11, 13, 16, 19, 22];
    expect(errors.map(({ rule, line }) => `${rule}:${line}`)).toEqual(lines.map((line) => `syntax/unreplaced-definition:${line}`));
    expect(errors.flatMap(({ related }) => related.map(({ message }) => message))).toContain("'192.$NET.3/24' is no IP address.");
    expect(errors.map(({ verdicts }) => verdicts[0])).toEqual(lines.map((line) => (line === 8 ? 'silent' : 'reports')));
  });

  it('says of a secret whose name nothing defines what its braces do', () => {
    const secret = (word: string): string => `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    authentication {
        auth_type PASS
        auth_pass ${word}
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
    const detailOf = (word: string): string | null | undefined =>
      lintText(secret(word)).findings.find(({ rule }) => rule === 'syntax/undefined-definition')?.detail;
    expect(detailOf('${VRRP_PASSWORD}')).toContain("its '}' closes the block");
    expect(detailOf('$VRRP_PASSWORD')).toContain('uses the name itself');
  });

  it('tells that an instance has no virtual address left with the one that is left out', () => {
    const { findings } = lintText(unicast('2001:db8::101', 'unicast_peer {\n2001:db8::102\n}'));
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ rule: 'vrrp/address-family', line: 10 }]);
  });

  it('tells of a source that is of another family than all else once, with what is left out and the multicast that comes of it', () => {
    const { findings } = lintText(unicast('2001:db8::101', 'unicast_peer {\n192.0.2.102\n}'));
    const [found, ...others] = findings.filter(({ severity }) => severity === 'error');
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: 'vrrp/address-family', line: 7, advice: expect.stringContaining('Correct the source address') });
    expect(found?.related.map(({ line }) => line)).toContain(10);
  });

  it('tells with a missing brace that a list is missing, which stands in the block that is still open', () => {
    const { findings } = lintText(`vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    authentication {
        auth_type PASS
        auth_pass a1b2c3d4
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`);
    const found = findings.filter(({ severity }) => severity !== 'info');
    expect(found.map(({ rule }) => rule)).toEqual(['syntax/unbalanced-brace']);
    expect(found[0]?.related).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining("no address in 'virtual_ipaddress'") }),
    );
  });

  it('tells once that a command lacks its quotes, where its first argument is taken for the user', () => {
    const { findings } = lintText(`vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_backup /usr/local/bin/notify
    notify_master /usr/local/bin/notify INSTANCE VI_1 MASTER
}
`);
    const found = findings.filter(({ severity }) => severity !== 'info');
    expect(found).toMatchObject([{ rule: 'vrrp/script-user', line: 8 }]);
  });

  it('says of a script inside of an instance that it stands there, and not that nothing tracks it', () => {
    const { findings } = lintText(`vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    vrrp_script check {
        script "/usr/local/bin/check"
        interval 2
    }
}
`);
    const found = findings.filter(({ severity }) => severity !== 'info');
    expect(found).toMatchObject([{ rule: 'syntax/unbalanced-brace', line: 7 }]);
  });

  it('tells once of a command in the place of a value, with what keepalived refuses of it', () => {
    const { findings } = lintText(`vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority $(cat /etc/priority)
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`);
    const found = findings.filter(({ severity }) => severity !== 'info');
    expect(found).toMatchObject([{ rule: 'syntax/shell-expression', line: 4 }]);
  });

  it('does not say that another node lacks an instance that is misspelt there', () => {
    const block = (head: string, id: number, priority: number): string =>
      `${head} {\n  interface eth0\n  virtual_router_id ${id}\n  priority ${priority}\n  virtual_ipaddress {\n    192.0.2.${id}/24\n  }\n}\n`;
    const first = `${block('vrrp_instance WEB', 51, 150)}${block('vrrp_instance MAIL', 52, 150)}`;
    const told = (second: string): readonly string[] =>
      lintText(first, { otherNodes: { 'node2.conf': `${block('vrrp_instance WEB', 51, 100)}${second}` } })
        .findings.filter(({ severity }) => severity !== 'info')
        .map(({ rule }) => rule);
    expect(told('')).toEqual(['cluster/addresses']);
    expect(told(block('vrrp_instanse MAIL', 52, 100))).toEqual(['syntax/unknown-keyword']);
  });

  it('tells of a merge once: its other markers, and a setting on both sides of it, are told at its first marker', () => {
    const text = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
<<<<<<< HEAD
    priority 50
=======
    priority 100
>>>>>>> f634149e
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
    const { findings } = lintText(text);
    expect(findings.filter(({ rule }) => rule === 'syntax/duplicate-keyword')).toEqual([]);
    const markers = findings.filter(({ rule }) => rule === 'syntax/unknown-keyword');
    expect(markers).toMatchObject([{ line: 4 }]);
    expect(markers[0]?.related.map(({ line }) => line).sort()).toEqual([6, 7, 8]);
    expect(markers[0]?.related).toContainEqual(
      expect.objectContaining({ line: 7, message: expect.stringContaining("'priority' is set twice") }),
    );
  });

  it('tells that nothing tracks what a name was meant for with the name: that of the program, or one with a slip', () => {
    const text = (name: string): string => `vrrp_track_process balancer {
    process /usr/sbin/haproxy
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_process {
        ${name}
    }
}
`;
    const ofName = (name: string) => lintText(text(name)).findings.filter(({ rule }) => rule.startsWith('vrrp/un'));
    expect(ofName('haproxy')).toMatchObject([
      {
        rule: 'vrrp/undefined-reference',
        advice: "'haproxy' is the program, and 'balancer' the vrrp_track_process that looks for it: write 'balancer'.",
        related: [{ line: 1, message: "Nothing tracks the process 'balancer'." }],
      },
    ]);
    expect(ofName('balancr')).toMatchObject([{ rule: 'vrrp/undefined-reference', related: [{ line: 1 }] }]);
    expect(
      ofName('other')
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(['vrrp/undefined-reference', 'vrrp/untracked']);
  });

  it('tells that nothing tracks what an instance that is lost would track with the cause of that', () => {
    const text = `vrrp_script check {
    script "/usr/local/bin/check"
}

vrrp_track_process balancer {
    process haproxy
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_1 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.201/24
    }
    track_script {
        check
    }
    track_process {
        balancer
    }
}
`;
    const lost = (changed: string) =>
      lintText(changed).findings.filter(({ summary }) => summary.startsWith('Nothing tracks') || summary.includes('vrrp_instance'));
    expect(lost(text)).toMatchObject([{ rule: 'syntax/duplicate-keyword', line: 17 }]);
    expect(
      lost(text)[0]
        ?.related.map(({ line }) => line)
        .sort(),
    ).toEqual([1, 5, 9]);
    expect(lost(text.replace(/VI_1(?= \{\n {4}interface eth1)/, '')).map(({ rule }) => rule)).toEqual(['syntax/missing-argument']);
  });

  it('tells of braces in the place of a value with the value, with which the reading ends', () => {
    const { findings } = lintText('vrrp_instance VI_1 {\n    interface eth0\n    mcast_src_ip {\n        192.0.2.101\n    }\n}\n');
    const found = findings.filter(({ line }) => line === 3);
    expect(found).toMatchObject([
      { rule: 'syntax/missing-argument', advice: 'Write its address behind it (an IPv4 or IPv6 address), in place of the braces.' },
    ]);
    expect(found[0]?.related).toMatchObject([{ line: 3, message: "'mcast_src_ip' opens no block." }]);
  });

  it('tells of a group without members with the first name that is none', () => {
    const { findings } = lintText('vrrp_sync_group VG_1 {\n    group {\n        VI_1\n        VI_2\n    }\n}\n');
    const found = findings.filter(({ severity }) => severity === 'error');
    expect(found.map(({ line }) => line)).toEqual([3, 4]);
    expect(found[0]?.related).toMatchObject([{ line: 1, message: "Sync group 'VG_1' has no member that exists." }]);
  });

  it('tells of a script that has no name where it stands, and not again where it is tracked', () => {
    const text = `vrrp_script {
    script "/usr/local/bin/check-web"
}
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}
`;
    const errors = lintText(text).findings.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ rule: 'syntax/missing-argument', line: 1 }]);
    expect(errors[0]?.related).toMatchObject([{ line: 11, message: "There is no vrrp_script 'check_web'." }]);
  });

  it.each([
    ['on the line of the state', 'state MASTER priority 200', 'syntax/extra-argument'],
    ['misspelt', 'state MASTER\n    priorty 200', 'syntax/unknown-keyword'],
  ])('tells that an instance is taken for the owner with the priority that stands %s', (_, lines, rule) => {
    const text = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    ${lines}
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
    const found = lintText(text).findings.filter(({ severity }) => severity !== 'info');
    expect(found).toMatchObject([{ rule }]);
    expect(found[0]?.related).toContainEqual(expect.objectContaining({ message: expect.stringContaining('priority 255') }));
  });

  it('tells of names that may stand in a file that is not there with the include line', () => {
    const text = `vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
    }
}
vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
}
include instances.conf
`;
    const findings = lintText(text).findings.filter(({ severity }) => severity !== 'info');
    expect(findings).toMatchObject([{ rule: 'syntax/include', severity: 'warning', line: 11 }]);
    expect(findings[0]?.related.map(({ line }) => line).sort()).toEqual([1, 3, 4, 7]);
  });

  it('keeps a name that is surely misspelt, whatever else was not read', () => {
    const text = `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
}
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        chek_web
    }
}
include instances.conf
`;
    expect(lintText(text).findings).toContainEqual(
      expect.objectContaining({ rule: 'vrrp/undefined-reference', severity: 'error', line: 12 }),
    );
  });

  it('keeps a setting that is there twice behind a merge', () => {
    const text = `vrrp_instance VI_1 {
    interface eth0
=======
    virtual_router_id 51
    priority 50
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
    expect(lintText(text).findings).toContainEqual(expect.objectContaining({ rule: 'syntax/duplicate-keyword', line: 6 }));
  });

  it('warns of a sync group with one member, but only notes one whose other members are misspelt', () => {
    const withMembers = (members: string): string => `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        ${members}
    }
}
`;
    const severityOf = (text: string): string | undefined =>
      lintText(text).findings.find(({ rule }) => rule === 'vrrp/sync-group')?.severity;
    expect(severityOf(withMembers('VI_1'))).toBe('warning');
    expect(severityOf(withMembers('VI_1\n        VI_2'))).toBe('info');
  });

  it('tells of authentication that is not used with the line that keepalived does not take', () => {
    const withLines = (...lines: string[]) =>
      lintText(
        `vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    authentication {\n${lines.join('\n')}\n    }\n    virtual_ipaddress {\n        192.0.2.200/24\n    }\n}\n`,
      ).findings.filter(({ severity }) => severity !== 'info');
    expect(withLines('auth_type PASS;', 'auth_pass s3cret98')).toMatchObject([{ rule: 'syntax/invalid-value', line: 5 }]);
    expect(withLines('auth_type PASS', 'auth_pas s3cret98')).toMatchObject([{ rule: 'syntax/unknown-keyword', line: 6 }]);
    expect(withLines('auth_pass s3cret98')).toMatchObject([{ rule: 'vrrp/authentication', line: 5 }]);
  });

  it('tells at the address that is none why strict mode refuses the instance', () => {
    const text = `global_defs {
    vrrp_strict
}
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.300/24
    }
}
`;
    const errors = lintText(text).findings.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ rule: 'net/address', line: 9 }]);
    expect(errors[0]?.related).toContainEqual(
      expect.objectContaining({ line: 4, message: expect.stringContaining("no address in 'virtual_ipaddress'") }),
    );
  });

  it('tells of what is wrong in a group of addresses that has the name of another one where it has that name', () => {
    const group = (...entries: readonly string[]) => ['virtual_server_group web {', ...entries, '}', ''].join('\n');
    const text = group('  192.0.2.200 80') + group('  192.0.2.300 80');
    const { findings } = lintText(text);
    expect(findings).toMatchObject([{ rule: 'syntax/duplicate-keyword', line: 4 }]);
    expect(findings[0]?.related.map(({ line }) => line).sort()).toEqual([1, 4, 5]);
  });

  it('tells once that the directors are to serve as well, however many servers and services that are', () => {
    const service = (port: number) => `virtual_server 192.0.2.200 ${port} {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 192.0.2.12 ${port} {
        TCP_CHECK {
        }
    }
    real_server 192.0.2.13 ${port} {
        TCP_CHECK {
        }
    }
}
`;
    const text = unicast('192.0.2.11', 'unicast_peer {\n        192.0.2.12\n        192.0.2.13\n    }') + service(80) + service(443);
    const told = lintText(text).findings.filter(({ rule }) => rule === 'lvs/real-server-is-director');
    expect(told).toMatchObject([{ summary: expect.stringContaining('another director') }]);
    expect(told[0]?.related.filter(({ message }) => message.includes('another director'))).toHaveLength(3);
  });

  it('tells what a definition lacks where a comment line ends it too early', () => {
    const text = `$INSTANCE= \\
vrrp_instance VI_$NUMBER { \\
    interface eth0 \\
    virtual_router_id 51 \\
    priority 150 \\
# the addresses \\
    virtual_ipaddress { \\
        $ADDRESSES \\
    } \\
}
$ADDRESSES=192.0.2.200/24
$NUMBER=4
$INSTANCE
$ADDRESSES=192.0.2.201/24
$NUMBER=5
$INSTANCE
`;
    const rules = lintText(text).findings.flatMap(({ rule, severity }) => (severity === 'info' ? [] : [rule]));
    expect(rules).toEqual(['syntax/multi-line-definition']);
  });

  it('tells of one weight in a sync group once, whichever members track with it', () => {
    const member = (name: string) => `vrrp_instance ${name} {
    interface ${name}
    virtual_router_id 51
    track_script {
        check
    }
}
`;
    const { findings } = lintText(`vrrp_script check {
    script "/usr/local/bin/check"
    weight 10
}
vrrp_sync_group G {
    group {
        eth0
        eth1
        eth2
    }
}
${['eth0', 'eth1', 'eth2'].map(member).join('')}`);
    const told = findings.filter(({ rule }) => rule === 'vrrp/tracking');
    expect(told).toMatchObject([{ line: 16, related: [{ line: 5 }, { line: 23 }, { line: 30 }] }]);
  });

  it("tells once of what 'state MASTER' takes away, and of what strict mode takes back that keepalived itself has set", () => {
    const told = (lines: string) =>
      lintText(
        `vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 51\n${lines}  virtual_ipaddress {\n    192.0.2.200/24\n  }\n}\n`,
      )
        .findings.filter(({ severity }) => severity !== 'info')
        .map(({ rule, line }) => `${line} ${rule}`);
    expect(told('  state MASTER\n  priority 150\n  nopreempt\n  preempt_delay 5\n')).toEqual(['6 vrrp/preemption']);
    expect(told('  strict_mode on\n  use_vmac\n  unicast_peer {\n    192.0.2.102\n  }\n')).toEqual([
      '5 vrrp/vmac-conflict',
      '6 vrrp/strict-conflict',
    ]);
  });

  it('compares a node with the others, and not with an instance of its own', () => {
    const instance = (name: string) => `vrrp_instance ${name} {
    interface eth0
    virtual_router_id 51
@high    priority 150
@low    priority 100
}
`;
    const { findings } = lintText(instance('VI_4') + instance('VI_6'));
    expect(findings.filter(({ rule }) => rule === 'cluster/priority')).toEqual([]);
  });

  it('tells that nothing tracks a script where the header of the script lacks its {', () => {
    const { findings } = lintText(`vrrp_script check
    script "/usr/local/bin/check"
    interval 2
    fall 2
}
${unicast('192.0.2.101', 'track_script {\ncheck\n}')}`);
    expect(findings.filter(({ rule }) => rule === 'vrrp/undefined-reference')).toEqual([]);
    const header = findings.find(({ line, rule }) => line === 1 && rule.startsWith('syntax/'));
    expect(header?.related).toContainEqual(expect.objectContaining({ message: "There is no vrrp_script 'check'." }));
  });

  it('tells of the label of an address in the place of an interface once, and not that there are no addresses', () => {
    const labelled = unicast('192.0.2.101', 'unicast_peer {\n192.0.2.102\n}').replace('interface eth0', 'interface eth0:1');
    expect(lintText(labelled).findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual([
      '1 vrrp/nothing-tracked',
      '2 syntax/invalid-value',
    ]);
  });

  it('tells an address in the place of an interface as that, and not as a VLAN', () => {
    const { findings } = lintText(unicast('192.0.2.101', '').replace('interface eth0', 'interface 192.0.2.101'));
    expect(findings.filter(({ line }) => line === 2).map(({ rule }) => rule)).toEqual(['vrrp/interface']);
  });

  it('tells both nodes that list the virtual address that it stands in the place of the other one', () => {
    const node = (source: string, priority: number): string =>
      unicast(source, 'unicast_peer {\n192.0.2.200\n}').replace('interface', `priority ${priority}\n    interface`);
    const { findings } = lintText(node('192.0.2.101', 150), { otherNodes: { 'node2.conf': node('192.0.2.102', 100) } });
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'cluster/peers', advice: "Write '192.0.2.102' in its place." },
      { rule: 'cluster/peers', advice: "Write '192.0.2.101' in its place." },
    ]);
  });

  it('tells of a second line for the sync daemon that it is ignored, and no more', () => {
    const withDaemon = (name: string, id: number): string =>
      unicast('192.0.2.101', 'lvs_sync_daemon_interface eth1')
        .replace('VI_1', name)
        .replace('51', String(id))
        .replace('192.0.2.200', `192.0.2.2${id}`);
    const { findings } = lintText(withDaemon('VI_1', 51) + withDaemon('VI_2', 52));
    expect(findings.filter(({ detail, summary }) => /sync_daemon|sync daemon/.test(`${summary}${detail}`))).toMatchObject([
      { rule: 'version/deprecated-keyword', line: 6 },
      { rule: 'lvs/sync-daemon', line: 16, advice: expect.stringMatching(/^Remove it: there is no virtual_server/) },
    ]);
  });

  it('tells a check that is written into the list of scripts once', () => {
    const { findings } = lintText(unicast('192.0.2.101', 'track_script {\n    script "/usr/bin/pgrep nginx"\n    interval 2\n    }'));
    expect(findings.filter(({ rule }) => rule === 'vrrp/undefined-reference' || rule === 'syntax/invalid-value')).toMatchObject([
      {
        rule: 'vrrp/undefined-reference',
        line: 7,
        advice: "Write the script into a block above, 'vrrp_script NAME { … }', and NAME alone here.",
      },
    ]);
  });

  it("tells of a 'nopreempt' that is meant to be off no more than that it is on", () => {
    const { findings } = lintText(unicast('192.0.2.101', 'state MASTER\nnopreempt FALSE'));
    expect(findings.filter(({ rule }) => rule === 'vrrp/preemption' || rule === 'syntax/extra-argument')).toMatchObject([
      { rule: 'syntax/extra-argument', advice: "Remove 'nopreempt'." },
    ]);
  });

  it('tells once that all servers are of another family than their virtual server', () => {
    const server = (last: number): string => `real_server 192.0.2.${last} 80 {\nTCP_CHECK {\n}\n}\n`;
    const { findings } = lintText(
      `virtual_server 2001:db8::200 80 {\nlvs_sched rr\nlvs_method NAT\nprotocol TCP\n${server(1)}${server(2)}}\n`,
    );
    expect(findings.filter(({ rule }) => rule.startsWith('lvs/') && rule !== 'lvs/startup')).toMatchObject([
      { rule: 'lvs/family', line: 5, advice: expect.stringContaining('correct the address of the virtual server') },
    ]);
  });

  it('tells once of a sign between a keyword and its command', () => {
    const script = 'vrrp_script check {\nscript = "/usr/local/bin/check"\n}\n';
    const { findings } = lintText(script + unicast('192.0.2.101', 'notify_master = "/usr/local/bin/up"'));
    const aboutScripts = ['vrrp/script-command', 'vrrp/script-user', 'syntax/extra-argument'];
    expect(findings.filter(({ rule }) => aboutScripts.includes(rule))).toMatchObject([
      { rule: 'vrrp/script-command', line: 2, advice: expect.stringContaining("Remove the '='") },
      { rule: 'vrrp/script-command', line: 9, advice: expect.stringContaining("Remove the '='") },
    ]);
  });

  it('compares no interval that keepalived does not take as it is written', () => {
    const script = 'vrrp_script check {\nscript "/usr/local/bin/check"\ninterval 2m\ntimeout 1\n}\n';
    const { findings } = lintText(script + unicast('192.0.2.101', 'track_script {\ncheck\n}'));
    expect(findings.filter(({ line }) => line === 3 || line === 4)).toMatchObject([{ rule: 'syntax/invalid-value', line: 3 }]);
  });

  it('tells a weight that stands on a line of its own once', () => {
    const file = 'track_file load {\nfile /run/load\n}\n';
    const { findings } = lintText(file + unicast('192.0.2.101', 'track_file {\n    load\n    weight 5\n    }'));
    expect(findings.filter(({ rule }) => rule === 'vrrp/undefined-reference' || rule === 'syntax/invalid-value')).toMatchObject([
      {
        rule: 'vrrp/undefined-reference',
        summary: "'weight' stands where keepalived wants the name of a track_file.",
        advice: "Write 'weight' and its number behind the name of the track_file, on the same line, or into its block.",
      },
    ]);
  });

  it('tells nothing of a password that is not sent, but that keepalived drops the authentication', () => {
    const version3 = unicast('192.0.2.101', 'version 3\nauthentication {\nauth_type PASS\nauth_pass much-too-long\n}');
    expect(lintText(version3).findings.filter(({ line }) => line >= 7 && line <= 10)).toMatchObject([{ rule: 'vrrp/authentication' }]);
  });

  it('does not tell as a difference of two nodes that one loses its delay', () => {
    const node = (state: string, priority: number): string =>
      unicast('192.0.2.101', `state ${state}\npriority ${priority}\npreempt_delay 5`).replace('unicast_src_ip 192.0.2.101', '');
    const { findings } = lintText(node('MASTER', 150), { otherNodes: { 'node2.conf': node('BACKUP', 100) } });
    expect(findings.map(({ rule }) => rule)).toContain('vrrp/preemption');
    expect(findings.filter(({ rule }) => rule === 'cluster/settings')).toEqual([]);
  });

  it('tells once of a node that does not have in one group what the other one has', () => {
    const side = (name: string, id: number, priority: number): string =>
      unicast('', `priority ${priority}`)
        .replace('unicast_src_ip ', '')
        .replace('check_unicast_src', '')
        .replace('VI_1', name)
        .replace('eth0', name.toLowerCase())
        .replace('51', String(id))
        .replace('192.0.2.200', `192.0.${id}.200`);
    const node = (priority: number): string => side('WAN', 51, priority) + side('LAN', 52, priority);
    const { findings } = lintText(`vrrp_sync_group G {\n    group {\n        WAN\n        LAN\n    }\n}\n${node(150)}`, {
      otherNodes: { 'node2.conf': node(100) },
    });
    expect(findings.filter(({ rule }) => rule.endsWith('sync-group')).map(({ rule }) => rule)).toEqual(['cluster/sync-group']);
  });

  it("tells of the lines of a page that they belong into its 'url', and not that there is none", () => {
    const { findings } = lintText(`virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.1 80 {
        HTTP_GET {
            path /
            connect_timeout 3
        }
    }
}
`);
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'syntax/unknown-keyword', line: 7, advice: expect.stringMatching(/^Write it between the braces of 'url/) },
    ]);
  });

  it('tells once that the loopback interface is none', () => {
    const { findings } = lintText(unicast('192.0.2.101', '').replace('eth0', 'lo').replace('    unicast_src_ip 192.0.2.101\n', ''));
    const [finding, ...others] = findings.filter(({ rule }) => rule === 'vrrp/interface');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ line: 2, severity: 'error', summary: expect.stringContaining("ignores 'interface lo'") });
  });

  it("tells where 'sudo' is not needed that its directory is a link too", () => {
    const text = unicast('192.0.2.101', 'notify_master "/bin/sudo /usr/local/bin/master"');
    const findings = lintText(`global_defs {\n    enable_script_security\n    script_user root\n}\n${text}`).findings.filter(({ rule }) =>
      rule.startsWith('vrrp/script-'),
    );
    expect(findings).toEqual([expect.objectContaining({ rule: 'vrrp/script-command', severity: 'warning', advice: "Leave 'sudo' away." })]);
    expect(findings[0]?.related).toContainEqual(expect.objectContaining({ message: expect.stringContaining("'/bin' is a link") }));
  });
});
