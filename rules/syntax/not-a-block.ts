import type { Block } from '../../grammar/tree.ts';
import { distinctMisfitsOf, misfitsOf } from '../../src/binding/misfits.ts';
import { rootAt } from '../../src/binding/root-blocks.ts';
import { endOfWordBefore } from '../../src/binding/word-before.ts';
import { lostLines } from '../../src/daemon/lost-lines.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { sayLost } from '../../src/rule/say-lost.ts';

export default defineRule({
  id: 'syntax/not-a-block',
  title: 'A block stands behind a keyword that opens none',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  ofStructure: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['live/brace-in-comment-ends-instance', 'live/brace-in-comment-version-2', 'config-test'],
  what: 'A `{ … }` behind a keyword that takes words only, such as `script` or `priority`, or behind an entry of a list.',
  why: `keepalived reports the \`{\` and drops it, but reads the lines behind it as lines of the block around it. The \`}\` then ends that block: what stands
below it lands outside. In a list the lines are entries, and the \`}\` ends the list.`,
  advice: 'Write the value on the line of the keyword, and remove the braces.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['lang/unexpected-open-brace'],
  examples: {
    bad: [
      {
        title: 'A block where one word is enough',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    state BACKUP
    nopreempt {  #~ ^{^ 'nopreempt' opens no block. keepalived drops this '{', reads the lines behind it as lines of the block around it  #=> nopreempt
    }  #=>
    priority 150
}
`,
      },
      {
        title: 'A comment of another language, with braces in it',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51 // MAC 00-00-5E-00-01-{VRID}  #~ ^{^ '//' begins no comment, and the braces behind it end 'vrrp_instance VI_1'. keepalived splits every line at its braces, also where no line of a block is meant. It no longer understands 'priority' (line 4)  #=> virtual_router_id 51 # MAC 00-00-5E-00-01-{VRID}
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A block in a list',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_ipaddress {
        192.0.2.200/24 {  #~ ^{^ This '{' opens nothing: it stands in the list 'virtual_ipaddress'. keepalived takes it for a word, the lines behind it for further entries, and its '}' for the end of the list.  #=> 192.0.2.200/24
        }  #=>
    }
    virtual_router_id 51
}
`,
      },
    ],
    good: [
      {
        title: 'Words behind settings, braces behind blocks and lists',
        config: `vrrp_instance VI_1 {
    virtual_router_id 51
    interface eth0
    track_interface {
        eth1
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const withoutValue = new Map(misfitsOf(configuration, 'missing-argument').map((misfit) => [misfit.at.end, misfit.at]));
      for (const { at, data } of distinctMisfitsOf(configuration, 'not-a-block')) {
        const { name, kind } = data.keyword;
        const lost = sayLost(lostLines(at, configuration));
        const inComment = commentBefore(at.start, configuration);
        if (inComment !== null) {
          report({
            at,
            summary: `'${inComment}' begins no comment, and the braces behind it end ${blockAround(at.start, configuration)}.`,
            detail: `keepalived splits every line at its braces, also where no line of a block is meant.${lost}`,
            advice: "Write '#' in front of the comment.",
          });
          continue;
        }
        if (kind === 'list') {
          report({
            at,
            summary: `This '{' opens nothing: it stands in the list '${name}'.`,
            detail: `keepalived takes it for a word, the lines behind it for further entries, and its '}' for the end of the list.${lost}`,
            advice: "Remove it and its '}', or put the '}' of the list above.",
          });
          continue;
        }
        report({
          at,
          // The line has no value then, with which most keywords end the reading.
          follows: withoutValue.get(endOfWordBefore(at.start, configuration.expansion.text)),
          summary: `'${name}' opens no block.`,
          detail: `keepalived drops this '{', reads the lines behind it as lines of the block around it, and takes its '}' for the end of that block.${lost}`,
          advice: kind === 'flag' ? `Write '${name}' alone, without braces.` : `Write the value behind '${name}', and remove the braces.`,
        });
      }
    },
  },
});

/** What begins a comment in other languages, before a brace on its line; null where nothing does. */
function commentBefore(start: number, { expansion: { text } }: Configuration): string | null {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /(?:^|\s)(\/\/|\/\*|--|;)/.exec(line)?.[1] ?? null;
}

/** Keyword and name of the block of the top level that a brace ends. */
function blockAround(start: number, { tree }: Configuration): string {
  const root = rootAt({ start, end: start }, tree);
  return root?.kind === 'block' ? nameOf(root) : 'the block';
}

function nameOf({ keyword, args }: Block): string {
  return args[0] ? `'${keyword.text} ${args[0].text}'` : `'${keyword.text}'`;
}
