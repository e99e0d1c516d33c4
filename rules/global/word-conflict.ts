import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'global/word-conflict',
  title: 'Words of a global setting that do not go together',
  severity: 'error',
  precision: 'very-high',
  verdict: { '2.0.7': 'reports' },
  proof: ['live/mcast-dst-ip-not-link-local', 'config-test'],
  what: `Lines of \`global_defs\` whose words are right one by one, but not together: a second mask behind \`umask\`, a size and a policy
behind \`vrrp_rx_bufs_policy\`, the same set twice behind \`vrrp_ipsets\`; a \`vrrp_mcast_group6\` that reaches beyond the link.`,
  why: 'keepalived says so, its config test fails, and a part of the line, or all of it, counts for nothing.',
  advice: 'Keep what is meant.',
  references: [{ title: 'keepalived.conf(5): global_defs', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Masks',
        config: `global_defs {
    umask 022 077      #~ ^077^ '077' stands behind a mask that is a number.  #=> umask 022
}

global_defs {
    umask IRGRP IWGRP  #~ ^IWGRP^ A '|' is missing before 'IWGRP'.  #=> umask IRGRP|IWGRP
}

global_defs {
    umask IRGRP|       #~ ^IRGRP|^ Nothing stands behind the last '|'.  #=> umask IRGRP
}
`,
      },
      {
        title: 'Buffers, a multicast group, checks of includes',
        config: `global_defs {
    vrrp_rx_bufs_policy 65536 MTU   #~ ^MTU^ 'MTU' means nothing together with a size.  #=> vrrp_rx_bufs_policy 65536
    vrrp_mcast_group6 ff05::12      #~ ^ff05::12^ The group 'ff05::12' reaches beyond the link.  #=> vrrp_mcast_group6 ff02::12
    include_check read match        #~ ^match^ 'match' has no sign  #=> include_check read +match
}

global_defs {
    vrrp_rx_bufs_policy MTU ADVERT  #~ ^ADVERT^ 'ADVERT' means nothing together with MTU.  #=> vrrp_rx_bufs_policy MTU
}
`,
      },
      {
        title: 'Names',
        config: `global_defs {
    nftables ""          #~ ^""^ 'nftables' has an empty name.  #=> nftables
    vrrp_ipsets ka ka    #~ ^ka^^ The set 'ka' is named twice.  #=> vrrp_ipsets ka ka6
}
`,
      },
    ],
    good: [
      {
        title: 'Words that go together',
        config: `global_defs {
    umask IRGRP | IWGRP|IROTH
    vrrp_rx_bufs_policy ADVERT
    vrrp_mcast_group6 ff02::12
    include_check match +brace_match
    nftables keepalived
    vrrp_ipsets ka ka6 ka_if6
}
`,
      },
    ],
  },
  words: {
    'global/umask-extra': ({ written = '' }) => ({
      summary: `'${written}' stands behind a mask that is a number.`,
      detail: `keepalived says so and ignores the line.`,
      advice: 'Write one number.',
    }),
    'global/umask-syntax': ({ written = '' }) => ({
      summary: `A '|' is missing before '${written}'.`,
      detail: `keepalived says so and ignores the line.`,
      advice: "Join the names by '|'.",
    }),
    'global/umask-no-bit': () => ({
      summary: "Nothing stands behind the last '|'.",
      detail: 'keepalived says so and ignores the line.',
      advice: "Remove the '|', or write a name behind it.",
    }),
    'global/vrrp-rx-bufs-policy-size-and-policy': ({ written = '' }) => ({
      summary: `'${written}' means nothing together with a size.`,
      detail: `keepalived says so and uses the size.`,
      advice: 'Keep one of the two.',
      against: 'The size',
    }),
    'global/vrrp-rx-bufs-policy-two-policies': ({ written = '' }) => ({
      summary: `'${written}' means nothing together with MTU.`,
      detail: `keepalived says so and uses MTU.`,
      advice: 'Keep one of the two.',
      against: 'The other policy',
    }),
    'global/vrrp-mcast-group6-not-link-local': ({ written = '' }) => ({
      summary: `The group '${written}' reaches beyond the link.`,
      detail: `keepalived says so and uses it: routers may carry the adverts to other networks.`,
      advice: 'Use a group that begins with ff02, such as ff02::12.',
      severity: 'warning',
    }),
    'lang/include-check-duplicate': ({ written = '' }) => ({
      summary: `'${written}' has no sign, and is not the first word.`,
      detail: `keepalived says so and ignores it.`,
      advice: `Write '+${written}'.`,
    }),
    'global/nftables-empty-name': ({ written = '' }) => ({
      summary: `'${written}' has an empty name.`,
      detail: `keepalived says so and ignores the line.`,
      advice: 'Write a name, or nothing.',
    }),
    'global/vrrp-ipsets-duplicate-name': ({ written = '' }) => ({
      summary: `The set '${written}' is named twice.`,
      detail: `keepalived says so and ignores all names.`,
      advice: 'Give each set a name of its own.',
    }),
  },
});
