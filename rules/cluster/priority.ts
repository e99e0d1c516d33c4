import { priorityOf, ranked } from '../../src/cluster/checks.ts';
import type { RouterMember } from '../../src/cluster/cluster.ts';
import { counted } from '../../src/cluster/counted.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/priority',
  title: 'The priorities do not say which node is to be master',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/equal-late-master-state',
    'live/equal-tie-unicast-numeric',
    'live/state-backup-with-the-higher-priority',
    'live/nopreempt-only-on-higher',
    'live/owner-255-both',
    'live/owner-255-ordered',
  ],
  what: `The highest priority on two members of a virtual router; and \`state MASTER\` on a node that does not have the highest one.`,
  why: `With equal priorities the node that comes first stays master, whichever that is: after a maintenance the addresses may be anywhere. \`state MASTER\` alone decides nothing below priority 255: every node begins as a backup, and the highest priority wins.`,
  advice: `Give each node another priority, the highest to the node that is to be master.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Copied with its priority',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150  #~ 'node2.conf' and 'keepalived.conf' have the same priority, 150.  #=> priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Two owners',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 255
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 255  #~ each time such a node starts, both hold the addresses for a moment  #=> priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Two with the priority of an owner, of which one waits',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    state MASTER
    priority 255
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    state BACKUP
    priority 255  #~ each time such a node starts, both hold the addresses for a moment  #=> priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The state says otherwise',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    state BACKUP
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
    state MASTER  #~ 'node2.conf' has 'state MASTER', and 'keepalived.conf' the highest priority, 150.  #=> state BACKUP
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The state says otherwise, and the node with the highest priority takes nothing back',
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
    state MASTER  #~ later its 'nopreempt' leaves the addresses where they are  #=> state BACKUP
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
        title: 'nopreempt on both: it is to stay where it is',
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
    priority 150
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
  },
  check: {
    cluster(cluster, report) {
      for (const { members } of cluster.routers) {
        const inOrder = ranked(members);
        const [first, second] = inOrder;
        if (!first || !second) continue;
        // With what successful checks add to it.
        const highest = priorityOf(first.instance);
        const same = inOrder.filter(({ instance }) => priorityOf(instance) === highest);
        const masters = members.filter(({ instance }) => instance.state.value === 'MASTER' && instance.priority.value < 255);
        if (same.length > 1) {
          // Who has nopreempt everywhere wants just that.
          if (same.every(({ instance }) => !instance.preempt.value)) continue;
          report(second.node, {
            at: placeOfSetting(second.instance, second.instance.priority),
            summary: `'${second.node.name}' and '${first.node.name}' have the same priority, ${highest}.`,
            ...(same.some(({ instance }) => isOwner(instance))
              ? {
                  detail: OWNERS,
                  advice: 'Give each node another priority below 255. 255 is for one node alone, whose own addresses these are.',
                }
              : {
                  detail: `${counted(first, second)}Who becomes master first stays it: after a maintenance the addresses may be on either. Only two masters that hear each other compare their source addresses.`,
                }),
            related: [
              {
                at: placeIn(first.node, placeOfSetting(first.instance, first.instance.priority)),
                message: `The priority on '${first.node.name}'.`,
              },
            ],
          });
          continue;
        }
        const [marked] = masters;
        if (!marked || masters.length > 1 || marked === first) continue;
        report(marked.node, {
          at: placeOfSetting(marked.instance, marked.instance.state),
          summary: `'${marked.node.name}' has 'state MASTER', and '${first.node.name}' the highest priority, ${highest}.`,
          detail: `${counted(first, marked)}${decision(first)}`,
          advice: `Write 'state MASTER' on the node with the highest priority only, or on none; or give the highest priority to '${marked.node.name}'.`,
          related: [
            {
              at: placeIn(first.node, placeOfSetting(first.instance, first.instance.priority)),
              message: `The priority on '${first.node.name}'.`,
            },
          ],
        });
      }
    },
  },
});

const OWNERS =
  "Priority 255 with 'state MASTER' is that of an owner, who becomes master as soon as it starts, without listening first: each time such a node starts, both hold the addresses for a moment, and it is not the priority that decides which of them stays.";

/** Whether it takes the addresses at once: `state BACKUP` makes an owner wait like any other node. */
function isOwner({ priority, state }: VrrpInstance): boolean {
  return priority.value === 255 && state.value === 'MASTER';
}

/** What keepalived makes of the highest priority. */
function decision({ node: { name }, instance: { preempt } }: RouterMember): string {
  return preempt.value
    ? `The priority decides: '${name}' becomes master, whatever the states say.`
    : `Where they start together the priority decides, and '${name}' becomes master, whatever the states say; later its 'nopreempt' leaves the addresses where they are.`;
}
