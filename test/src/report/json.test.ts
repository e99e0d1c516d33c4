import { expect, it } from 'vitest';
import { reportJson } from '../../../src/report/json.ts';
import { at, context, finding, report } from '../../helpers/report.ts';

it('keeps to the contract: these names and no others', () => {
  const related = [{ ...at('site/b.conf', 4, 1, 3), message: 'Here.' }];
  const written = reportJson(
    report({
      findings: [finding({ related, views: [null, 'low'], advice: 'x' })],
      files: [{ path: 'site/a.conf', views: [null, 'low'] }],
      unread: [{ path: 'site/a.conf', line: 3, what: '/x.conf', reason: 'it is far away' }],
    }),
    context(),
  );
  expect(JSON.parse(written)).toStrictEqual({
    schema: 1,
    kvlint: '1.2.3',
    keepalived: '2.4.3',
    files: [{ path: 'site/a.conf', views: [null, 'low'], keepalived: '2.4.3' }],
    findings: [
      {
        rule: 'vrrp/sample-rule',
        severity: 'warning',
        verdict: 'silent',
        message: "The priority '300' is too high.",
        detail: 'keepalived uses 100 instead.',
        advice: 'x',
        key: 'vrrp/sample-rule|site/a.conf|vrrp_instance VI_1|priority|300|1',
        root: 'site/a.conf',
        path: 'site/a.conf',
        line: 2,
        column: 5,
        endLine: 2,
        endColumn: 17,
        views: [null, 'low'],
        related: [{ path: 'site/b.conf', line: 4, column: 1, message: 'Here.' }],
      },
    ],
    unread: [{ path: 'site/a.conf', line: 3, what: '/x.conf', reason: 'it is far away' }],
    profiles: [],
    summary: { files: 1, views: 2, errors: 0, warnings: 1, infos: 0, suppressed: 0 },
  });
});

it('lists files by path, however they were asked for', () => {
  const files = [
    { path: 'b.conf', views: [null] },
    { path: 'B.conf', views: ['x'] },
    { path: 'a/c.conf', views: [null] },
  ];
  expect(JSON.parse(reportJson(report({ files }), context())).files.map(({ path }: { path: string }) => path)).toEqual([
    'B.conf',
    'a/c.conf',
    'b.conf',
  ]);
});

it('gives the verdict of each view where they differ', () => {
  const findings = [
    finding({ views: ['a', 'b'], verdicts: ['reports', 'silent'] }),
    finding({ views: ['a', 'b'], verdicts: ['logs', 'logs'] }),
  ];
  expect(JSON.parse(reportJson(report({ findings }), context())).findings).toMatchObject([
    { verdict: ['reports', 'silent'] },
    { verdict: 'logs' },
  ]);
});
