import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'vrrp/accept',
  title: 'no_accept blocks all traffic to the virtual addresses',
  severity: 'info',
  profiles: inStandards('off'),
  precision: 'very-high',
  verdict: 'silent',
  covers: ['vrrp/no-accept', 'vrrp/firewall-not-configured'],
  proof: ['live/no-accept-addresses-blocked', 'live/no-accept-owner-answers'],
  what: '`no_accept` in an instance whose priority is not 255. What strict mode does without `accept` has its own message.',
  why: `While the node is master, firewall rules (the nftables table \`keepalived\`, unless \`vrrp_iptables\` is configured) discard every packet to and from the
virtual addresses, ping included. That is right for the next hop of a route and wrong for a service: the address is up, and nothing answers there. Where keepalived is
built without firewall support, nothing is blocked at all; only the log of a real run tells which of the two it is.`,
  advice: 'Remove `no_accept` where services or `ping` use the addresses.',
  unless: 'the addresses are next hops only.',
  references: [
    { title: 'RFC 9568, section 6.1: Accept_Mode', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-6.1' },
    { title: 'keepalived.conf(5): accept, no_accept', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Nothing answers',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    no_accept  #~ discard every packet  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'The owner accepts always',
        config: `vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 255
    no_accept
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    accept
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  check: {
    view({ vrrpInstances }, report) {
      for (const { name, accept, priority } of vrrpInstances) {
        if (accept.value || accept.as !== 'given' || !accept.node || priority.value === OWNER_PRIORITY) continue;
        report({
          at: lineSpan(accept.node),
          summary: `While '${name}' is master, firewall rules discard every packet to and from its virtual addresses, ping included.`,
          detail: `No service can be reached there.`,
          advice: "Remove 'no_accept' if the addresses are more than next hops.",
        });
      }
    },
  },
});

/** The owner of the addresses accepts packets to them whatever is written. */
const OWNER_PRIORITY = 255;
