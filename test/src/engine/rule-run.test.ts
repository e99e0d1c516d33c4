import { describe, expect, it } from 'vitest';
import { createSource } from '../../../grammar/source.ts';
import unknownKeyword from '../../../rules/syntax/unknown-keyword.ts';
import { exitCodeOf } from '../../../src/cli/exit-code.ts';
import { INTERNAL_ERROR } from '../../../src/engine/rule-run.ts';
import type { Report } from '../../../src/finding/report.ts';
import type { Rule, ViewComparison } from '../../../src/rule/rule.ts';
import { lintText } from '../../helpers/lint-text.ts';
import { RULE } from '../../helpers/report.ts';

/** Two nodes, and a mistake that both have. */
const TEXT = '@a $X=1\n@b $X=2\nfoo\n';

function fail(): never {
  throw new Error('no such luck');
}

const silent: ViewComparison = { see: () => undefined, report: () => undefined };

/** A rule that is silent, but for what a test makes of it. */
function failing(check: Partial<Rule['check']>): Rule {
  return { ...RULE, check: { view: () => undefined, ...check } };
}

function lintWith(rule: Rule): Report {
  // The one that fails is asked first: what comes after it is at stake.
  return lintText(TEXT, { rules: [rule, unknownKeyword] });
}

describe('a rule that fails', () => {
  it.each([
    ['on a view', failing({ view: fail }), ['a', 'b']],
    ['before it compares', failing({ compareViews: fail }), [null]],
    ['on a view that it is to compare', failing({ compareViews: () => ({ ...silent, see: fail }) }), ['a']],
    ['when it tells what it compared', failing({ compareViews: () => ({ ...silent, report: fail }) }), [null]],
  ] as const)('%s is one finding, an internal error, and the other rules go on', (_, rule, views) => {
    const report = lintWith(rule);
    expect(report.findings.map((finding) => finding.rule).sort()).toEqual([INTERNAL_ERROR, 'syntax/unknown-keyword']);
    const failure = report.findings.find((finding) => finding.rule === INTERNAL_ERROR);
    expect(failure).toMatchObject({ severity: 'error', path: 'keepalived.conf', line: 1, views });
    expect(failure?.summary).toContain(`The rule '${RULE.id}' failed: no such luck.`);
    expect(exitCodeOf(report, 'never', null)).toBe(3);
  });

  it.each([
    ['what it says', false],
    ['what follows from something else', true],
  ])('to put %s into words is one finding, an internal error, and the other rules go on', (_, isFollower) => {
    const view: Rule['check']['view'] = ({ tree, view: { root } }, report) => {
      const at = { source: root, offset: 0, end: 1 };
      for (const follows of tree.body) report({ at, words: fail, ...(isFollower && { follows }) });
    };
    const { findings } = lintWith(failing({ view }));
    expect(findings.map(({ rule }) => rule).sort()).toEqual([INTERNAL_ERROR, 'syntax/unknown-keyword']);
  });

  it('on one of the views that it is to compare, compares none', () => {
    const see: ViewComparison['see'] = ({ view }) => {
      if (view.configId === 'a') fail();
    };
    const at = { source: createSource('keepalived.conf', TEXT), offset: 0, end: 1 };
    const report: ViewComparison['report'] = (add) => add('b', { at, summary: 'b differs.' });
    const { findings } = lintWith(failing({ compareViews: () => ({ see, report }) }));
    expect(findings.map(({ summary }) => summary)).not.toContain('b differs.');
  });

  it('keeps what it said before', () => {
    const view: Rule['check']['view'] = ({ tree }, report) => {
      const [first] = tree.body;
      if (first) report({ at: first, summary: 'This much is known.' });
      fail();
    };
    const messages = lintWith(failing({ view })).findings.map(({ summary }) => summary);
    expect(messages).toContain('This much is known.');
    expect(messages).toHaveLength(3);
  });
});
