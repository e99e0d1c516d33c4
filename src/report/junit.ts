import type { DistinctFinding } from '../finding/finding.ts';
import { textOf } from '../rule/text-of.ts';
import { findingsByFile } from './by-file.ts';
import { flatten } from './prose.ts';
import type { Reporter } from './reporter.ts';
import { repositoryNames } from './repository-path.ts';
import { element, xmlDocument, xmlText } from './xml.ts';

/** One suite and what its counts say. */
interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly errors: number;
}

/**
 * For what shows test results: a suite for each file. An error or a warning is a test that failed, a note one that passed and has something to
 * say; what could not be read is a test that broke, and a file without findings is one test that passed.
 */
export const reportJunit: Reporter = (report, { sarif, notices }) => {
  const nameOf = repositoryNames(sarif);
  const suites = [...findingsByFile(report)].map(([path, findings]) => suiteOf(nameOf(path), findings));
  const broken = notices.filter(({ level }) => level === 'error').map(({ message }) => flatten(message));
  if (broken.length > 0) suites.push(brokenSuite(broken));
  const total = (each: (suite: Suite) => number): number => suites.reduce((sum, suite) => sum + each(suite), 0);
  const counts = {
    tests: total(({ cases }) => cases.length),
    failures: total(({ failures }) => failures),
    errors: total(({ errors }) => errors),
  };
  return xmlDocument(
    element(
      'testsuites',
      { name: 'kvlint', ...counts },
      suites.map(({ name, cases, failures, errors }) => element('testsuite', { name, tests: cases.length, failures, errors }, cases)),
    ),
  );
};

function suiteOf(name: string, findings: readonly DistinctFinding[]): Suite {
  const cases = findings.map((finding) => {
    const { rule, severity, line, column, advice, ...said } = finding;
    const place = `${name}:${line}:${column}`;
    const text = xmlText([place, textOf(said), ...(advice === null ? [] : [advice])].join('\n'));
    const result =
      severity === 'info'
        ? element('system-out', {}, [text])
        : element('failure', { type: severity, message: flatten(said.summary) }, [text]);
    return element('testcase', { classname: name, name: `${rule} (${line}:${column})` }, [result]);
  });
  const failures = findings.filter(({ severity }) => severity !== 'info').length;
  return { name, cases: cases.length > 0 ? cases : [element('testcase', { classname: name, name: 'no findings' })], failures, errors: 0 };
}

function brokenSuite(messages: readonly string[]): Suite {
  const cases = messages.map((message) =>
    element('testcase', { classname: 'kvlint', name: message }, [element('error', { type: 'not-read', message })]),
  );
  return { name: 'kvlint', cases, failures: 0, errors: cases.length };
}
