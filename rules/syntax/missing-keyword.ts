import { groupBy } from '../../grammar/group-by.ts';
import { describeType } from '../../grammar/keywords/describe.ts';
import type { Keyword } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Block, Span } from '../../grammar/tree.ts';
import type { Misfit } from '../../src/binding/bound.ts';
import { distinctMisfitsOf, misfitsOf } from '../../src/binding/misfits.ts';
import { closingSpan } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { misspeltIn } from '../../src/rule/consequences.ts';
import { cutShortAround } from '../../src/rule/cut-short-definition.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/missing-keyword',
  title: 'A block lacks a keyword without which it has no meaning',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: 'A block that ends without a keyword that keepalived needs: a `vrrp_script` without `script`, a `vrrp_sync_group` without `group`, a check without its parameters.',
  why: 'keepalived leaves the whole block out, and goes on. What refers to it is left out too: an instance that should track the script tracks nothing.',
  advice: 'Write the keyword, or remove the block. If it is there, look whether it is spelt right and stands inside the braces.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: [
    'lvs/bfd-no-name',
    'lvs/http-url-no-path',
    'lvs/misc-no-path',
    'net/bfd-no-neighbor',
    'script/no-script',
    'track-file/no-file',
    'track-process/process-missing',
  ],
  examples: {
    bad: [
      {
        title: 'A script that is none',
        config: `vrrp_script check {  #~ ^vrrp_script check^ 'vrrp_script check' has no 'script'. keepalived leaves it out.
    interval 2  #=> script "/usr/local/bin/check" ↵ interval 2
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check
    }
}
`,
      },
    ],
    good: [
      {
        title: 'With what it needs',
        config: `vrrp_script check {
    script "/usr/bin/pgrep haproxy"
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data } of distinctMisfitsOf(configuration, 'missing-keyword')) {
        const { keyword, node } = data;
        const [name] = node.args;
        const inHeader = valueInHeader(data);
        const block = name ? `${node.keyword.text} ${name.text}` : node.keyword.text;
        const cause =
          cutShortAround(at, configuration) ??
          leftOut(keyword, node) ??
          misspeltIn(node.span, [keyword.name], configuration) ??
          memberOutside(keyword, node, configuration) ??
          lineOutside(keyword, node, configuration);
        report({
          at,
          ...(cause && { follows: cause }),
          reportedAt: closingSpan(node),
          summary: `'${block}' has no '${keyword.name}'.`,
          detail: `keepalived leaves it out.`,
          advice:
            inHeader === null
              ? `Write '${lineOf(keyword)}' into it.`
              : `Write '${keyword.name} ${inHeader}' on a line of its own between its braces.`,
        });
      }
    },
  },
});

/** `FILE_CHECK NAME { }`: what the block needs, behind its name, where it takes no word. */
function valueInHeader({ keyword, block, node: { args } }: Misfit<'missing-keyword'>['data']): string | null {
  const [only, second] = args;
  return block.args.length === 0 && keyword.kind === 'value' && keyword.args[0]?.type === 'name' && only && !second ? only.text : null;
}

/** A block that is there and that keepalived leaves out: what that one lacks is told there. */
function leftOut({ kind, name }: Keyword, { body }: Block): Span | null {
  return kind === 'block' ? (body.find((node) => node.kind === 'block' && node.keyword.text === name)?.span ?? null) : null;
}

/** Where a sync group names its instances without the list, which is told there. */
function memberOutside({ name }: Keyword, { span }: Block, configuration: Configuration): Span | null {
  if (name !== 'group') return null;
  const names = new Set(configuration.vrrpInstances.map((instance) => instance.name));
  return (
    misfitsOf(configuration, 'unknown-keyword').find(({ at, data }) => at.start >= span.start && at.end <= span.end && names.has(data.word))
      ?.at ?? null
  );
}

/** Where a line of the block that is missing stands outside of it, as `path` does beside the `url` of a check that has none: it is told where it belongs. */
function lineOutside({ name, kind }: Keyword, { span }: Block, configuration: Configuration): Span | null {
  if (kind !== 'block') return null;
  const lines = outsideLines(configuration).get(name) ?? [];
  const first = lines[partitionPoint(lines, ({ start }) => start < span.start)];
  return first && first.end <= span.end ? first : null;
}

/** Lines that stand outside of the only block that knows them, by that block, in the order of the text. */
const outsideLines = memoized((configuration: Configuration): ReadonlyMap<string, readonly Span[]> => {
  const lines = misfitsOf(configuration, 'unknown-keyword').filter(({ data: { elsewhere } }) => elsewhere.length === 1);
  return new Map(
    [...groupBy(lines, ({ data: { elsewhere } }) => elsewhere[0] ?? '')].map(([block, misfits]) => [block, misfits.map(({ at }) => at)]),
  );
});

/** `script SCRIPT` */
function lineOf(keyword: Keyword): string {
  const [first] = keyword.args;
  if (keyword.kind === 'list' || keyword.kind === 'block') return `${keyword.name} { … }`;
  if (!first) return keyword.name;
  return `${keyword.name} ${first.type === 'enum' ? describeType(first) : first.name.toUpperCase().replaceAll(' ', '-')}`;
}
