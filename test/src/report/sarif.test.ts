import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/finding/finding.ts';
import type { Notice } from '../../../src/report/reporter.ts';
import { reportSarif } from '../../../src/report/sarif.ts';
import { at, context, finding, RULE, report } from '../../helpers/report.ts';

const TEXTS = { 'site/a.conf': 'one\ntwo\nthree\n' };

function sarif(parts: Parameters<typeof report>[0] = {}, given: Parameters<typeof context>[0] = {}): Log {
  return JSON.parse(reportSarif(report({ texts: TEXTS, ...parts }), context(given)));
}

function run(log: Log) {
  const [only, ...others] = log.runs;
  expect(others).toEqual([]);
  if (!only) throw new Error('no run');
  return only;
}

function resultOf(given: Partial<Finding>, parts: Parameters<typeof report>[0] = {}): Result {
  const [result] = run(sarif({ ...parts, findings: [finding(given)] })).results ?? [];
  if (!result) throw new Error('no result');
  return result;
}

describe('reportSarif', () => {
  it('is the final schema on one line', () => {
    const written = reportSarif(report(), context());
    expect(written.trimEnd()).not.toContain('\n');
    expect(JSON.parse(written)).toMatchObject({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' });
  });

  it('names the tool, its version, and that columns are UTF-16 code units', () => {
    expect(run(sarif())).toMatchObject({
      tool: { driver: { name: 'kvlint', version: '1.2.3', semanticVersion: '1.2.3', informationUri: expect.stringMatching(/^https:/) } },
      columnKind: 'utf16CodeUnits',
    });
  });

  it('writes an empty list of results when nothing was found, for that closes old alerts', () => {
    expect(run(sarif()).results).toEqual([]);
  });

  it('describes every rule that was switched on, found or not, as it was switched on', () => {
    const other = { ...RULE, id: 'l3/other-rule' };
    const rules = [
      { info: other, severity: 'error' as const },
      { info: RULE, severity: 'info' as const },
    ];
    expect(run(sarif({ rules, findings: [finding({ severity: 'info' })] })).tool.driver.rules).toMatchObject([
      {
        id: 'l3/other-rule',
        name: 'L3OtherRule',
        defaultConfiguration: { level: 'error' },
        properties: { 'problem.severity': 'error', precision: 'high', tags: ['keepalived', 'l3', 'network', 'policy'] },
      },
      {
        id: 'vrrp/sample-rule',
        shortDescription: { text: 'A sample is wrong.' },
        fullDescription: { text: 'Samples that use priority wrongly.' },
        help: {
          text: expect.stringContaining('The wrong node becomes master.'),
          markdown: expect.stringContaining('The **wrong** node becomes master.'),
        },
        helpUri: expect.stringMatching(/^https:.*vrrp\/sample-rule/),
        defaultConfiguration: { level: 'note' },
        properties: { 'problem.severity': 'recommendation' },
      },
    ]);
  });

  it('keeps descriptions below what GitHub cuts off', () => {
    const info = { ...RULE, title: 'Long '.repeat(400), what: 'word '.repeat(400) };
    const [rule] = run(sarif({ rules: [{ info, severity: 'error' }] })).tool.driver.rules ?? [];
    expect(rule?.shortDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(rule?.fullDescription?.text.length).toBeLessThanOrEqual(1024);
  });

  it('writes a result with its place, level, rule and fingerprint', () => {
    expect(resultOf({ severity: 'info' })).toMatchObject({
      ruleId: 'vrrp/sample-rule',
      ruleIndex: 0,
      level: 'note',
      message: { text: "The priority '300' is too high. keepalived uses 100 instead." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'site/a.conf' },
            region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 17 },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}:1$/), 'kvlint/v1': finding().key },
    });
  });

  it('never writes an empty region', () => {
    expect(resultOf(at('site/a.conf', 1, 3, 3)).locations?.[0]?.physicalLocation?.region).toEqual({
      startLine: 1,
      startColumn: 3,
      endLine: 1,
      endColumn: 4,
    });
  });

  it('links related places from the message', () => {
    const related = [
      { ...at('site/a.conf', 1, 1, 4), message: 'The [first] use.' },
      { ...at('site/b c.conf', 9, 1, 4), message: 'Included here' },
    ];
    const result = resultOf({ related, advice: 'Remove one' });
    expect(result.message.text).toBe(
      "The priority '300' is too high. keepalived uses 100 instead. Remove one. See: [The \\[first\\] use](1), [Included here](2).",
    );
    expect(result.relatedLocations).toMatchObject([
      {
        id: 1,
        message: { text: 'The [first] use.' },
        physicalLocation: { artifactLocation: { uri: 'site/a.conf' }, region: { startLine: 1 } },
      },
      { id: 2, message: { text: 'Included here.' }, physicalLocation: { artifactLocation: { uri: 'site/b%20c.conf' } } },
    ]);
  });

  it('lets no configuration write a link into a message', () => {
    expect(resultOf({ summary: "The name '[click](https://example.org)' is odd." }).message.text).not.toContain('](');
  });

  it('says in which views a result holds when that is not all', () => {
    const files = [{ path: 'site/a.conf', views: [null, 'low'] }];
    expect(resultOf({ views: ['low'] }, { files }).message.text).toMatch(/ It holds with config-id 'low'\.$/);
  });

  it("survives the builder's own mark for missing values in a message", () => {
    expect(resultOf({ summary: "Unknown keyword 'SARIF_BUILDER_INVALID'." }).message.text).toContain('SARIF_BUILDER_INVALID');
  });

  it('keeps a result of a rule that the list does not hold', () => {
    const result = resultOf({ rule: 'internal-error' });
    expect(result).toMatchObject({ ruleId: 'internal-error' });
    expect(result.ruleIndex).toBeUndefined();
    expect(run(sarif({ findings: [finding({ rule: 'internal-error' })] })).invocations?.[0]?.executionSuccessful).toBe(false);
  });

  it('says what was not read, without making it a result', () => {
    const notices: Notice[] = [{ level: 'error', message: "'x.conf' was not read: permission denied." }];
    const { invocations, results } = run(sarif({}, { notices }));
    expect(results).toEqual([]);
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: "'x.conf' was not read: permission denied." } }, { level: 'note' }],
      },
    ]);
    expect(run(sarif()).invocations).toMatchObject([{ executionSuccessful: true }]);
  });

  it('has a category only when it was asked for', () => {
    expect(run(sarif()).automationDetails).toBeUndefined();
    const { sarif: defaults } = context();
    expect(run(sarif({}, { sarif: { ...defaults, category: 'site-a' } })).automationDetails).toEqual({ id: 'site-a/' });
  });

  it('declares a working directory only for files outside the root', () => {
    expect(run(sarif({ findings: [finding()] })).invocations?.[0]?.workingDirectory).toBeUndefined();
    const outside = run(sarif({ findings: [finding(at('/etc/keepalived/keepalived.conf', 1, 1, 2))] }));
    expect(outside.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('file:///etc/keepalived/keepalived.conf');
    expect(outside.invocations?.[0]?.workingDirectory).toEqual({ uri: 'file:///' });
  });

  it('puts the worst first, says so, and stops where GitHub refuses', () => {
    const warnings: string[] = [];
    const many = (count: number): Finding[] => [
      ...Array.from({ length: count - 1 }, (_, i) => finding({ severity: 'info', line: i + 10 })),
      finding({ severity: 'error', line: 3 }),
    ];
    const warn = (message: string): void => {
      warnings.push(message);
    };
    expect(run(sarif({ findings: many(5001) }, { warn })).results?.[0]?.level).toBe('error');
    expect(run(sarif({ findings: many(25_002) }, { warn })).results).toHaveLength(25_000);
    expect(warnings).toEqual([expect.stringContaining('shows 5000 of 5001'), expect.stringContaining('25000 of 25002')]);
  });
});
