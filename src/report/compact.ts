import { textOf } from '../rule/text-of.ts';
import { flatten } from './prose.ts';
import type { Reporter } from './reporter.ts';
import { harmless, harmlessName } from './terminal.ts';

/** For editors and grep: one line a finding, `path:line:column: severity: summary [rule]`. */
export const reportCompact: Reporter = ({ distinct }) =>
  distinct
    .map(
      ({ path, line, column, severity, rule, ...said }) =>
        `${harmlessName(path)}:${line}:${column}: ${severity}: ${harmless(flatten(textOf(said)))} [${rule}]\n`,
    )
    .join('');
