import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/finding/report.ts';
import type { Rule } from '../../../src/rule/rule.ts';
import type { Severity } from '../../../src/rule/severity.ts';
import { lintFiles, lintText } from '../../helpers/lint-text.ts';
import { RULE } from '../../helpers/report.ts';

/** Lints two lines: a mistake in the first, and in the second what follows from it. */
function lintCause(cause: Severity, follower: Severity): Report {
  const make = (id: string, severity: Severity, check: Rule['check']): Rule => ({ ...RULE, id, severity, isCause: true, check });
  const rules = [
    make('sample/follower', follower, {
      view({ tree: { body } }, report) {
        const [first, second] = body;
        if (first && second) report({ at: second, summary: 'This follows.', follows: first });
      },
    }),
    make('sample/cause', cause, {
      view({ tree: { body } }, report) {
        if (body[0]) report({ at: body[0], summary: 'This is the mistake.' });
      },
    }),
  ];
  return lintText('foo\nbar\n', { rules });
}

describe('what follows from a mistake', () => {
  it('is told with it', () => {
    const { findings } = lintCause('warning', 'warning');
    expect(findings).toMatchObject([
      { rule: 'sample/cause', line: 1, severity: 'warning', related: [{ line: 2, message: 'This follows.' }] },
    ]);
  });

  it('is told with it also where a rule that is asked earlier has more that follows', () => {
    const follows = (id: string, from: number): Rule => ({
      ...RULE,
      id,
      check: {
        view({ tree: { body } }, report) {
          const [at, cause] = [body[from + 1], body[from]];
          if (at && cause) report({ at, summary: `This follows from line ${from + 1}.`, follows: cause });
        },
      },
    });
    const cause: Rule = {
      ...RULE,
      id: 'sample/cause',
      isCause: true,
      check: {
        view({ tree: { body } }, report) {
          if (body[0]) report({ at: body[0], summary: 'This is the mistake.' });
        },
      },
    };
    const { findings } = lintText('foo\nbar\nbaz\n', { rules: [follows('sample/last', 1), follows('sample/next', 0), cause] });
    expect(findings.map(({ rule, related }) => [rule, related.map(({ line }) => line)])).toEqual([['sample/cause', [2, 3]]]);
  });

  it('makes it as bad as the worst of both', () => {
    expect(lintCause('warning', 'error')).toMatchObject({ findings: [{ severity: 'error' }], summary: { errors: 1, warnings: 0 } });
    expect(lintCause('error', 'info')).toMatchObject({ findings: [{ severity: 'error' }], summary: { errors: 1, infos: 0 } });
    expect(lintCause('warning', 'error').profiles).toEqual([{ name: 'recommended', errors: 1, warnings: 0 }]);
  });
});

describe('what the other nodes show not to hold', () => {
  const rule: Rule = {
    ...RULE,
    check: {
      view: ({ vrrpInstances }, report) => {
        for (const { nameWord } of vrrpInstances) report({ at: nameWord, summary: 'This holds for a node by itself.' });
      },
      withdraws: ({ nodes }, withdraw) => {
        const [first] = nodes;
        for (const { nameWord } of first?.configuration.vrrpInstances ?? []) if (first) withdraw(first, nameWord);
      },
    },
  };
  const instance = (comment = '') => `vrrp_instance VI_1 { # ${comment}
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200
    }
}
`;
  const placesOf = ({ findings }: Report) => findings.filter(({ rule: id }) => id === rule.id).map(({ root, views }) => [root, views]);
  const clusters = [{ name: 'cluster', includes: () => true }];

  it('is taken back for the node that it was said of, where that node is in a cluster', () => {
    const files = { 'a.conf': instance(), 'b.conf': instance() };
    expect(placesOf(lintFiles(files, ['a.conf', 'b.conf'], { rules: [rule], clusters }))).toEqual([['b.conf', [null]]]);
    expect(placesOf(lintFiles(files, ['a.conf'], { rules: [rule], clusters }))).toEqual([['a.conf', [null]]]);
  });

  it('is taken back for one view of a file, and stays for the others', () => {
    const file = instance('both').replace('    interface', '@lb1 priority 150\n@lb2 priority 100\n    interface');
    expect(placesOf(lintFiles({ 'a.conf': file }, ['a.conf'], { rules: [rule] }))).toEqual([['a.conf', ['lb2']]]);
  });

  it('stays suppressed where a comment answers it, so that the comment is of use', () => {
    const files = { 'a.conf': instance(`kvlint-disable-line ${rule.id} -- known`), 'b.conf': instance() };
    const { suppressed } = lintFiles(files, ['a.conf', 'b.conf'], { rules: [rule], clusters });
    expect(suppressed.map(({ root }) => root)).toEqual(['a.conf']);
  });
});
