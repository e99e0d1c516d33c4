import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Finding } from '../../../src/finding/finding.ts';
import type { Report } from '../../../src/finding/report.ts';
import { reportCheckstyle } from '../../../src/report/checkstyle.ts';
import { reportGithub } from '../../../src/report/github.ts';
import { reportGitlab } from '../../../src/report/gitlab.ts';
import { reportJunit } from '../../../src/report/junit.ts';
import { reportMarkdown } from '../../../src/report/markdown-report.ts';
import { context, finding, report } from '../../helpers/report.ts';

const HOSTILE = 'a\u0000b\u001b[31m ]]> <script>"\'&amp;\n::error::x\r\n| `x` | @all \ud800 \uffff %0A';

const hostile = finding({ summary: HOSTILE, detail: `${HOSTILE}${'long '.repeat(20_000)}`, advice: HOSTILE, path: `site/${HOSTILE}` });

function many(severity: Finding['severity'], number: number): Finding[] {
  return Array.from({ length: number }, (_, index) =>
    finding({ severity, line: index + 1, endLine: index + 1, key: `${severity}${index}` }),
  );
}

async function errorsOf(schema: string, text: string): Promise<readonly string[]> {
  const path = new URL(`../../schemas/${schema}.xsd`, import.meta.url);
  const { errors } = await validateXML({ xml: text, schema: readFileSync(path, 'utf8') });
  return errors.map(({ message }) => message);
}

/** What is not of the form of a Code Quality report. */
function issueErrors(issues: unknown): readonly unknown[] {
  const path = new URL('../../schemas/code-quality.schema.json', import.meta.url);
  const validate = new Ajv().compile(JSON.parse(readFileSync(path, 'utf8')));
  return validate(issues) ? [] : (validate.errors ?? []);
}

/** Any text that a name or a message may hold: what XML, JSON and terminals trip over, and very long ones. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ']]>',
        '<![CDATA[',
        '<script>',
        '&',
        '&#0;',
        '"',
        "'",
        '\n',
        '\r\n',
        '\t',
        '\u0000',
        '\u001b[31m',
        '\u0085',
        '\u2028',
        '\uffff',
        '\ud800',
        '\udfff',
        '%0A',
        '../',
        '\\',
      ),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constant('long'.repeat(500)),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

/** A report of many findings with such texts, the same each time. */
function strange(): Report {
  const texts = fc.sample(anyText, { seed: 1, numRuns: 100 });
  const of = (index: number): string => texts[index % texts.length] ?? '';
  const findings = texts.map((text, i) =>
    finding({
      summary: `x${text}`,
      detail: of(i + 1),
      advice: of(i + 2),
      path: `site/${of(i + 3)}`,
      key: `key${i}`,
      severity: (['error', 'warning', 'info'] as const)[i % 3] ?? 'info',
      line: i + 1,
      endLine: i + 1,
    }),
  );
  return report({ findings, files: findings.map(({ path }) => ({ path, views: [null] })) });
}

describe('reportGithub', () => {
  it('annotates the columns of a line with what is wrong and how to mend it', () => {
    const text = reportGithub(report({ findings: [finding({ severity: 'info', advice: 'Write 100.' })] }), context());
    expect(text).toBe(
      "::notice file=site/a.conf,line=2,endLine=2,col=5,endColumn=17,title=kvlint%3A vrrp/sample-rule::The priority '300' is too high. keepalived uses 100 instead.%0AWrite 100.\n",
    );
  });

  it('leaves out the columns of a place on several lines', () => {
    expect(reportGithub(report({ findings: [finding({ endLine: 4 })] }), context())).toContain('line=2,endLine=4,title=');
  });

  it('names files from the root of the repository', () => {
    const sarif = { root: '/repository', category: null, locate: (path: string) => `/repository/lb/${path}` };
    expect(reportGithub(report({ findings: [finding()] }), context({ sarif }))).toContain('file=lb/site/a.conf,');
  });

  it('begins with the worst, keeps to what GitHub shows, and says how many more there are', () => {
    const lines = reportGithub(report({ findings: [...many('info', 12), ...many('warning', 11), ...many('error', 13)] }), context())
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => line.slice(0, line.indexOf(' ')))).toEqual([
      ...Array<string>(10).fill('::error'),
      ...Array<string>(10).fill('::warning'),
      ...Array<string>(10).fill('::notice'),
    ]);
    expect(lines.at(-1)).toContain('::7 more findings');
  });

  it('lets no text end its command or begin another', () => {
    const text = reportGithub(report({ findings: [hostile] }), context());
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).toContain('%250A');
    expect(text.slice(0, text.indexOf(',line='))).not.toMatch(/::.*::/);
  });
});

