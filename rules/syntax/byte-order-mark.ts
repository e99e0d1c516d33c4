import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Block } from '../../grammar/tree.ts';
import { problemsOf } from '../../src/binding/text-problems.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { replace, safe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/byte-order-mark',
  title: 'The file begins with a byte order mark',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: 'A byte order mark (U+FEFF), which some editors put in front of UTF-8 text.',
  why: `keepalived takes the mark for a part of the first word, even in front of a comment. It does not know such a keyword and drops the line; where that line
opens a block, the lines of the block land at top level.`,
  advice: 'Save the file as UTF-8 without a byte order mark.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'In front of a comment',
        fixed: 'safe',
        config:
          '\ufeff# keepalived configuration #~ ^﻿^ begins with a byte order mark #=> # keepalived configuration\nglobal_defs {\n    router_id lb1\n}\n',
      },
    ],
    good: [
      {
        title: 'UTF-8 without a mark',
        config: '# Konfiguration für lb1\nglobal_defs {\n    router_id lb1\n}\n',
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at } of problemsOf(configuration, 'byte-order-mark')) {
        const block = blockBehind(at, configuration);
        report({
          at,
          fix: safe(replace(at, '')),
          summary: 'The file begins with a byte order mark.',
          detail: block
            ? `keepalived takes it for a part of the first word, '${block.keyword.text}', and knows no such keyword: the whole block is lost, its lines are read at top level.`
            : 'keepalived takes it for a part of the first word and drops the line as unknown.',
        });
      }
    },
  },
});

/** The block whose keyword the mark stands before. */
function blockBehind({ source, end }: Origin, { tree, expansion }: Configuration): Block | null {
  for (const node of tree.body) {
    if (node.kind !== 'block') continue;
    const place = expansion.place(node.keyword.span);
    if (place.source === source && place.offset === end) return node;
  }
  return null;
}
