import { compareSeverity } from '../rule/severity.ts';
import { textOf } from '../rule/text-of.ts';
import type { Finding } from './finding.ts';

type Placed = Pick<Finding, 'path' | 'line' | 'column' | 'severity' | 'rule' | 'summary' | 'detail' | 'root'>;

/** By place, then the worst first. */
export function compareFindings(a: Placed, b: Placed): number {
  return (
    compareText(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compareSeverity(a.severity, b.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(textOf(a), textOf(b)) ||
    compareText(a.root, b.root)
  );
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
