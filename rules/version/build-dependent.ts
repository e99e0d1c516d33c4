import { type Bound, linesOf } from '../../src/binding/bound.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import { keywordSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'version/build-dependent',
  title: 'A keyword that not every build of keepalived knows',
  severity: 'off',
  precision: 'medium',
  profiles: { all: 'info' },
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: `Keywords for which keepalived must be built with an option that the assumed version is likely to lack. Up to 2.3 that is taken to be Debian's package:
everything but iptables and ipsets. From 2.4 on it is taken to be built without options: no SNMP, no D-Bus, no JSON.`,
  why: 'A keepalived without the option takes the word for an unknown keyword, drops the line, and its config test fails.',
  advice: 'Look with `keepalived --version` what it was built with. In place of `vrrp_iptables` and `vrrp_ipsets` write `nftables`.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Sets of a build with iptables, in a version that Debian ships',
        version: '2.2.7',
        config: `global_defs {
    vrrp_iptables  #=>
    nftables keepalived  #~ ^nftables^ 'nftables' is used together with 'vrrp_iptables'.
    vrrp_ipsets keepalived  #~ ^vrrp_ipsets^ 'vrrp_ipsets' needs a keepalived that was built with iptables and libipset.  #=>
}
`,
      },
      {
        title: 'SNMP in a version that nobody packages yet',
        config: `global_defs {
    enable_snmp_vrrp  #~ 'enable_snmp_vrrp' needs a keepalived that was built with --enable-snmp  #=>
}
`,
      },
    ],
    good: [
      {
        title: 'What every build knows',
        config: `global_defs {
    nftables keepalived
    router_id lb1
}
`,
      },
    ],
  },
  check: {
    view({ bound, target }, report) {
      const lacking = target.build.lacks;
      if (!occurs(bound, ({ build }) => build !== undefined && lacking.has(build))) return;
      let iptables: Bound | null = null;
      for (const each of linesOf(bound.children)) {
        const { keyword, node } = each;
        if (keyword.name === 'vrrp_iptables') {
          iptables = each;
        } else if (keyword.name === 'nftables' && iptables && keyword.build !== undefined && lacking.has(iptables.keyword.build ?? '')) {
          report({
            at: keywordSpan(node),
            summary: `'nftables' is used together with 'vrrp_iptables'.`,
            detail: `A keepalived that was built without iptables takes both for the same, reports this one, and ignores it.`,
            advice: "Remove 'vrrp_iptables'.",
            related: [{ at: keywordSpan(iptables.node), message: "'vrrp_iptables' stands here" }],
          });
        } else if (keyword.build !== undefined && lacking.has(keyword.build)) {
          report({
            at: keywordSpan(node),
            summary: `'${keyword.name}' needs a keepalived that was built with ${keyword.build}.`,
            detail: `Another one takes it for an unknown keyword, and its config test fails.`,
          });
        }
      }
    },
  },
});
