import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';
import { inSeconds } from '../../src/rule/in-seconds.ts';

export default defineCorrectionRule({
  id: 'vrrp/groups',
  title: 'A track_group or garp_group without content',
  severity: 'warning',
  precision: 'very-high',
  misses: 'anywhere',
  verdict: 'reports',
  proof: ['live/garp-default-ten', 'live/garp-interval-one-second', 'source/vrrp/vrrp_arp.c:send_gratuitous_arp'],
  what: `A \`track_group\` without instances, a \`garp_group\` without an interval, and an interface in two of them.`,
  why: `keepalived removes such a group. Static addresses and routes that were to follow the state of an instance then stay where they are;
gratuitous ARPs go out as fast as the host can send them, which switches that limit ARP drop in part.`,
  advice: 'Fill the group or remove it, and put an interface into one garp_group only.',
  references: [{ title: 'keepalived.conf(5): track_group, garp_group', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['net/track-group-no-members', 'net/track-group-no-virtual-routers'],
  examples: {
    bad: [
      {
        title: 'Empty groups',
        config: `track_group addresses {  #~ ^addresses^ lists no instance  #=>
}  #=>

garp_group {  #~ ^garp_group^ has no interval
    interface eth0  #=> garp_interval 0.1 ↵ interface eth0
}

garp_group {
    garp_interval 5  #~ ^5^ is long  #=> garp_interval 0.01
    interface eth1
}
`,
      },
      {
        title: 'An interface in two groups',
        config: `garp_group {
    garp_interval 0.1
    interface eth0
}

garp_group {
    garp_interval 0.2
    interfaces {
        eth0  #~ is in a garp_group already  #=>
        eth1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Filled groups',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

track_group routes {
    group {
        VI_1
    }
}

garp_group {
    garp_interval 0.1
    interfaces {
        eth0
        eth1
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/track-group-without-members': ({ subject }) => ({
      summary: `track_group '${subject}' lists no instance.`,
      detail: `keepalived removes it, and what it should hold together does not follow any instance.`,
      advice: "Write the names of instances into 'group { … }'.",
    }),
    'garp-group/no-interval': () => ({
      summary: 'The garp_group has no interval above 0.',
      detail: 'keepalived removes it, and gratuitous ARPs go out without a pause.',
      advice: "Write 'garp_interval SECONDS' or 'gna_interval SECONDS'.",
    }),
    'garp-group/interval-large': ({ written }) => ({
      severity: 'info',
      summary: `A pause of ${inSeconds(`${written}`)} between two of them is long: with ten addresses the last one is announced that much later.`,
      detail: 'Only the log of a real run says so.',
      advice: 'Write a fraction of a second, such as 0.01.',
    }),
    'garp-group/interface-twice': ({ written }) => ({
      summary: `'${written}' is in a garp_group already.`,
      detail: `keepalived ignores it here: the pauses of the first group hold.`,
      advice: 'Leave the interface in one of the two.',
      against: 'The group that counts.',
    }),
  },
});
