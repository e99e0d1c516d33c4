import { expect, it } from 'vitest';
import { check, found, outOfReach, REASONS, sameAs } from '../../../src/daemon/checks/check.ts';
import { checksPageMarkdown } from '../../../src/documentation/checks-page.ts';
import { RULE } from '../../helpers/report.ts';

const sections = [
  {
    title: 'A section',
    checks: {
      'vrrp/vrid-missing': check('no `vrid`'),
      'vrrp/priority-range': found('invalid-value', 'a | b'),
      'vrrp/interface-unknown': outOfReach('interfaces', 'no such interface'),
      'net/vip-none': sameAs('vrrp/vrid-missing', 'the same'),
      'vrrp/vip-duplicate': check('nobody tells'),
    },
  },
];

it('tells for each check the rule, the reason, or that it is open', () => {
  const page = checksPageMarkdown(sections, [
    { ...RULE, id: 'vrrp/one', covers: ['vrrp/vrid-missing'] },
    { ...RULE, id: 'syntax/two', covers: ['invalid-value', 'vrrp/vrid-missing'] },
  ]);
  expect(page).toContain('5 checks: 3 are told by a rule, 1 are out of reach, 1 are open.');
  expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual([
    '| `vrrp/vrid-missing` | no `vrid` | [vrrp/one](rules/vrrp/one.md), [syntax/two](rules/syntax/two.md) |',
    '| `vrrp/priority-range` | a \\| b | [syntax/two](rules/syntax/two.md) |',
    `| \`vrrp/interface-unknown\` | no such interface | out of reach: ${REASONS.interfaces} |`,
    '| `net/vip-none` | the same | [vrrp/one](rules/vrrp/one.md), [syntax/two](rules/syntax/two.md) |',
    '| `vrrp/vip-duplicate` | nobody tells | open |',
  ]);
});