describe('reportGitlab', () => {
  it('has the form that GitLab describes, and a fingerprint that occurs once', () => {
    const issues = JSON.parse(reportGitlab(report({ findings: [finding(), finding({ line: 9, endLine: 9 }), hostile] }), context()));
    expect(issueErrors(issues)).toEqual([]);
    expect(new Set(issues.map((each: { fingerprint: string }) => each.fingerprint)).size).toBe(3);
  });

  it('has that form with any text in names and messages', () => {
    const issues = JSON.parse(reportGitlab(strange(), context()));
    expect(issues).toHaveLength(100);
    expect(issueErrors(issues)).toEqual([]);
  });

  it('keeps the fingerprint when lines move and words change', () => {
    const fingerprint = (given: Partial<Finding>) =>
      JSON.parse(reportGitlab(report({ findings: [finding(given)] }), context()))[0].fingerprint;
    expect(fingerprint({ line: 40, endLine: 40, summary: 'Other words.' })).toBe(fingerprint({}));
  });

  it('tells what keeps keepalived from starting from other errors', () => {
    const severity = (given: Partial<Finding>) => JSON.parse(reportGitlab(report({ findings: [finding(given)] }), context()))[0].severity;
    expect(severity({ severity: 'error', verdicts: ['silent', 'refuses'] })).toBe('blocker');
    expect(severity({ severity: 'error' })).toBe('critical');
    expect(severity({ severity: 'info' })).toBe('info');
  });
});

describe('reportCheckstyle', () => {
  it('is valid with any text in names and messages', async () => {
    const text = reportCheckstyle(report({ findings: [finding(), hostile] }), context());
    expect(await errorsOf('checkstyle', text)).toEqual([]);
    expect(text).toContain('<error line="2" column="5" severity="warning"');
    expect(await errorsOf('checkstyle', reportCheckstyle(strange(), context()))).toEqual([]);
  });

  it('names a file without findings', () => {
    expect(reportCheckstyle(report(), context())).toContain('<file name="site/a.conf"/>');
  });
});

describe('reportJunit', () => {
  it('is valid with any text in names and messages', async () => {
    const notices = [{ level: 'error', message: HOSTILE }] as const;
    expect(await errorsOf('junit', reportJunit(report({ findings: [finding(), hostile] }), context({ notices })))).toEqual([]);
    expect(await errorsOf('junit', reportJunit(strange(), context()))).toEqual([]);
  });

  it('fails for errors and warnings, not for notes, and passes a file without findings', () => {
    const failing = reportJunit(report({ findings: [...many('error', 1), ...many('warning', 1), ...many('info', 1)] }), context());
    expect(failing).toContain('<testsuites name="kvlint" tests="3" failures="2" errors="0">');
    expect(reportJunit(report(), context())).toContain('<testsuites name="kvlint" tests="1" failures="0" errors="0">');
  });

  it('breaks where something could not be read', () => {
    const notices = [{ level: 'error', message: 'x.conf cannot be read.' }] as const;
    expect(reportJunit(report(), context({ notices }))).toContain('<error type="not-read" message="x.conf cannot be read."/>');
  });
});

describe('reportMarkdown', () => {
  it('is a table with the worst first', () => {
    const text = reportMarkdown(report({ findings: [finding(), ...many('error', 1)] }), context());
    expect(text).toContain('**kvlint:** 1 error, 1 warning and 0 notes in 1 file.');
    expect(text.indexOf('| error |')).toBeLessThan(text.indexOf('| warning |'));
  });

  it('fits into a comment of GitHub however much is found, and says how much is left out', () => {
    const findings = Array.from({ length: 200 }, (_, index) => ({ ...hostile, line: index + 1, endLine: index + 1, key: `${index}` }));
    const text = reportMarkdown(report({ findings }), context());
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('and 150 more');
  });

  it('makes no markup, mention or row of what a configuration says', () => {
    const text = reportMarkdown(report({ findings: [hostile] }), context());
    expect(text).toContain('\\<script\\>');
    expect(text).toContain('@\u200ball');
    expect(text.trimEnd().split('\n')).toHaveLength(5);
  });
});
