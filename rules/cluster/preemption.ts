import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/preemption',
  title: 'nopreempt is missing on the node that has the highest priority',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/nopreempt-only-on-higher', 'live/nopreempt-only-on-lower'],
  what: `\`nopreempt\` on some members of a virtual router, but not on the one with the highest priority. (That keepalived drops it together with \`state MASTER\` is told by \`vrrp/preemption\`.)`,
  why: `It counts on the node that has it: that node leaves the addresses with a master of lower priority. Where the node of the highest priority lacks it, that node takes the addresses back whenever it returns, and each of its failures interrupts every connection twice.`,
  advice: `Write nopreempt and state BACKUP on every node, or on none.`,
  unless: `the first node is meant to take the addresses back.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'On the wrong node',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150  #~ 'node2.conf' has 'nopreempt', and 'keepalived.conf', whose priority is the highest, has not.  #=> priority 150 ↵ nopreempt
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    state BACKUP
    nopreempt
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'On both',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    state BACKUP
    nopreempt
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    state BACKUP
    nopreempt
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Where it counts',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    state BACKUP
    nopreempt
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    state BACKUP
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
  },
  check: {
    cluster(cluster, report) {
      for (const { members } of cluster.routers) {
        const ranked = [...members].sort((a, b) => b.instance.priority.value - a.instance.priority.value);
        const [first, second] = ranked;
        const other = ranked.slice(1).find(({ instance }) => !instance.preempt.value);
        if (!first || !second || !other || !first.instance.preempt.value || first.instance.preempt.node) continue;
        if (first.instance.priority.value === second.instance.priority.value) continue;
        report(first.node, {
          at: placeOfSetting(first.instance, first.instance.priority),
          summary: `'${other.node.name}' has 'nopreempt', and '${first.node.name}', whose priority is the highest, has not.`,
          detail: `'${first.node.name}' takes the addresses back whenever it returns: each of its failures interrupts every connection twice.`,
          related: [
            {
              at: placeIn(other.node, placeOfSetting(other.instance, other.instance.preempt)),
              message: `'nopreempt' on '${other.node.name}'.`,
            },
          ],
        });
      }
    },
  },
});
