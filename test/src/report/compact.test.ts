import { expect, it } from 'vitest';
import { reportCompact } from '../../../src/report/compact.ts';
import { context, finding, report } from '../../helpers/report.ts';

it('is one line a finding, whatever the message holds', () => {
  const findings = [finding(), finding({ severity: 'error', line: 9, column: 1, detail: null, summary: 'Two\nlines\u001b[0m.' })];
  expect(reportCompact(report({ findings }), context())).toBe(
    "site/a.conf:2:5: warning: The priority '300' is too high. keepalived uses 100 instead. [vrrp/sample-rule]\n" +
      'site/a.conf:9:1: error: Two lines\ufffd[0m. [vrrp/sample-rule]\n',
  );
});

it('lets no file name make a line of its own', () => {
  const text = reportCompact(report({ findings: [finding({ path: 'a\nb.conf' })] }), context());
  expect(text).toMatch(/^a\ufffdb\.conf:2:5: [^\n]*\n$/);
});

it('is empty when nothing was found', () => {
  expect(reportCompact(report(), context())).toBe('');
});
