import type { Severity } from '../rule/severity.ts';
import type { Filter } from './filter.ts';

/**
 * A root file is linted as its own settings say. What an included file's settings say beside that, such as that a rule is off there, decides about
 * the findings in that file. `at`: severities by rule, for the path of a file.
 */
export function severitiesOfPlace(at: (path: string) => ReadonlyMap<string, Severity | 'off'>): Filter {
  return (findings) =>
    findings.flatMap((finding) => {
      const severity = finding.path === finding.root ? undefined : at(finding.path).get(finding.rule);
      if (severity === undefined) return [finding];
      return severity === 'off' ? [] : [{ ...finding, severity }];
    });
}
