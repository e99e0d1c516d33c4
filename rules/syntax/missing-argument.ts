import { describeType } from '../../grammar/keywords/describe.ts';
import type { Missing } from '../../grammar/keywords/keyword.ts';
import type { Misfit } from '../../src/binding/bound.ts';
import { distinctMisfitsOf, misfitsOf } from '../../src/binding/misfits.ts';
import { firstOnLine, problemsOf } from '../../src/binding/text-problems.ts';
import { endOfWordBefore } from '../../src/binding/word-before.ts';
import { defineRule, type LateMessage, type Spot, type VerdictByVersion, type Words } from '../../src/rule/rule.ts';
import { unknownBlanksBefore } from '../../src/rule/unknown-blanks.ts';

export default defineRule({
  id: 'syntax/missing-argument',
  title: 'A keyword lacks a word that it needs',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  ofTemplateLines: true,
  verdict: 'reports',
  proof: ['config-test'],
  what: 'A keyword, the header of a block or an entry of a list with fewer words than keepalived needs.',
  why: `With most keywords keepalived stops reading at once and exits with status 2: neither a start nor a reload succeeds, and the config
test says nothing about the rest of the file. With some it crashes; with others it says so, or says nothing, and ignores the line or the block.`,
  advice: 'Write the word that is missing, or remove the line. An empty definition (`$NAME=`) leaves such a gap too.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['missing-argument'],
  examples: {
    bad: [
      {
        title: 'A setting without its value',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id  #~ 'virtual_router_id' has no vrid. keepalived stops reading here and exits with status 2  #=> virtual_router_id 51
    priority 150
}
`,
      },
      {
        title: 'A list where one value is wanted',
        config: `vrrp_instance VI_1 {
    virtual_router_id 51
    interface {  #~ ^interface^ 'interface' has no interface. keepalived stops reading here  #=> interface eth0
        eth0  #=>
    }  #=>
    priority 150
}
`,
      },
      {
        title: 'An empty definition',
        config: `$PRIORITY=  #=> $PRIORITY=150
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority $PRIORITY  #~ ^priority^ 'priority' has no priority
}
`,
      },
      {
        title: 'A block without its name',
        config: `vrrp_instance {  #~ ^vrrp_instance^ 'vrrp_instance' has no name  #=> vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'It only says so',
        config: `global_defs {
    router_id  #~ 'router_id' has no id. keepalived says so and ignores the line  #=> router_id lb1
}
`,
      },
    ],
    good: [
      {
        title: 'Words that may be left out',
        config: `global_defs {
    vrrp_garp_master_refresh 60
    vrrp_strict
    vrrp_check_unicast_src
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac
    track_interface {
        eth1
        eth2 weight 10
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { text } = configuration.expansion;
      // A '{' in the place of the word.
      const braced = new Set(misfitsOf(configuration, 'not-a-block').map(({ at }) => endOfWordBefore(at.start, text)));
      const openQuote = firstOnLine(problemsOf(configuration, 'unterminated-quote'));
      for (const misfit of distinctMisfitsOf(configuration, 'missing-argument')) {
        const follows = openQuote(configuration.expansion.origin(misfit.at.start)) ?? unknownBlanksBefore(misfit.at, configuration);
        report(messageOf(misfit, follows, braced.has(misfit.at.end), configuration.isReached(misfit.at)));
      }
    },
  },
});

function messageOf(
  { at, data }: Misfit<'missing-argument'>,
  follows: Spot | undefined,
  isBraced: boolean,
  isReached: boolean,
): LateMessage {
  const { missing } = data;
  return {
    at,
    verdict: VERDICTS[missing],
    severity: missing === 'ignored' ? 'warning' : undefined,
    follows,
    words: () => inWords(data, isBraced, isReached),
  };
}

function inWords({ keyword, argument, missing }: Misfit<'missing-argument'>['data'], isBraced: boolean, isReached: boolean): Words {
  const what = argument.keyword === undefined ? `'${keyword.name}'` : `'${argument.keyword}' of '${keyword.name}'`;
  const unit = keyword.kind === 'block' ? 'block' : 'line';
  return {
    summary: `${what} has no ${argument.name}.`,
    detail: effect(missing, unit, isReached),
    advice: `Write its ${argument.name} behind it (${describeType(argument)}), ${isBraced ? 'in place of the braces' : `or remove the ${unit}`}.`,
  };
}

function effect(missing: Missing, unit: 'block' | 'line', isReached: boolean): string {
  switch (missing) {
    case 'exits':
      return isReached
        ? 'keepalived stops reading here and exits with status 2: neither a start nor a reload succeeds.'
        : 'keepalived stops before it comes here. When what stops it is mended, it stops here in the same way.';
    case 'crashes':
      return 'keepalived crashes here, in the config test too.';
    case 'reported':
      return `keepalived says so and ignores the ${unit}.`;
    case 'word-ignored':
      return `keepalived says so and takes the ${unit} without it.`;
    case 'options-lost':
      return `keepalived says so and takes the first word alone: every word behind it is dropped.`;
    case 'ignored':
      return `keepalived ignores the ${unit} without a word.`;
  }
}

const VERDICTS: Readonly<Record<Missing, VerdictByVersion>> = {
  exits: 'refuses',
  crashes: 'refuses',
  reported: { '2.0.7': 'reports' },
  'word-ignored': { '2.0.7': 'reports' },
  'options-lost': { '2.0.7': 'reports' },
  ignored: 'silent',
};
