import { defineCorrectionRule, type Wording } from '../../src/rule/correction-rule.ts';
import { sayMistake } from '../../src/rule/entry-wording.ts';

/** Mistakes that one entry shows by itself. */
const MISTAKES = [
  'rule-inet6-on-ipv4',
  'rule-inet-on-ipv6',
  'rule-inet-skips-word',
  'rule-from-invalid',
  'rule-to-invalid',
  'rule-mixed-family',
  'rule-unknown-option',
  'rule-action-invalid',
  'rule-no-action',
  'rule-two-actions',
  'rule-two-actions-table',
  'rule-l3mdev-and-action',
  'rule-table-unknown',
  'rule-table-zero',
  'rule-table-option-without-table',
  'rule-preference-invalid',
  'rule-tos-invalid',
  'rule-fwmark-invalid',
  'rule-realms-invalid',
  'rule-realms-ipv6',
  'rule-suppress-prefixlength-invalid',
  'rule-suppress-ifgroup-invalid',
  'rule-iif-invalid',
  'rule-oif-invalid',
  'rule-tunnel-id-invalid',
  'rule-uidrange-invalid',
  'rule-protocol-invalid',
  'rule-ipproto-invalid',
  'rule-sport-invalid',
  'rule-dport-invalid',
  'rule-goto-invalid',
  // These routes and rules have in common.
  'address-prefix-invalid',
  'option-value-missing',
  'default6-deprecated',
] as const;

const say: Wording = ({ mistake }) => (mistake?.entry === 'rule' ? sayMistake(mistake) : null);

export default defineCorrectionRule({
  id: 'net/rule',
  title: 'A routing rule that keepalived does not set as written',
  severity: 'error',
  precision: 'very-high',
  verdict: { '2.0.7': 'reports' },
  proof: ['source/vrrp/vrrp_iprule.c:alloc_rule'],
  what: `Lines of \`virtual_rules\` and \`static_rules\` with words that are no options, options without value or with one that does not fit, no action or two,
\`goto\` to a place before, no preference.`,
  why: `Most mistakes cost the whole rule: keepalived drops the line and starts without it, and the packets are routed by the rules that are left. Without a
preference the rule gets one that depends on the order of the lines, and two nodes can differ.`,
  advice: 'Write what the rule matches, one action (`table NAME` in most cases) and a `preference`.',
  references: [
    { title: 'keepalived.conf(5): static_rules, virtual_rules', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'ip-rule(8)', url: 'https://man7.org/linux/man-pages/man8/ip-rule.8.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Words that do not fit',
        config: `static_rules {
    from 198.51.100.0/24 tabel 100 preference 100  #~ ^tabel^ 'tabel' is no option of a rule. keepalived drops the rule  #=> from 198.51.100.0/24 table 100 preference 100
    from 203.0.113.0/24 table 100 pref 101  #~ ^pref^ 'pref' is no option of a rule  #=> from 203.0.113.0/24 table 100 preference 101
    from 198.51.100.0/24 table 0 preference 100    #~ ^0^^^^ '0' is no number from 1  #=> from 198.51.100.0/24 table 101 preference 101
    from 198.51.100.0/24 preference 100            #~ ^from^ This rule does nothing  #=> from 198.51.100.0/24 table 102 preference 102
    from 198.51.100.0/24 table 100 sport 80 preference 100  #~ ^80^ keepalived says so and goes on without it.  #=> from 198.51.100.0/24 table 100 sport 80-80 preference 103
}
`,
      },
      {
        title: 'Two actions, and a jump back',
        config: `static_rules {
    from 198.51.100.0/24 table 100 goto 300 preference 100  #~ ^goto^ 'goto' is a second action  #=> from 198.51.100.0/24 table 100 preference 100
    from 198.51.100.0/24 goto 100 preference 200            #~ ^100^^ 'goto 100' does not lead forward  #=> from 198.51.100.0/24 goto 300 preference 200
    from 198.51.100.0/24 goto 300                           #~ ^goto^ in a rule without a preference  #=> from 203.0.113.0/24 goto 300 preference 201
}
`,
      },
      {
        title: 'Without a preference',
        config: `static_rules {
    from 198.51.100.0/24 table 100  #~ ^from^ This rule has no preference.  #=> from 198.51.100.0/24 table 100 preference 100
}
`,
      },
    ],
    good: [
      {
        title: 'Matches, one action, a preference',
        config: `static_rules {
    from 198.51.100.0/24 table 100 preference 100
    from all to 198.51.100.0/24 fwmark 0x10/0xff lookup main preference 110
    from 2001:db8::/32 iif eth0 blackhole preference 120
    from 203.0.113.0/24 goto 300 preference 200
    from 203.0.113.0/24 table 100 suppress_prefixlength 0 preference 300
}
`,
      },
    ],
  },
  words: {
    ...Object.fromEntries(MISTAKES.map((check) => [`net/${check}`, say])),
    'net/rule-goto-no-preference': () => ({
      summary: `'goto' stands in a rule without a preference.`,
      detail: `keepalived drops the rule: it cannot know whether the target comes behind it.`,
      advice: "Add 'preference' with a number below the target.",
    }),
    'net/rule-goto-backwards': ({ written, used }) => ({
      summary: `'goto ${written}' does not lead forward: the rule itself has the preference '${used}'.`,
      detail: `keepalived drops the rule.`,
      advice: 'Jump to a larger number only.',
      against: 'The preference of the rule.',
    }),
    'net/rule-no-preference': () => ({
      summary: `This rule has no preference.`,
      detail: `keepalived says so and counts down from 16384 for each family, so that a rule further down comes first.`,
      advice: "Add 'preference' with a number.",
      severity: 'warning',
    }),
    'net/rule-protocol-not-keepalived': ({ written }) => ({
      summary: `The protocol '${written}' is replaced.`,
      detail: `keepalived knows the rules that it tracks by its own protocol, 18, says so and uses that.`,
      advice: "Remove 'protocol', or add 'no_track'.",
      severity: 'warning',
    }),
  },
});
