import { flatten } from './prose.ts';
import type { Reporter } from './reporter.ts';
import { harmless, harmlessName } from './terminal.ts';

/** For editors and grep: one line a finding, `path:line:column: severity: message [rule]`. */
export const reportCompact: Reporter = ({ distinct }) =>
  distinct
    .map(
      ({ path, line, column, severity, message, rule }) =>
        `${harmlessName(path)}:${line}:${column}: ${severity}: ${harmless(flatten(message))} [${rule}]\n`,
    )
    .join('');
