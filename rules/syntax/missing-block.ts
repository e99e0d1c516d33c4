import type { Span } from '../../grammar/tree.ts';
import type { Misfit } from '../../src/binding/bound.ts';
import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { faultsOf } from '../../src/daemon/braces.ts';
import { lostLines } from '../../src/daemon/lost-lines.ts';
import { nextMisledReport } from '../../src/daemon/misled-reading.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { sayLost } from '../../src/rule/say-lost.ts';

export default defineRule({
  id: 'syntax/missing-block',
  title: 'A keyword that opens a block has none',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  ofStructure: true,
  verdict: 'reports',
  proof: ['live/track-interface-without-block', 'config-test'],
  what: 'A keyword of a block or a list without `{ … }` behind it. Where a `}` without `{` shows that only the brace is missing, `syntax/unbalanced-brace` says so.',
  why: `keepalived takes the next line for the first one of the block, and goes on until the next \`}\`. That one was meant for the block around it, so what stands
below lands in the wrong place. For a list without a word behind it keepalived does not even say so in its config test.`,
  advice: 'Write the block, `{ }` if it is to be empty, or remove the line. A single value needs its braces too.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['missing-block'],
  examples: {
    bad: [
      {
        title: 'A list with its only entry on the line',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress 192.0.2.200/24  #~ ^virtual_ipaddress^ 'virtual_ipaddress' has no block. keepalived takes the lines behind it for its entries, up to the next '}'  #=> virtual_ipaddress { ↵     192.0.2.200/24 ↵ }
    priority 150
}
`,
      },
      {
        title: 'A block',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    authentication  #~ 'authentication' has no block. keepalived takes the line behind it for its first one  #=> authentication {
    auth_type PASS
    auth_pass s3cret  #=> auth_pass s3cret ↵ }
}
`,
      },
    ],
    good: [
      {
        title: 'The brace may stand on a later line',
        config: `vrrp_instance VI_1
{
    interface eth0
    virtual_router_id 51
    virtual_ipaddress { 192.0.2.200/24 }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const misfits = distinctMisfitsOf(configuration, 'missing-block');
      if (misfits.length === 0) return;
      const told = withoutOpeningBrace(configuration);
      for (const { at, data } of misfits) {
        const { name, kind } = data.keyword;
        const verdict = kind !== 'list' ? REPORTED : data.extra ? ({ '2.1.0': 'reports' } as const) : 'logs';
        if (told.has(at.start)) {
          // It says so on this line too, where words stand in the place of the brace.
          if (kind === 'list' && data.extra) report({ at, summary: `'${name}' has no block.`, verdict, again: true });
          continue;
        }
        const effect =
          name === 'track_interface'
            ? "keepalived takes the words of the lines behind it, up to the next '}', for names of interfaces: no host has these, and keepalived does not start."
            : kind === 'list'
              ? "keepalived takes the lines behind it for its entries, up to the next '}', which then ends too little."
              : "keepalived takes the line behind it for its first one, and goes on up to the next '}', which then ends too little.";
        report({
          at,
          summary: `'${name}' has no block.`,
          detail: `${effect}${sayLost(lostLines(at, configuration))}`,
          advice:
            inOneLine(data) ??
            `Write '{' behind it, and '}' on a line of its own below, with ${kind === 'list' ? 'each entry' : 'each keyword'} on a line between them.`,
          verdict,
          // Of a block it says so on the line that is its first one then.
          ...(kind !== 'list' && { reportedAt: nextMisledReport(at.end, configuration)?.at ?? at }),
        });
      }
    },
  },
});

/** `FILE_CHECK NAME`, `track_file NAME`: what a list is to hold, or a block that needs one keyword, in the place of its braces. */
function inOneLine({ keyword, words }: Misfit<'missing-block'>['data']): string | null {
  if (keyword.args.length > 0 || words.length === 0) return null;
  const line = words.map(({ raw }) => raw).join(' ');
  if (keyword.kind === 'list') return `Write '${keyword.name} { ${line} }'.`;
  if (keyword.kind !== 'block' || words.length > 1) return null;
  const [needed, ...others] = keyword.keywords.filter((each) => each.kind === 'value' && each.required);
  return needed && others.length === 0 ? `Write '${keyword.name} { ${needed.name} ${line} }'.` : null;
}

const REPORTED = { '2.0.7': 'reports' } as const;

/** Where keywords begin of which only the `{` is missing, which is a finding about braces. */
function withoutOpeningBrace(configuration: Configuration): ReadonlySet<number> {
  const faults = faultsOf(configuration);
  const headers = faults.flatMap((fault): Span[] => (fault.kind === 'missing-open' ? [fault.header.span] : []));
  return new Set(headers.map(({ start }) => start));
}
