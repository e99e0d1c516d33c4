import { type DistinctFinding, worstVerdict } from '../finding/finding.ts';
import { textOf } from '../rule/text-of.ts';
import { keyHash } from './key-hash.ts';
import { flatten } from './prose.ts';
import type { Reporter } from './reporter.ts';
import { repositoryNames } from './repository-path.ts';
import { harmless, harmlessName } from './terminal.ts';

/**
 * For the widget of a merge request: GitLab's Code Quality report.
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const reportGitlab: Reporter = ({ distinct }, { sarif }) => {
  const nameOf = repositoryNames(sarif);
  const known = new Map<string, number>();
  const issues = distinct.map((finding) => {
    const { rule, key, path, line, endLine, ...said } = finding;
    const times = (known.get(key) ?? 0) + 1;
    known.set(key, times);
    return {
      description: harmless(flatten(textOf(said))),
      check_name: rule,
      // GitLab drops an issue whose fingerprint it has seen.
      fingerprint: keyHash(times === 1 ? key : `${key}\n${times}`).replace(/:1$/, ''),
      severity: severityOf(finding),
      location: { path: harmlessName(nameOf(path)), lines: { begin: line, end: endLine } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
};

/** An error with which keepalived does not even start blocks whatever else is wrong. */
function severityOf(finding: DistinctFinding): 'blocker' | 'critical' | 'minor' | 'info' {
  if (finding.severity === 'error') return worstVerdict(finding) === 'refuses' ? 'blocker' : 'critical';
  return finding.severity === 'warning' ? 'minor' : 'info';
}
