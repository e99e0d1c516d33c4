import type { Version } from '../../grammar/version.ts';
import type { Finding, Location } from '../../src/finding/finding.ts';
import { mergeRoots } from '../../src/finding/merge-roots.ts';
import type { ActiveRule, LintedFile, Report } from '../../src/finding/report.ts';
import { NO_COLORS } from '../../src/report/colors.ts';
import type { ReportContext } from '../../src/report/reporter.ts';
import type { RuleInfo } from '../../src/rule/rule.ts';
import type { Severity } from '../../src/rule/severity.ts';

export const RULE: RuleInfo = {
  id: 'vrrp/sample-rule',
  title: 'A sample is wrong',
  severity: 'warning',
  precision: 'high',
  profiles: { 'l3-only': 'error' },
  verdict: { '2.2.0': 'reports', '2.4.0': 'refuses' },
  what: 'Samples that use `priority` wrongly.\n\nA second paragraph.',
  why: 'The **wrong** node becomes master.',
  advice: 'Write another `priority`.\n\nOr leave it out.',
  unless: 'the sample is meant so.',
  references: [{ title: 'RFC 9568', url: 'https://www.rfc-editor.org/rfc/rfc9568.html' }],
  examples: {
    bad: [{ title: 'Too high', config: 'priority 300  #~ too high\n' }],
    good: [{ title: 'As it should be', config: 'priority 100\n', files: { 'a.conf': '', 'b.conf': 'state BACKUP\n' }, version: '2.2.0' }],
  },
};

/** A place on one line. */
export function at(path: string, line: number, column: number, endColumn: number): Location {
  return { path, line, column, endLine: line, endColumn };
}

/** A finding of the sample rule, with whatever a test is about. */
export function finding(given: Partial<Finding> = {}): Finding {
  return {
    ...at('site/a.conf', 2, 5, 17),
    rule: RULE.id,
    key: `${RULE.id}|site/a.conf|vrrp_instance VI_1|priority|300|1`,
    severity: 'warning',
    summary: "The priority '300' is too high.",
    detail: 'keepalived uses 100 instead.',
    advice: null,
    root: 'site/a.conf',
    views: [null],
    related: [],
    way: [],
    fix: null,
    verdicts: ['silent'],
    byProfile: new Map(),
    ...given,
  };
}

export interface ReportParts {
  readonly findings?: readonly Finding[];
  readonly files?: readonly Pick<LintedFile, 'path' | 'views'>[];
  readonly rules?: readonly ActiveRule[];
  /** Texts by path. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly unread?: Report['unread'];
  readonly suppressed?: Report['suppressed'];
  readonly keepalived?: Version;
  readonly profiles?: Report['profiles'];
}

/** A report as the engine would make it. */
export function report({
  findings = [],
  files = [{ path: 'site/a.conf', views: [null] }],
  rules,
  texts = {},
  unread = [],
  suppressed = [],
  keepalived = '2.4.3',
  profiles = [],
}: ReportParts = {}): Report {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  return {
    kvlint: '1.2.3',
    keepalived,
    files: files.map((file) => ({ ...file, keepalived, hasConfigTest: keepalived !== '2.0.3' })),
    findings,
    distinct: mergeRoots(findings),
    suppressed,
    baseline: null,
    rules: rules ?? [{ info: RULE, severity: 'warning' }],
    summary: {
      files: files.length,
      views: files.reduce((sum, { views }) => sum + views.length, 0),
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
    },
    unread,
    profiles,
    read: Object.keys(texts),
    line: (path, line) => texts[path]?.split('\n')[line - 1] ?? null,
    excerpt: (location) => {
      const text = texts[location.path]?.split('\n')[location.line - 1];
      return text === undefined ? null : { text, location };
    },
  };
}

/** A context without colours, 80 columns wide, in `/repository`. */
export function context(given: Partial<ReportContext> = {}): ReportContext {
  return {
    colors: NO_COLORS,
    hyperlinks: false,
    width: 80,
    quiet: false,
    verbose: false,
    reportSuppressed: false,
    notices: [],
    clusters: null,
    sarif: { root: '/repository', category: null, locate: (path) => (path.startsWith('/') ? path : `/repository/${path}`) },
    warn: (message) => {
      throw new Error(`unexpected warning: ${message}`);
    },
    ...given,
  };
}
