import { lineSpan } from '../../src/binding/place.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/state-and-priority',
  title: 'The first state and the priority say different things',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: [
    'live/owner-255-fault-script',
    'live/owner-255-fault-interface',
    'live/owner-255-file-default-weight',
    'live/owner-255-weighted-script',
    'live/owner-255-weighted-interface',
    'live/owner-255-file-own-weight',
    'live/owner-255-both-second-starts-later',
    'live/owner-255-both',
    'live/owner-255-nopreempt',
    'live/state-master-without-priority',
    'live/owner-255-state-backup-waits',
    'live/state-backup-with-the-higher-priority',
    'live/state-in-lower-case',
    'live/both-state-master',
  ],
  what: `\`state MASTER\` without a \`priority\`, which makes it 255; \`state BACKUP\` with priority 255; and \`owner_ignore_adverts\` with another priority.`,
  why: `Priority 255 is for the router that owns the addresses, because they are its own interface addresses. \`nopreempt\` and
the weights of trackers have no effect on it; a tracker without a weight still takes the addresses away. With two such nodes it is chance, or the order of their starts,
who keeps the addresses: of two masters with 255, keepalived 2.2.7 lowers the one that first hears the other.`,
  advice: 'Write a `priority` below 255 (254 and below: the highest becomes master), and `state BACKUP` on every node.',
  unless: 'the addresses are configured on an interface of this node, which therefore owns them, and no other node has priority 255.',
  references: [
    { title: 'keepalived.conf(5): state, priority, owner_ignore_adverts', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 5.2.4: Priority', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.4' },
  ],
  covers: ['vrrp/owner-starts-as-backup'],
  examples: {
    bad: [
      {
        title: 'An owner by accident',
        config: `vrrp_instance VI_1 {
    state MASTER  #~ gives 'VI_1' priority 255  #=> state MASTER ↵ priority 150
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Not an owner, and told to ignore adverts',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    owner_ignore_adverts  #~ switches 'owner_ignore_adverts' off  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'An owner that waits',
        config: `vrrp_instance VI_1 {
    state BACKUP  #~ does not take its addresses at once
    interface eth0
    virtual_router_id 51
    priority 255  #=> priority 200
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'The priority decides',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state MASTER
    interface eth1
    virtual_router_id 52
    priority 255
    owner_ignore_adverts
    virtual_ipaddress {
        198.51.100.1/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/owner-by-state': ({ subject }) => ({
      summary: `'state MASTER' without a priority gives '${subject}' priority 255, as if it owned its addresses.`,
      detail:
        `It takes them from any node that has a lower one, at once, and ` +
        'no weight of a tracker makes it give them up; a tracker without a weight does.',
      advice: "Write 'priority NUMBER', below 255.",
    }),
    'vrrp/owner-ignore-adverts-not-owner': ({ subject }) => ({
      summary: `keepalived switches 'owner_ignore_adverts' off in '${subject}', because its priority is not 255: it does not own its addresses.`,
      advice: "Remove 'owner_ignore_adverts'.",
    }),
  },
  check: {
    /** Only `state MASTER` makes an owner master at its start. */
    view({ vrrpInstances }, report) {
      for (const { name, priority, state } of vrrpInstances) {
        if (priority.value !== OWNER_PRIORITY || !priority.node || state.value !== 'BACKUP' || !state.node) continue;
        report({
          at: lineSpan(state.node),
          severity: 'info',
          verdict: 'silent',
          summary: `Instance '${name}' has priority 255 and 'state BACKUP', so it does not take its addresses at once.`,
          detail:
            'It waits for some three advert intervals first, like any backup, though the priority says that the addresses are its own.',
          advice: "Write a priority below 255; or 'state MASTER' if the node owns the addresses.",
          related: [{ at: lineSpan(priority.node), message: 'The priority of an owner.' }],
        });
      }
    },
  },
});

const OWNER_PRIORITY = 255;
