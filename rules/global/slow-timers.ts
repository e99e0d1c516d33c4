import { defineCorrectionRule, type Wording } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'global/slow-timers',
  title: 'A time that keepalived itself finds very long',
  severity: 'info',
  precision: 'high',
  ofTemplateLines: true,
  verdict: 'logs',
  proof: ['live/garp-interval-one-second', 'live/nopreempt-startup-delay', 'source/vrrp/vrrp_arp.c:queue_garp'],
  what: `\`vrrp_garp_interval\` or \`vrrp_gna_interval\` of a second or more, and \`vrrp_startup_delay\` of a minute or more. All three are
in seconds, with decimals.`,
  why: `keepalived waits for the interval between two gratuitous ARPs (or neighbour adverts) of an interface: with ten addresses the last one is first
announced nine intervals after a failover. The default is no wait. During the startup delay the node takes part in nothing, and its
addresses are down if no other node has them.`,
  advice: 'Write the time in seconds: 0.01 for ten milliseconds.',
  references: [{ title: 'keepalived.conf(5): vrrp_garp_interval, vrrp_startup_delay', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Milliseconds were meant',
        config: `global_defs {
    vrrp_garp_interval 10  #~ ^10^ 'vrrp_garp_interval 10' is a long pause  #=> vrrp_garp_interval 0.01
    vrrp_gna_interval 1  #~ ^1^ 'vrrp_gna_interval 1' is a long pause  #=> vrrp_gna_interval 0.001
    vrrp_startup_delay 90  #~ ^90^ 'vrrp_startup_delay 90' is very long  #=> vrrp_startup_delay 9
}
`,
      },
    ],
    good: [
      {
        title: 'Fractions of a second',
        config: `global_defs {
    vrrp_garp_interval 0.01
    vrrp_gna_interval 0.01
    vrrp_startup_delay 5.5
}
`,
      },
    ],
  },
  words: {
    'global/vrrp-garp-interval-very-large': betweenAnnouncements(),
    'global/vrrp-gna-interval-very-large': betweenAnnouncements(),
    'global/vrrp-startup-delay-very-large': ({ written }) => ({
      summary: `'${written}' is very long: the unit is the second.`,
      detail: `For that time this node does not take part. Only the log of a real run says so.`,
      advice: 'Write a delay of some seconds.',
    }),
  },
});

function betweenAnnouncements(): Wording {
  return ({ written }) => ({
    summary: `'${written}' is a long pause between two announcements: the unit is the second.`,
    detail:
      'After a failover keepalived waits that long between two gratuitous ARPs (unsolicited neighbour advertisements) on an interface, so the last of N ' +
      'addresses is announced N pauses late. Without the line there is no pause. Only the log of a real run says so.',
    advice: 'Write a fraction of a second, such as 0.01.',
  });
}
