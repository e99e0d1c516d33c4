import type { Bound, BoundValue } from '../../src/binding/bound.ts';
import { isBlock, isValue } from '../../src/binding/bound.ts';
import { removeLine, safe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'style/default-value',
  title: 'A line says what holds without it',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ style: 'info' }),
  verdict: 'silent',
  proof: ['config-test'],
  what: `A keyword whose value is the one that keepalived takes without the line. Only keywords with one value and one fixed default are meant, not those whose default depends on something else. \`fall\` and \`rise\` are left out: that one run is enough deserves to be written.`,
  why: 'Whoever reads the file takes each line for a decision. Lines that decide nothing hide those that do.',
  advice: 'Remove the line.',
  unless: 'the files of a site name all settings on purpose.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'An advert each second, as without the line',
        fixed: 'safe',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1  #~ 'advert_int 1' says what holds without it.  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'That one success is enough',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
    rise 1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}
`,
      },
      {
        title: 'Another value, and one whose default depends on another line',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 2
    garp_master_delay 5
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view({ bound }, report) {
      for (const line of defaultLines(bound.children)) {
        const { keyword, node, args } = line;
        report({
          at: node.span,
          fix: safe(removeLine(node.span)),
          summary: `'${keyword.name} ${args[0]?.word.text}' says what holds without it.`,
        });
      }
    },
  },
});

/** That the value is 1 is worth a line; where it should be another, vrrp/script-timing says so. */
const DECISIONS: ReadonlySet<string> = new Set(['fall', 'rise']);

/** Lines that set the default, in blocks that set it nowhere else. */
function* defaultLines(children: readonly Bound[]): Generator<BoundValue> {
  const counts = new Map<string, number>();
  for (const { keyword } of children) counts.set(keyword.name, (counts.get(keyword.name) ?? 0) + 1);
  for (const bound of children) {
    if (isBlock(bound)) yield* defaultLines(bound.children);
    else if (isValue(bound) && counts.get(bound.keyword.name) === 1 && !DECISIONS.has(bound.keyword.name) && isDefault(bound)) yield bound;
  }
}

function isDefault({ keyword, node, args, valid }: BoundValue): boolean {
  const [argument, second] = args;
  if (!valid || !argument?.fits || second || node.kind !== 'statement' || node.words.length !== 2 || keyword.kind !== 'value') return false;
  const { default: standard = '' } = keyword;
  if (/^\d+(?:\.\d+)?$/.test(standard)) return typeof argument.value === 'number' && argument.value === Number(standard);
  if (standard === 'on' || standard === 'off') return argument.value === (standard === 'on');
  return false;
}
