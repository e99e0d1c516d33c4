import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/finding/report.ts';
import type { Rule } from '../../../src/rule/rule.ts';
import type { Severity } from '../../../src/rule/severity.ts';
import { lintText } from '../../helpers/lint-text.ts';
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

  it('makes it as bad as the worst of both', () => {
    expect(lintCause('warning', 'error')).toMatchObject({ findings: [{ severity: 'error' }], summary: { errors: 1, warnings: 0 } });
    expect(lintCause('error', 'info')).toMatchObject({ findings: [{ severity: 'error' }], summary: { errors: 1, infos: 0 } });
    expect(lintCause('warning', 'error').profiles).toEqual([{ name: 'recommended', errors: 1, warnings: 0 }]);
  });
});
