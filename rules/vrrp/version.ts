import { lineSpan } from '../../src/binding/place.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/version',
  title: 'The VRRP version of an instance is ambiguous or does not go with IPv6',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['live/version-written-twice', 'live/version-mismatch', 'live/ipv6-version-2-against-3', 'live/ipv6-version-2-order'],
  what: '`version` that contradicts an earlier line (another `version`, `native_ipv6`, an IPv6 address), and IPv6 addresses in VRRP version 2.',
  why: `keepalived ignores the later \`version\`. Routers take adverts of their own version only: where one node runs version 2 and another one version 3, both become master.

Version 2 is for IPv4. keepalived speaks it for IPv6 all the same, without a word; nothing but keepalived understands such adverts.`,
  advice: 'Write the version once, above the addresses and the same on all nodes: 3 for IPv6, and for IPv4 unless old routers take part.',
  references: [
    { title: 'RFC 9568, section 5.2.1: Version', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.1' },
    { title: 'keepalived.conf(5): version, native_ipv6', url: 'https://www.keepalived.org/manpage.html' },
  ],
  covers: ['vrrp/ipv6-version-2-silent'],
  examples: {
    bad: [
      {
        title: 'Below IPv6 addresses, and a second time',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150  #=> priority 150 ↵ version 3
    virtual_ipaddress {
        fe80::200/64
    }
    version 2  #~ ^2^ ignores 'version 2'  #=>
}
`,
      },
      {
        title: 'Above IPv6 addresses',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 2  #~ speaks version 2 with IPv6  #=> version 3
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Version 2 with IPv4, version 3 with IPv6',
        config: `vrrp_instance VI_4 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 2
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/version-conflict': ({ subject, written }) => ({
      summary: `keepalived ignores 'version ${written}' of '${subject}', which contradicts a line above.`,
      detail: `A node that runs version ${written} does not take its adverts, and both become master.`,
      advice: 'Write the version once, above the addresses; IPv6 needs version 3.',
      against: 'This decides the version.',
    }),
  },
  check: {
    /** RFC 9568 and RFC 5798 have IPv6 in version 3 only. */
    view({ vrrpInstances }, report) {
      for (const { name, family, familyNode, version } of vrrpInstances) {
        if (family !== 'ipv6' || version.value !== 2 || !version.node) continue;
        report({
          at: lineSpan(version.node),
          verdict: 'silent',
          summary: `Instance '${name}' speaks version 2 with IPv6, which no RFC knows.`,
          detail:
            'keepalived says nothing of it; routers of other vendors, and nodes with version 3, do not take its adverts and become master.',
          advice: "Write 'version 3' on all nodes.",
          related: familyNode ? [{ at: lineSpan(familyNode), message: 'This makes it an IPv6 instance.' }] : [],
        });
      }
    },
  },
});
