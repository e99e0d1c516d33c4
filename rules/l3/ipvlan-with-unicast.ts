import { atLeast } from '../../grammar/version.ts';
import { keywordSpan, lineSpan } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { bySubject, shownVerdict } from '../../src/model/correction.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'l3/ipvlan-with-unicast',
  title: 'use_ipvlan together with unicast peers',
  severity: 'warning',
  precision: 'very-high',
  profiles: { 'l3-only': 'error' },
  verdict: { '2.1.0': 'reports' },
  proof: ['source/vrrp/vrrp.c:vrrp_complete_instance', 'config-test'],
  what: 'Instances that have `use_ipvlan` and are marked as unicast ones, by `unicast_peer` or (2.2.5 and later) by any other unicast keyword.',
  why: `keepalived treats the ipvlan like a macvlan here. 2.1 drops \`use_ipvlan\`. From 2.2.0 on it switches \`vmac_xmit_base\` on, then finds that this is
for \`use_vmac\` only and switches it off again, with a complaint each time; its config test fails, though the instance runs. Software that looks at the
exit status, such as a deployment that tests before it reloads, stops there. There is no way to write the two together that keepalived accepts
without complaint.`,
  advice: `Remove \`use_ipvlan\`. With unicast peers and neither \`use_vmac\` nor \`use_ipvlan\`, no virtual MAC address and no multicast appears on the network.`,
  references: [{ title: 'keepalived.conf(5): use_ipvlan, unicast_peer', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['unicast/ipvlan-xmit-base'],
  examples: {
    bad: [
      {
        title: 'Two ways to do without a virtual MAC address, one too many',
        beside: ['l3/ipvlan-extra-address'],
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24  #~ fails its config test  #=>
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'keepalived 2.1 drops the ipvlan',
        version: '2.1.5',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24  #~ drops it  #=>
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'ipvlan with multicast adverts',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Unicast peers without an extra interface',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const corrections = bySubject(configuration.corrections, CORRECTIONS);
      for (const instance of configuration.vrrpInstances) {
        const { ipvlan, unicast, unicastKeyword, name } = instance;
        const marked = unicast || (unicastKeyword !== null && atLeast(configuration.target.version, '2.2.5'));
        if (!marked || !ipvlan.node) continue;
        const other = instance.peerBlocks[0] ?? unicastKeyword;
        const correction = corrections.get(name);
        report({
          at: lineSpan(ipvlan.node),
          verdict: correction ? shownVerdict(correction) : 'silent',
          ...(correction?.reportedAt && { reportedAt: correction.reportedAt }),
          summary: `Instance '${name}' has 'use_ipvlan' and is a unicast one.`,
          detail: consequence(configuration, unicast),
          related: other ? [{ at: keywordSpan(other), message: 'This marks the instance as a unicast one.' }] : [],
        });
      }
    },
  },
});

/** What keepalived makes of the two together; it says so once for each instance, beside what vrrp/vmac-conflict holds. */
const CORRECTIONS: ReadonlySet<string> = new Set([
  'unicast/ipvlan-xmit-base',
  'unicast/no-vmac-with-peers-2.1',
  'unicast/vmac-without-interface',
]);

function consequence(configuration: Configuration, hasPeers: boolean): string {
  const keepalived = `keepalived ${configuration.target.version}`;
  if (!atLeast(configuration.target.version, '2.1.0'))
    return `${keepalived} says nothing of it, but 2.1 drops 'use_ipvlan', and later ones fail their config test.`;
  if (!atLeast(configuration.target.version, '2.2.0'))
    return `${keepalived} reports 'use_ipvlan' and drops it: the interface is never made.`;
  const peers = hasPeers ? '' : ' It falls back to multicast, since it has no peers.';
  return `${keepalived} fails its config test with complaints about 'vmac_xmit_base', though it runs.${peers}`;
}
